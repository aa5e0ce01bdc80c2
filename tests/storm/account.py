"""What a storm's clients have seen and done, and what the history says of it: values for the oracle to judge."""

from dataclasses import dataclass, field

Values = dict[str, str]


@dataclass(frozen=True, slots=True)
class Drawn:
    """A field group's form as a page showed it."""

    subject: str
    group: str
    version: int
    values: Values


@dataclass(slots=True)
class Attempt:
    """A form sent once. `word` is in no other edit's; `code` is the answer that was read to its end, 0 for none."""

    word: str
    subject: str
    group: str
    drawn_from: int
    sent: Values
    whole: bool = True  # False: the line went dead in the middle of sending
    code: int = 0

    @property
    def acknowledged(self) -> bool:
        return self.code in {200, 303}


@dataclass(frozen=True, slots=True)
class Fact:
    """An event: what it changed, by field (before, after); nothing is an empty text. `typed`: before it was merged."""

    seq: int
    subject: str
    version: int
    changes: dict[str, tuple[str, str]]
    typed: Values = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Heard:
    """A message of a live stream: up to which event, and the names of what has changed."""

    seq: int
    names: frozenset[str]


@dataclass(slots=True)
class Account:
    """All of it. `wrong` is what was seen to be wrong on the way, `findings` what the product's own checks found."""

    facts: list[Fact] = field(default_factory=list)
    attempts: list[Attempt] = field(default_factory=list)
    drawn: list[Drawn] = field(default_factory=list)
    final: list[Drawn] = field(default_factory=list)  # every group of every action once the storm was over
    since: int = 0  # the newest event before it
    heard: list[list[Heard]] = field(default_factory=list)  # by listener
    wrong: list[str] = field(default_factory=list)
    findings: list[str] = field(default_factory=list)
    figures: dict[str, float] = field(default_factory=dict)
