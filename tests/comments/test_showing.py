"""Showing: beside the toolbox and clearly not of it, on a theme's page, beside an action, in a list, in searches."""

import re
from collections.abc import Callable

import pytest
from werkzeug.test import TestResponse

from tests.actions.sheets import save
from tests.comments.conftest import BEN, GUIDANCE, LIST, NEW, THEME, As
from tests.counting import count_queries, reading
from tests.world import World

Write = Callable[..., TestResponse]
SHEET = "/w/musterstadt/actions/M-002"  # serves gov-reviewer
SEARCH = f"{GUIDANCE}/search?q="
HOSTILE = (
    '**wichtig** <script>alert(1)</script><b hx-get="/x" hx-trigger="load" onclick="y()" style="color:red" id="main">'
    "fett</b> [hier](javascript:alert(1)) <hx-partial hx-target='#main'>weg</hx-partial>"
)
on_sqlite = pytest.mark.parametrize("app", ["sqlite"], indirect=True)  # where nothing hangs on the kind of database


@pytest.mark.parametrize("page", [THEME, SHEET, LIST])
def test_it_says_what_it_is_who_wrote_it_and_when(world: World, as_: As, write: Write, page: str) -> None:
    write(world.ben, kind="example", title="Frau Sommer prüft", text="Zweimal *im Jahr*.")
    note = article(as_(world.rosa).get(page).text)

    assert '<p class="kicker">Beispiel vor Ort</p>' in note
    assert ">Frau Sommer prüft</h4>" in note
    assert "<p>Zweimal <em>im Jahr</em>.</p>" in note
    assert re.search(rf"{re.escape(BEN)}, \d\d\.\d\d\.\d{{4}}", note)
    assert "<form" not in note


@pytest.mark.parametrize("page", [THEME, SHEET])
def test_it_stands_in_a_block_of_its_own_below_its_principle(world: World, as_: As, write: Write, page: str) -> None:
    write(world.ben)
    text = as_(world.rosa).get(page).text

    block = text.split('id="local-gov-reviewer"')[1]
    assert text.count('class="local"') == 1
    assert block.index("Aus unserer Stadt") < block.index('<span class="tag">lokal</span>') < block.index("Frau Sommer")


@on_sqlite
@pytest.mark.parametrize("page", [THEME, SHEET])
def test_without_any_it_is_calm(world: World, as_: As, page: str) -> None:
    staff, reader = as_(world.ben).get(page).text, as_(world.rosa).get(page).text

    assert "Aus unserer Stadt" not in staff + reader
    assert "Notiz oder Beispiel ergänzen" in staff
    assert "Notiz oder Beispiel ergänzen" not in reader
    assert 'class="local' not in reader


@on_sqlite
def test_a_principle_linked_to_an_action_brings_its_notes_along(world: World, as_: As, write: Write) -> None:
    """The aside is drawn anew when an action's principles are saved, and leads back to the action, not to the form."""
    write(world.ben)
    answer = save(world, as_(world.eda), "principles", principle_ids=["hea-interpreting", "gov-reviewer"])

    assert "Frau Sommer" in answer.text
    assert f'href="{NEW}?back=/w/musterstadt/actions/M-003"' in answer.text


@pytest.mark.parametrize("page", [THEME, SHEET, LIST, f"{SEARCH}wichtig"])
def test_hostile_text_is_text(world: World, as_: As, write: Write, page: str) -> None:
    write(world.ben, kind="example", title='<i hx-post="/y">Titel</i> wichtig', text=HOSTILE)
    text = as_(world.rosa).get(page).text

    assert "&lt;i hx-post=" in text
    assert "wichtig" in text
    for danger in (
        "<script>alert",
        'hx-get="/x"',
        'onclick="',
        'href="javascript:',
        "style=",
        "<i hx-post",
        "<hx-partial",
    ):
        assert danger not in text, danger
    assert text.count('id="main"') == 1
    if "search" not in page:
        assert "<strong>wichtig</strong>" in article(text)
        assert "hx-ignore" in article(text)


@on_sqlite
def test_the_list_is_in_the_order_of_the_toolbox(world: World, as_: As, write: Write) -> None:
    write(world.ben, NEW.replace("gov-reviewer", "hea-interpreting"), text="Als Erstes geschrieben.")
    write(world.ben, text="Als Zweites geschrieben.")
    page = as_(world.rosa).get(LIST).text

    order = ["Politische Gestaltung", "Eine Person benennen", "Als Zweites", "Gesundheit", "Dolmetschen", "Als Erstes"]
    assert [page.index(word) for word in order] == sorted(page.index(word) for word in order)
    assert f'href="{GUIDANCE}/governance/strategy#principle-gov-reviewer"' in page
    assert f'href="{LIST}.md"' in page
    assert f'href="{LIST}"' in as_(world.rosa).get(f"{GUIDANCE}/").text


@on_sqlite
def test_an_empty_list_says_what_to_do(world: World, as_: As) -> None:
    staff, reader = as_(world.ben).get(LIST).text, as_(world.rosa).get(LIST).text

    assert "Unter jeder Empfehlung können Sie ergänzen" in staff
    assert "Dann sagen Sie es bitte der Koordination." in reader
    assert "notes.md" not in staff + reader


def test_the_search_finds_them_below_the_toolbox(world: World, as_: As, write: Write) -> None:
    write(
        world.ben, kind="example", title="Zwei Minuten je Maßnahme", text="Im **Sozialausschuss**, nach der Umsetzung."
    )
    browser = as_(world.rosa)
    page = browser.get(f"{SEARCH}umsetzung").text

    assert page.index('id="hits-principle"') < page.index('id="hits-local"')
    assert f'href="{GUIDANCE}/notes#note-1">Zwei Minuten je Maßnahme</a>' in page
    assert "nach der <mark>Umsetzung</mark>" in page
    alone = browser.get(f"{SEARCH}Sozialausschüsse+Minuten").text  # every word, in any of its forms
    assert "1 Treffer" in alone
    assert "Aus unserer Stadt" in alone
    assert "hits-local" not in browser.get(f"{SEARCH}Sozialausschuss+Minuten+xyzzy").text


@on_sqlite
def test_what_has_no_title_is_found_under_its_principles(world: World, as_: As, write: Write) -> None:
    write(world.ben, text="Frau Quittenbaum macht das.")
    page = as_(world.rosa).get(f"{SEARCH}quittenbaum").text

    assert f'href="{GUIDANCE}/notes#note-1">Eine Person benennen, die die Umsetzung prüft</a>' in page


@on_sqlite
def test_a_page_shows_what_was_just_added(world: World, as_: As, write: Write) -> None:
    reader = as_(world.rosa)
    assert "Frau Sommer" not in reader.get(SHEET).text
    write(world.ben)

    assert "Frau Sommer" in reader.get(SHEET).text


def test_many_notes_take_no_more_queries_than_one(world: World, as_: As, write: Write) -> None:
    most = {THEME: 5, SHEET: 10, LIST: 3, f"{LIST}.md": 3, f"{SEARCH}sommer": 5}
    reader, counts = as_(world.rosa), []
    for number in (1, 6):
        for _time in range(number):
            write(world.ben)
        counts.append({page: queries(world, reader, page) for page in most})

    assert counts[0] == counts[1]
    assert {page: count for page, count in counts[1].items() if count > most[page]} == {}


def queries(world: World, reader, page: str) -> int:
    with count_queries(world.app) as sent:
        assert "Sommer" in reader.get(page).text
    return len(reading(sent))


def article(page: str) -> str:
    """Return the one note of a page."""
    return page.split('<article class="local-note"')[1].split("</article>", maxsplit=1)[0]
