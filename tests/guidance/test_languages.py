"""A second language says the same as the first, section by section."""

import pytest

STRATEGY = "themes/governance/strategy.md"
ENGLISH = {
    "## Herausforderungen": "## Challenges",
    "### Erste Schritte": "### First steps",
    "### Prüffrage": "### Check question",
    "### In Einfacher Sprache": "### In plain language",
    "### Hinweise nach Größe": "### Hints by size",
    "### Verbindungen": "### Connections",
    "### Was sich übertragen lässt": "### What can be borrowed",
    "- Empfehlungen:": "- Principles:",
    "- Herausforderungen:": "- Challenges:",
    "- Praxisbeispiele:": "- Examples:",
    "- ländlich:": "- rural:",
}


def translated(text):
    for german, english in ENGLISH.items():
        text = text.replace(german, english)
    return text


@pytest.fixture
def bilingual(content):
    content.files["en"] = {place: translated(text) for place, text in content.files["de"].items()}
    return content


def test_both_languages_are_loaded(bilingual):
    loaded = bilingual.load()

    assert list(loaded) == ["de", "en"]
    assert [p.id for p in loaded["en"].principles] == [p.id for p in loaded["de"].principles]
    assert loaded["en"].edition != loaded["de"].edition


def test_a_missing_principle_in_the_translation_is_named(bilingual):
    text = bilingual.files["en"][STRATEGY]
    bilingual.files["en"][STRATEGY] = text[: text.index("\n## Empfehlung gov-reviewer")]

    assert any(p.startswith(f"content/en/{STRATEGY}:1: ") and "gov-reviewer" in p for p in bilingual.problems())


def test_another_order_in_the_translation_is_named(bilingual):
    head, first, second = bilingual.files["en"][STRATEGY].split("\n## ")
    bilingual.files["en"][STRATEGY] = f"{head}\n## {second}\n## {first}"

    problems = bilingual.problems()
    assert [problem.split(": ")[0] for problem in problems] == [f"content/en/{STRATEGY}:1"]
    assert "andere als in content/de/" in problems[0]


def test_another_number_in_the_translation_is_named(bilingual):
    bilingual.change("fields/health.md", "number: 4", "number: 5", "en")
    bilingual.change("fields/housing.md", "number: 5", "number: 4", "en")

    assert len(bilingual.problems()) == 2


def test_german_headings_in_an_english_file_are_named(bilingual):
    bilingual.change(STRATEGY, "### First steps", "### Erste Schritte", "en")

    assert any("„Erste Schritte“ ist hier unbekannt" in problem for problem in bilingual.problems())


def test_a_colon_in_an_english_word_is_no_gender_mark(bilingual):
    bilingual.change("about.md", "Zwei.", "Two: in town_in, say:in.", "en")

    assert bilingual.load()["en"].about.passages[0].text.source == "Two: in town_in, say:in."
