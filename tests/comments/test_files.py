"""Export: everything the town has added as one Markdown text and as JSON, under a name that says what it is."""

import json
from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest
from werkzeug.test import TestResponse

from tests.comments.conftest import BEN, LIST, NEW, As
from tests.world import World
from workspace.db import clock

Write = Callable[..., TestResponse]
MARKDOWN = f"""\
# Aus unserer Stadt: Musterstadt

Eigene Notizen und Beispiele zur Whole-COMM-Toolbox, Stand 14.11.2026

## 1 Politische Gestaltung

### 1.1.2 Eine Person benennen, die die Umsetzung prüft

#### Beispiel vor Ort: Frau Sommer prüft

> Zweimal **im Jahr**.

{BEN}, 13.11.2026

## 4 Gesundheit

### 4.3.1 Kostenloses Dolmetschen und Kulturvermittlung sichern

#### Notiz

> Überschriften:
>
> # Groß
>
> - eins
> - zwei

Redaktion (Eda), 13.11.2026
"""
pytestmark = pytest.mark.parametrize("app", ["sqlite"], indirect=True)


@pytest.fixture
def written(world: World, write: Write) -> None:
    """Let two people write, in another order than the toolbox's."""
    with clock(datetime(2026, 11, 12, 23, 30, tzinfo=UTC)):
        write(
            world.eda,
            NEW.replace("gov-reviewer", "hea-interpreting"),
            text="Überschriften:\n\n# Groß\n\n- eins\n- zwei",
        )
        write(world.ben, kind="example", title="Frau Sommer prüft", text="Zweimal **im Jahr**.")


def test_markdown_holds_everything_with_what_was_typed_set_apart(world: World, as_: As, written: None) -> None:
    with clock(datetime(2026, 11, 14, 12, tzinfo=UTC)):
        answer = as_(world.rosa).get(f"{LIST}.md")

    assert answer.content_type == "text/markdown; charset=utf-8"
    assert answer.headers["Content-Disposition"] == "attachment; filename=musterstadt-notizen-2026-11-14.md"
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.text == MARKDOWN


def test_json_holds_the_same_as_plain_values(world: World, as_: As, written: None) -> None:
    with clock(datetime(2026, 11, 14, 12, tzinfo=UTC)):
        answer = as_(world.rosa).get(f"{LIST}.json")
    told = json.loads(answer.text)

    assert answer.content_type == "application/json"
    assert answer.headers["Content-Disposition"] == "attachment; filename=musterstadt-notizen-2026-11-14.json"
    assert answer.headers["Cache-Control"] == "no-store"
    assert (told["town"], date.fromisoformat(told["day"])) == ("Musterstadt", date(2026, 11, 14))
    assert told["notes"][0] == {
        "number": 2,
        "field": "governance",
        "theme": "strategy",
        "principle": "gov-reviewer",
        "principle_title": "Eine Person benennen, die die Umsetzung prüft",
        "kind": "example",
        "title": "Frau Sommer prüft",
        "text": "Zweimal **im Jahr**.",
        "author": BEN,
        "changed_at": "2026-11-12T23:30:00+00:00",
    }
    assert [note["number"] for note in told["notes"]] == [2, 1]


def test_readers_of_english_get_it_in_english(world: World, as_: As, written: None) -> None:
    browser = as_(world.rosa)
    browser.post("/language", data={"language": "en", "next": "/"})
    text = browser.get(f"{LIST}.md").text

    assert text.startswith("# From our town: Musterstadt")
    assert "#### Local example: Frau Sommer prüft" in text


def test_with_nothing_added_the_files_are_empty_but_good(world: World, as_: As) -> None:
    assert as_(world.rosa).get(f"{LIST}.md").text.startswith("# Aus unserer Stadt: Musterstadt")
    assert json.loads(as_(world.rosa).get(f"{LIST}.json").text)["notes"] == []
