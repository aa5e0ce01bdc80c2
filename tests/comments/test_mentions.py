"""Mentions: whom a text names with an @, as long as the town knows them; everything else stays what it is."""

from datetime import date

import pytest
from sqlalchemy import update

from tests.comments.conftest import As
from tests.comments.talking import SHEET, change, read, say, section
from tests.world import Person, World, join
from workspace.comments import mentions
from workspace.db import commit, db
from workspace.members.directory import Directory, Entry
from workspace.members.models import Unit, Workspace
from workspace.members.words import Role

NAMES = {
    "unit": ["Fachbereich Soziales", "Fachbereich", "Fachbereich Soziales und Wohnen", "Straßenbauamt", "Büro (Mitte)"],
    "member": ["Leyla Brandt", "Ben", "Fachbereich", "Tobias Wendt", "Tobias Roth", "Dr. Anneke de Vries"],
}


@pytest.fixture
def directory(monkeypatch: pytest.MonkeyPatch) -> Directory:
    """Return a directory of units 0 to 4 and members 0 to 5, without a database."""
    made = Directory.__new__(Directory)
    made.units, made.people = (
        {number: Entry(number, name, "editor", None, living=True) for number, name in enumerate(NAMES[noun])}
        for noun in ("unit", "member")
    )
    return made


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("ley", ["Leyla Brandt"]),
        ("bra", ["Leyla Brandt"]),
        ("STRASSE", ["Straßenbauamt"]),
        ("mitte", ["Büro (Mitte)"]),
        ("fachbereich s", ["Fachbereich Soziales", "Fachbereich Soziales und Wohnen"]),
        ("fachbereich soziales", []),  # is meant, not what it is the beginning of
        ("w", ["Fachbereich Soziales und Wohnen", "Tobias Wendt"]),
        ("to ro", ["Tobias Roth"]),
        ("ben", []),
        ("leyla", []),  # a first name does
        ("leyla ", []),
        ("xyz", []),
    ],
)
def test_names_are_suggested_by_the_beginnings_of_their_words(
    directory: Directory, typed: str, found: list[str]
) -> None:
    assert mentions.suggested(typed, directory) == found


def test_what_is_suggested_is_understood(directory: Directory) -> None:
    known = mentions.by_name(directory)
    suggested = mentions.suggested("", directory)

    assert len(suggested) == mentions.MOST < len(known)
    for name in suggested:
        assert mentions.resolved(f"@{name} ", directory) == known[name]


def test_only_who_may_comment_is_shown_names_and_only_of_who_can_be_mentioned(world: World, as_: As) -> None:
    url = "/w/musterstadt/mentions/names"

    assert "Fachbereich Soziales</li>" in as_(world.ben).get(f"{url}?q=soz").text
    assert as_(world.ben).get(f"{url}?q=rosa").status_code == 204  # a reader sees no comments
    assert as_(world.ben).get(f"{url}?q=%00{'x' * 5000}").status_code == 204
    assert as_(world.bea).get(f"{url}?q=soz").status_code == 403
    assert as_(world.olaf).get(f"{url}?q=soz").status_code == 404


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Niemand gemeint.", []),
        ("@Leyla Brandt, bitte.", [{"member": 0}]),
        ("bitte @leyla BRANDT!", [{"member": 0}]),
        ("@Fachbereich Soziales und @Ben", [{"unit": 0}, {"member": 1}]),
        ("@Fachbereich Soziales und Wohnen", [{"unit": 2}]),
        ("@Fachbereich", [{"unit": 1}, {"member": 2}]),
        ("@Ben und noch einmal @Ben", [{"member": 1}]),
        ("@Benno ist ein anderer", []),
        ("post@Ben.example und a.@Ben", []),
        ("@@Ben", []),
        ("(@Ben) **@Leyla Brandt**", [{"member": 1}, {"member": 0}]),
        ("@STRASSENBAUAMT", []),
        ("@straßenbauamt", [{"unit": 3}]),
        ("@Büro (Mitte).", [{"unit": 4}]),
        ("@Niemand", []),
        ("@Leyla, bitte. Auch @leyla?", [{"member": 0}]),
        ("@Leylas Liste", []),
        ("@Tobias", []),  # there are two
        ("@Tobias Wendt", [{"member": 3}]),
        ("@Anneke", [{"member": 5}]),
        ("@Dr.", []),
        ("@", []),
    ],
)
def test_the_longest_known_name_is_meant(directory: Directory, text: str, found: list[dict[str, int]]) -> None:
    assert mentions.resolved(text, directory) == found


def test_a_town_without_anybody_knows_nobody() -> None:
    empty = Directory.__new__(Directory)
    empty.units, empty.people = {}, {}

    assert mentions.resolved("@Ben", empty) == []
    assert mentions.marked("@Ben", ()) == "<p>@Ben</p>"


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("Frag @Ben.", "<p>Frag <mark>@Ben</mark>.</p>"),
        ("**@ben**", "<p><strong><mark>@ben</mark></strong></p>"),
        ("@Wasser & Wärme", "<p><mark>@Wasser &amp; Wärme</mark></p>"),
        ("<mark>@Ida</mark>", "<p>@Ida</p>"),
    ],
    ids=["plain", "bold", "with a sign of its own", "a mark of one’s own"],
)
def test_the_named_are_marked(text: str, html: str) -> None:
    assert str(mentions.marked(text, ("Ben", "Wasser & Wärme"))) == html


@pytest.mark.parametrize(
    "text",
    [
        "[x](https://a.example/@Ben)",
        '[x](https://a.example/ "@Ben")',
        "[x](<https://a.example/> @Ben>)",
        '<a href="https://a.example/?>@Ben">x</a>',
        "<a href='https://a.example/\" onclick=\"@Ben'>x</a>",
    ],
)
def test_a_mark_never_breaks_into_a_tag(text: str) -> None:
    html = str(mentions.marked(text, ("Ben",)))

    assert '"<mark' not in html
    for tag in html.split("<")[1:]:
        assert tag.split(">")[0].count('"') % 2 == 0, html
    assert "onclick=" not in html.replace("%22%20onclick=", "").replace("&quot; onclick=", "")


def test_mentions_are_kept_and_shown_as_tags(world: World, as_: As) -> None:
    say(as_(world.ben), "@anna und @Fachbereich Bildung: @Niemand weiß es, auch @Olaf nicht.")

    assert read(world).mentions == [
        {"member": world.member(world.anna).id},
        {"unit": world.unit("Fachbereich Bildung").id},
    ]
    page = section(as_(world.eda).get(SHEET).text)
    assert "<mark>@anna</mark> und <mark>@Fachbereich Bildung</mark>: @Niemand weiß es, auch @Olaf nicht." in page


def test_only_who_may_read_it_is_mentioned(world: World, as_: As) -> None:
    answer = say(as_(world.ben), f"@{world.rosa.name} und @{world.bea.name}: bitte.", headers={"HX-Request": "true"})

    assert read(world).mentions == []
    assert f"„@{world.rosa.name}“" in answer.text


def test_a_first_name_will_do_and_who_was_not_found_is_told_to_the_writer(world: World, as_: As) -> None:
    with world.app.app_context():
        member = join(db.session.get_one(Workspace, 1), Person("Uwe Klein", "uwe@musterstadt.example"), Role.EDITOR)
        commit()
        uwe = member.id
    answer = say(as_(world.ben), "@Uwe und @Tobias: bitte an post@Rathaus.example.", headers={"HX-Request": "true"})

    assert read(world).mentions == [{"member": uwe}]
    assert "<mark>@Uwe</mark> und @Tobias" in answer.text
    assert answer.text.count("„@Tobias“ haben wir niemandem zuordnen können.") == 2  # to be seen, and to be heard
    assert "@Rathaus“ haben" not in answer.text
    assert "niemandem zuordnen" in as_(world.ben).get(SHEET).text
    assert "niemandem zuordnen" not in as_(world.anna).get(SHEET).text


def test_mentions_follow_an_edit(world: World, as_: As) -> None:
    say(as_(world.ben), "@Anna, bitte.")
    change(as_(world.ben), "@Eda, bitte.")

    assert read(world).mentions == [{"member": world.member(world.eda).id}]
    assert "<mark>@Eda</mark>" in section(as_(world.anna).get(SHEET).text)


def test_who_is_gone_is_not_mentioned_any_more(world: World, as_: As) -> None:
    say(as_(world.ben), "@Eda, lesen Sie mit?")
    world.write(update(Unit).where(Unit.name == "Jobcenter").values(closed_on=date(2026, 1, 1)))
    as_(world.anna).post(f"/w/musterstadt/members/{world.member(world.eda).id}/removal")
    say(as_(world.ben), "@Eda und @Jobcenter.")

    assert [len(read(world, number).mentions) for number in (1, 2)] == [1, 0]


def test_two_of_one_name_are_both_meant(world: World, as_: As) -> None:
    with world.app.app_context():
        town = db.session.get_one(Workspace, 1)
        join(town, Person("Anna", "anna.zwei@musterstadt.example"), Role.EDITOR)
        commit()
    say(as_(world.ben), "@Anna")

    assert len(read(world).mentions) == 2
