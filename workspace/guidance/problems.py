"""What is wrong in a content file and where. In German, because those who correct these texts read German."""

from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing to correct: the file, the line in it, and a sentence saying what is wrong."""

    path: str
    line: int
    text: str

    def __str__(self) -> str:
        """Write it as editors and terminals understand it: `path:line: sentence`."""
        return f"{self.path}:{self.line}: {self.text}"


class ContentError(Exception):
    """The content can't be used. Carries every problem found, sorted by file and line, so that one look is enough."""

    def __init__(self, problems: "Iterable[Problem]") -> None:
        """Keep the problems, each once."""
        self.problems = tuple(sorted(set(problems)))
        super().__init__(self.report())

    def report(self) -> str:
        """Return all problems, one a line, under a sentence that says what they are."""
        count = len(self.problems)
        head = "Eine Stelle im Inhalt ist" if count == 1 else f"{count} Stellen im Inhalt sind"
        return "\n".join([f"{head} zu berichtigen:", *map(str, self.problems)])


def perhaps(word: str, known: "Iterable[str]") -> str:
    """Return „ Meinten Sie …?“ where a known word comes close to the given one, else nothing."""
    near = get_close_matches(word, list(known), n=1, cutoff=0.75)
    return f" Meinten Sie „{near[0]}“?" if near else ""
