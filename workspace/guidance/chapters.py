"""The texts around the toolbox: the core ideas, the steps of use, and the page that says where it all comes from."""

from dataclasses import dataclass
from typing import ClassVar

from workspace.guidance.models import Prose


@dataclass(frozen=True, slots=True, eq=False)
class Passage:
    """A titled text of a chapter: one core idea, one step of use, one section of the page about the toolbox."""

    KIND: ClassVar[str] = "passage"
    id: str
    position: int
    title: str
    text: Prose


@dataclass(frozen=True, slots=True, eq=False)
class Chapter:
    """A page of passages: the core ideas, the steps of use."""

    title: str
    summary: str
    text: Prose
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class Source:
    """Where the content comes from; credited on every guidance page."""

    title: str
    authors: str
    publisher: str
    date: str
    project: str
    url: str
    licence: str


@dataclass(frozen=True, slots=True, eq=False)
class About(Chapter):
    """The page about the toolbox, with its source."""

    source: Source
