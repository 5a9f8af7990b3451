"""The numbers of a scene: a small validated model, with the film's values as defaults."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict

__all__ = ["Numbers"]


class Numbers(BaseModel):
    """What a scene takes from outside; subclasses declare their fields with units and limits.

    Frozen; an unknown name, a number out of its limits, or one that is not finite raises ``ValueError``.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)
