"""The words around the film, one file a language: title, pitch, tags, and what stands on the thumbnail."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field

from common.fonts import missing_glyphs
from renders.errors import BadInputError
from renders.request.toml import read_model

__all__ = ["FOLDER", "Wording", "wording_of"]

FOLDER = Path(__file__).parent


class Wording(BaseModel):
    """The texts in one language around the film, or around one scene of it; the ``credit`` is the voice's."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)

    title: str = Field(min_length=1)
    scene_title: str = Field(pattern=r"^[^{}]*\{scene\}[^{}]*$")
    thumbnail: tuple[str, ...] = Field(min_length=1, max_length=3)
    pitch: str
    scene_pitch: str
    chapters: str
    elsewhere: str
    credit: str = Field(min_length=1)
    silence: str
    captions: str
    captions_in_picture: str
    part_of: str = Field(pattern=r"^[^{}]*\{film\}[^{}]*$")
    source: str = Field(pattern=r"^[^{}]*\{link\}[^{}]*$")
    data: str
    credits: str
    comment: str
    scene_comment: str
    playlist: str = Field(min_length=1)
    playlist_order: str
    tags: tuple[str, ...]
    hashtags: tuple[str, ...]
    scene_tags: Mapping[str, tuple[str, ...]]

    def title_of(self, scene_title: str | None) -> str:
        """The title of the film, or of a scene of it."""
        return self.title if scene_title is None else self.scene_title.format(scene=scene_title)

    def tags_of(self, scene: str | None) -> tuple[str, ...]:
        """The tags of the film, or of the scene of that name, its own first."""
        return self.tags if scene is None else (*self.scene_tags.get(scene, ()), *self.tags)


@cache
def wording_of(language: str, folder: Path = FOLDER) -> Wording:
    """Read the words in ``language``; raises ``BadInputError`` where some are missing or cannot be drawn."""
    file = folder / f"{language}.toml"
    words = read_model(Wording, file)
    lacking = missing_glyphs("".join(words.thumbnail))
    if lacking:
        raise BadInputError(f"{file}: the film's fonts lack {' '.join(lacking)}: write the thumbnail without them")
    return words
