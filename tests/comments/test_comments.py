"""Comments on an action: written, edited, withdrawn; nothing typed is lost, nothing dangerous is shown."""

import pytest
from sqlalchemy import func, select

from tests.actions.sheets import HTMX
from tests.comments.conftest import BEN, As
from tests.comments.talking import ONE, SHEET, TALK, TEXT, WITHDRAWAL, change, read, say, section
from tests.counting import count_queries, reading
from tests.world import World
from workspace.comments.talk import Comment

NOBODY_ELSE = "Nur für Mitwirkende aus Verwaltung und Partnerorganisationen. Rat und Beirat sehen es nicht."


def test_without_a_comment_the_section_says_for_whom_it_is(world: World, as_: As) -> None:
    page = section(as_(world.anna).get(SHEET).text)

    assert ">Austausch</h2>" in page
    assert NOBODY_ELSE in page
    assert "<li" not in page
    assert ">Kommentieren</button>" in page
    assert "Mit @ und dem Namen erwähnen Sie" in page


def test_a_comment_is_written_and_stands_on_the_page(world: World, as_: As) -> None:
    answer = say(as_(world.ben), "Wir brauchen **zwei** Räume.")

    assert (answer.status_code, answer.headers["Location"]) == (303, f"{SHEET}#comment-1")
    comment = read(world)
    assert (comment.text, comment.author_id) == ("Wir brauchen **zwei** Räume.", world.member(world.ben).id)
    assert (comment.mentions, comment.withdrawn_at, comment.version) == ([], None, 1)
    page = section(as_(world.eda).get(SHEET).text)
    assert f"<strong>{BEN}</strong> <time" in page
    assert '<div class="prose" lang="de" hx-ignore><p>Wir brauchen <strong>zwei</strong> Räume.</p></div>' in page
    assert "bearbeitet" not in page


def test_comments_stand_in_the_order_they_were_written(world: World, as_: As) -> None:
    for person, text in ((world.ben, "Erstens."), (world.anna, "Zweitens."), (world.ben, "Drittens.")):
        say(as_(person), text)
    say(as_(world.anna), "Woanders.", TALK.replace("M-001", "M-002"))
    page = section(as_(world.eda).get(SHEET).text)

    assert page.index("Erstens.") < page.index("Zweitens.") < page.index("Drittens.")
    assert "Woanders." not in page


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ({"text": " \n "}, "Bitte schreiben Sie Ihren Kommentar."),
        ({"text": "ä" * 5001}, "Bitte höchstens 5.000 Zeichen; es sind 5.001."),
        ({"text": TEXT, "author_id": "1"}, "Das Formular kam verändert zurück."),
        ({"text": TEXT, "after": "-1"}, "error-summary"),
        ({"text": TEXT, "after": "heute"}, "error-summary"),
    ],
    ids=["no text", "long text", "more", "below nothing", "no number"],
)
def test_bad_input_is_said_and_kept(world: World, as_: As, data: dict[str, str], message: str) -> None:
    for headers in (None, HTMX):
        answer = as_(world.ben).post(TALK, data={"after": "0", **data}, headers=headers)
        assert answer.status_code == 422
        assert message in answer.text or "after" in data
        assert f"{data['text'].strip()}</textarea>" in answer.text
        assert ("<html" in answer.text) is (headers is None)

    assert world.one(select(func.count()).select_from(Comment)) == 0


def test_the_longest_text_is_good(world: World, as_: As) -> None:
    assert say(as_(world.ben), "ä" * 5000).status_code == 303


def test_with_scripts_the_form_comes_back_empty_and_brings_what_is_new(world: World, as_: As) -> None:
    """Ben has had the page open since the first comment; the second is Anna's, and his own is the third."""
    say(as_(world.ben), "Erstens.")
    say(as_(world.anna), "Zweitens.")
    answer = as_(world.ben).post(TALK, data={"text": "Drittens.", "after": "1"}, headers=HTMX)

    assert answer.status_code == 200
    form, new = answer.text.split('hx-target="#comment-list"')
    assert "Drittens." not in form
    assert 'name="after" type="hidden" value="3"' in form
    assert "data-focus" in form
    assert ("Erstens." in new, "Zweitens." in new, "Drittens." in new) == (False, True, True)
    assert "Ihr Kommentar steht jetzt da." in new


def test_a_comment_is_edited_by_its_author(world: World, as_: As) -> None:
    say(as_(world.ben))
    form = as_(world.ben).get(ONE, headers=HTMX).text
    whole = as_(world.ben).get(ONE).text
    answer = change(as_(world.ben), "Das Klinikum fragt täglich an.")

    assert f"{TEXT}</textarea>" in form
    assert "<html" not in form
    assert f"{TEXT}</textarea>" in section(whole)
    assert (answer.status_code, answer.headers["Location"]) == (303, f"{SHEET}#comment-1")
    assert read(world).text == "Das Klinikum fragt täglich an."
    assert "bearbeitet<span" in section(as_(world.anna).get(SHEET).text)


def test_an_edit_with_scripts_is_answered_in_its_place(world: World, as_: As) -> None:
    browser = as_(world.ben)
    say(browser)

    wrong = change(browser, "", headers=HTMX)
    assert (wrong.status_code, "Bitte schreiben Sie Ihren Kommentar." in wrong.text) == (422, True)
    right = change(browser, "Kürzer.", headers=HTMX)
    assert right.status_code == 200
    assert right.text.lstrip().startswith('<li class="comment" id="comment-1">')
    assert 'data-focus>Bearbeiten<span class="visually-hidden">' in right.text
    cancelled = browser.get(f"{ONE}/view", headers=HTMX).text
    assert "<p>Kürzer.</p>" in cancelled
    assert browser.get(f"{ONE}/view").headers["Location"] == f"{SHEET}#comment-1"


def test_saving_without_a_change_tells_nothing(world: World, as_: As) -> None:
    say(as_(world.ben))

    assert change(as_(world.ben), TEXT).status_code == 303
    assert world.latest().kind == "comment.written"
    assert read(world).version == 1


def test_a_stale_edit_shows_both_texts_and_loses_neither(world: World, as_: As) -> None:
    """The same person in two windows."""
    browser = as_(world.ben)
    say(browser)
    change(browser, "Das Klinikum fragt täglich an.")
    for headers in (None, HTMX):
        answer = change(browser, "Das Klinikum fragt selten an.", headers=headers)
        assert answer.status_code == 409
        assert "<ins>täglich </ins>" in answer.text
        assert "Das Klinikum fragt selten an.</textarea>" in answer.text
        assert 'name="version" type="hidden" value="2"' in answer.text

    assert read(world).text == "Das Klinikum fragt täglich an."
    assert change(browser, "Das Klinikum fragt selten an.", version=2).status_code == 303
    assert read(world).text == "Das Klinikum fragt selten an."


def test_edits_of_different_sentences_are_merged_with_their_mentions(world: World, as_: As) -> None:
    browser = as_(world.ben)
    say(browser, "Eins ist klar. Zwei ist offen.")
    change(browser, "Eins ist klar, @Anna. Zwei ist offen.")
    answer = change(browser, "Eins ist klar. Zwei ist offen, @Jobcenter.", headers=HTMX)

    assert answer.status_code == 200
    assert "Was hier inzwischen gespeichert wurde" in answer.text
    assert read(world).text == "Eins ist klar, @Anna. Zwei ist offen, @Jobcenter."
    assert read(world).mentions == [
        {"member": world.member(world.anna).id},
        {"unit": world.unit("Jobcenter").id},
    ]


def test_a_withdrawn_comment_says_so_and_shows_its_text_no_more(world: World, as_: As) -> None:
    browser = as_(world.ben)
    say(browser)
    answer = browser.post(WITHDRAWAL)

    assert (answer.status_code, answer.headers["Location"]) == (303, f"{SHEET}#comment-1")
    page = as_(world.anna).get(SHEET).text
    assert TEXT not in page
    assert f"<strong>{BEN}</strong>" in section(page)
    assert ">zurückgezogen · " in section(page)
    assert f'href="{ONE}"' not in page
    assert TEXT in as_(world.anna).get(f"{SHEET}/history").text
    assert read(world).text == TEXT
    for method, address in (("GET", ONE), ("POST", ONE), ("POST", WITHDRAWAL), ("GET", f"{ONE}/view")):
        assert browser.open(address, method=method).status_code == 404


def test_a_withdrawal_with_scripts_is_answered_in_its_place(world: World, as_: As) -> None:
    say(as_(world.ben))
    answer = as_(world.ben).post(WITHDRAWAL, headers=HTMX)

    assert answer.status_code == 200
    assert "data-focus>zurückgezogen" in answer.text
    assert TEXT not in answer.text


def test_a_withdrawal_takes_nothing_but_the_button(world: World, as_: As) -> None:
    say(as_(world.ben))

    assert as_(world.ben).post(WITHDRAWAL, data={"reason": "weil"}).status_code == 400
    assert read(world).withdrawn_at is None


def test_texts_stay_harmless(world: World, as_: As) -> None:
    say(as_(world.ben), '<b hx-get="/x" onclick="x()">fett</b> [hier](javascript:alert(1)) <script>x()</script>')
    page = section(as_(world.anna).get(SHEET).text)

    assert "fett" in page
    for bad in ('hx-get="/x"', "onclick", "javascript:", "<script", "x()"):
        assert bad not in page.split("hx-ignore")[1].split("</div>")[0], bad


def test_many_comments_cost_no_query_more(world: World, as_: As) -> None:
    counted = {}
    for number in range(2):
        for name in ("anna", "ben", "bea", "rosa"):
            browser = as_(getattr(world, name))
            with count_queries(world.app) as sent:
                assert browser.get(SHEET).status_code == 200
            counted[number, name] = len(reading(sent))
        for _more in range(12):
            say(as_(world.ben), "Hallo @Anna und @Jobcenter.")

    assert max(counted.values()) <= 10
    assert all(counted[0, name] == counted[1, name] for name in ("anna", "ben", "bea", "rosa"))


def test_a_comment_of_another_action_is_not_found_here(world: World, as_: As) -> None:
    say(as_(world.ben))
    elsewhere = ONE.replace("M-001", "M-002")

    for method, address in (("GET", elsewhere), ("POST", elsewhere), ("GET", f"{elsewhere}/view")):
        assert as_(world.ben).open(address, method=method).status_code == 404
    assert as_(world.ben).post(f"{elsewhere}/withdrawal").status_code == 404
    assert say(as_(world.ben), TEXT, TALK.replace("M-001", "M-999")).status_code == 404
