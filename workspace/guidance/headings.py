"""The words that structure a content file, per language. A new language is an entry here and a folder."""

from dataclasses import dataclass

from workspace.guidance.models import Size

ORIGINAL = "de"  # the language everything is written in first; the others are held to it


@dataclass(frozen=True, slots=True)
class Headings:
    """How one language spells the fixed headings and the names in their lists."""

    challenges: str
    steps: str
    question: str
    plain: str
    hints: str
    links: str
    lessons: str
    to_principles: str
    to_challenges: str
    to_examples: str
    sizes: dict[str, Size]


HEADINGS = {
    "de": Headings(
        challenges="Herausforderungen",
        steps="Erste Schritte",
        question="Prüffrage",
        plain="In Einfacher Sprache",
        hints="Hinweise nach Größe",
        links="Verbindungen",
        lessons="Was sich übertragen lässt",
        to_principles="Empfehlungen",
        to_challenges="Herausforderungen",
        to_examples="Praxisbeispiele",
        sizes={"ländlich": Size.RURAL, "klein": Size.SMALL, "mittel": Size.MEDIUM},
    ),
    "en": Headings(
        challenges="Challenges",
        steps="First steps",
        question="Check question",
        plain="In plain language",
        hints="Hints by size",
        links="Connections",
        lessons="What can be borrowed",
        to_principles="Principles",
        to_challenges="Challenges",
        to_examples="Examples",
        sizes={"rural": Size.RURAL, "small": Size.SMALL, "medium": Size.MEDIUM},
    ),
}
