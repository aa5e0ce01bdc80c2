"""Writing: a note or an example is added, changed and withdrawn; nothing typed is lost, nothing senseless is kept."""

from collections.abc import Callable

import pytest
from sqlalchemy import func, select
from werkzeug.test import TestResponse

from tests.actions.sheets import HTMX
from tests.comments.conftest import LIST, NEW, ONE, THEME, As, read, sent
from tests.world import World
from workspace.comments.models import Note
from workspace.comments.words import NoteKind

Write = Callable[..., TestResponse]
WITHDRAWAL = f"{ONE}/withdrawal"
SHEET = "/w/musterstadt/actions/M-002"


def test_a_note_is_added_and_stands_below_its_principle(world: World, as_: As, write: Write) -> None:
    answer = write(world.ben, text="Das macht bei uns **Frau Sommer**.")

    assert (answer.status_code, answer.headers["Location"]) == (303, f"{THEME}#note-1")
    note = read(world)
    assert (note.kind, note.title, note.text) == (NoteKind.NOTE, None, "Das macht bei uns **Frau Sommer**.")
    assert (note.principle_id, note.author_id) == ("gov-reviewer", world.member(world.ben).id)
    assert world.latest().kind == "note.added"
    assert "Das macht bei uns <strong>Frau Sommer</strong>." in as_(world.rosa).get(THEME).text


def test_notes_are_numbered_in_their_town_and_numbers_never_come_back(world: World, as_: As, write: Write) -> None:
    write(world.ben)
    write(world.olaf, NEW.replace("musterstadt", "nachbarstadt"), text="Bei uns in Nachbarstadt.")
    as_(world.ben).post(WITHDRAWAL, data={"back": ""})
    write(world.eda, kind="example", title="Die Prüferin")

    assert (read(world, 2).title, read(world, 2).kind) == ("Die Prüferin", NoteKind.EXAMPLE)
    assert read(world, 1, town=2).text == "Bei uns in Nachbarstadt."


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"text": " \n "}, "Bitte schreiben Sie, was Sie ergänzen möchten."),
        ({"text": "ä" * 5001}, "Bitte höchstens 5.000 Zeichen; es sind 5.001."),
        ({"title": "ä" * 121}, "Bitte höchstens 120 Zeichen."),
        ({"kind": "example"}, "Bitte geben Sie dem Beispiel einen Titel."),
        ({"kind": "gerücht"}, '<p class="error" id="kind-error">'),
        ({"role": "coordinator"}, "Das Formular kam verändert zurück."),
    ],
    ids=["no text", "long text", "long title", "untitled example", "unknown kind", "more"],
)
def test_bad_input_is_said_beside_the_field_and_kept(
    world: World, as_: As, write: Write, changed: dict[str, str], message: str
) -> None:
    kept = "Mein Text, an dem ich lange saß." if "text" not in changed else changed["text"].strip()
    for address in (NEW, ONE):
        if address == ONE:
            write(world.eda)
        answer = as_(world.eda).post(address, data=sent(**{"text": kept, **changed}))
        assert answer.status_code == 422
        assert message in answer.text
        assert f"{kept}</textarea>" in answer.text

    assert world.one(select(func.count()).select_from(Note)) == 1
    assert read(world).version == 1


def test_the_longest_texts_are_good(world: World, write: Write) -> None:
    assert write(world.eda, kind="example", title="ä" * 120, text="ä" * 5000).status_code == 303
    assert len(read(world).text) == 5000


def test_a_note_can_be_changed(world: World, as_: As, write: Write) -> None:
    write(world.ben)
    page = as_(world.ben).get(ONE).text
    answer = as_(world.ben).post(ONE, data=sent(version=1, kind="example", title="Prüfung", text="Zweimal im Jahr."))

    assert "Das macht bei uns Frau Sommer.</textarea>" in page
    assert (answer.status_code, answer.headers["Location"]) == (303, f"{THEME}#note-1")
    assert (read(world).kind, read(world).title, read(world).text) == (NoteKind.EXAMPLE, "Prüfung", "Zweimal im Jahr.")
    assert world.latest().kind == "note.edited"


def test_saving_without_a_change_tells_nothing(world: World, as_: As, write: Write) -> None:
    write(world.ben)

    assert as_(world.ben).post(ONE, data=sent(version=1)).status_code == 303
    assert world.latest().kind == "note.added"


def test_two_who_change_it_at_once_see_both_texts(world: World, as_: As, write: Write) -> None:
    write(world.ben)
    as_(world.eda).post(ONE, data=sent(version=1, text="Das macht bei uns Herr Winter."))
    answer = as_(world.ben).post(ONE, data=sent(version=1, text="Das macht bei uns Frau Herbst."))

    assert answer.status_code == 409
    assert "Redaktion (Eda)" in answer.text
    assert "<ins>Herr Winter</ins>" in answer.text
    assert "Das macht bei uns Frau Herbst.</textarea>" in answer.text
    assert 'name="version" type="hidden" value="2"' in answer.text
    assert read(world).text == "Das macht bei uns Herr Winter."

    assert as_(world.ben).post(ONE, data=sent(version=2, text="Das macht bei uns Frau Herbst.")).status_code == 303
    assert read(world).text == "Das macht bei uns Frau Herbst."


def test_a_conflict_is_saved_from_its_place(world: World, as_: As, write: Write) -> None:
    """The conflict's own form asks by htmx: it is answered with the form alone, and at the end with the way on."""
    write(world.ben)
    browser = as_(world.ben)

    wrong = browser.post(ONE, data=sent(version=1, text=""), headers=HTMX)
    right = browser.post(ONE, data=sent(version=1, text="Neu."), headers=HTMX)

    assert (wrong.status_code, "<html" in wrong.text, "<textarea" in wrong.text) == (422, False, True)
    assert (right.status_code, right.headers["HX-Redirect"]) == (204, f"{THEME}#note-1")


def test_a_withdrawn_note_is_gone_everywhere_but_in_the_history(world: World, as_: As, write: Write) -> None:
    write(world.ben)
    browser = as_(world.ben)
    answer = browser.post(WITHDRAWAL, data={"back": ""})

    assert (answer.status_code, answer.headers["Location"]) == (303, f"{THEME}#local-gov-reviewer")
    for page in (THEME, LIST, f"{LIST}.md", f"{LIST}.json", SHEET, f"{LIST[:-6]}/search?q=Sommer"):
        assert "Das macht bei uns" not in browser.get(page).text, page
    assert "Das macht bei uns" in browser.get("/w/musterstadt/history").text
    assert world.latest().kind == "note.withdrawn"
    for method, address in (("GET", ONE), ("POST", ONE), ("POST", WITHDRAWAL)):
        assert browser.open(address, method=method, data=sent() if method == "POST" else None).status_code == 404


def test_whoever_comes_from_an_action_goes_back_to_it(world: World, as_: As, write: Write) -> None:
    browser = as_(world.eda)
    assert f'href="{NEW}?back={SHEET}"' in browser.get(SHEET).text
    form = browser.get(f"{NEW}?back={SHEET}").text

    assert f'name="back" type="hidden" value="{SHEET}"' in form
    assert f'href="{SHEET}" data-cancel' in form
    assert write(world.eda, back=SHEET).headers["Location"] == f"{SHEET}#note-1"
    assert browser.post(ONE, data=sent(version=1, back=SHEET)).headers["Location"] == f"{SHEET}#note-1"
    answer = browser.post(WITHDRAWAL, data={"back": SHEET})
    assert answer.headers["Location"] == f"{SHEET}#local-gov-reviewer"


@pytest.mark.parametrize(
    "goal", ["//boese.example", "https://boese.example", "/\\boese.example", "javascript:alert(1)"]
)
def test_nobody_is_led_away(world: World, as_: As, write: Write, goal: str) -> None:
    assert f'href="{goal}"' not in as_(world.eda).get(NEW, query_string={"back": goal}).text
    assert write(world.eda, back=goal).headers["Location"] == f"{THEME}#note-1"


@pytest.mark.parametrize("principle", ["gov-nichts", "strategy", "%00", "poli"])
def test_an_unknown_principle_is_not_found(world: World, as_: As, principle: str) -> None:
    address = NEW.replace("gov-reviewer", principle)

    assert as_(world.anna).get(address).status_code == 404
    assert as_(world.anna).post(address, data=sent()).status_code == 404
