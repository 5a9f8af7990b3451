"""The numbers of a scene: a small validated model, with the film's values as defaults."""

from __future__ import annotations

from collections.abc import Mapping, Set

from pydantic import BaseModel, ConfigDict

__all__ = ["Numbers"]


class Numbers(BaseModel):
    """What a scene takes from outside; subclasses declare their fields with units and limits.

    Frozen; an unknown name, a number out of its limits, or one that is not finite raises ``ValueError``.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)

    @property
    def facts(self) -> Mapping[str, float]:
        """The numbers that the words of the scene state, from the solver; they stand in them as ``{name:.2f}``.

        One that a read-out shows, too, is ``Shown`` and stands in them as ``{name}``.
        """
        return {}

    @property
    def cases(self) -> Set[str]:
        """The cases that hold of the numbers, so that the words that stand ``instead`` for them are said."""
        return frozenset()
