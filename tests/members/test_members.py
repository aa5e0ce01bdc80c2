"""Access: who is in and as what; it ends at once, and somebody always coordinates."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import func, select, update

from tests.world import TOWN, World
from workspace.accounts.models import User
from workspace.members.models import Member
from workspace.members.words import Role

on_sqlite = pytest.mark.parametrize("app", ["sqlite"], indirect=True)  # where nothing hangs on the kind of database

MEMBERS = f"{TOWN}/members"


def at(world: World, person, verb: str = "") -> str:
    return f"{MEMBERS}/{world.member(person).id}{verb}"


def change(world: World, person, role: str, unit: str = "") -> dict[str, object]:
    return {"version": world.member(person).versions["access"], "role": role, "unit_id": unit}


def promote(world: World, as_, person) -> None:
    as_(world.anna).post(at(world, person, "/access"), data=change(world, person, "coordinator"))


def coordinators(world: World) -> int:
    query = select(func.count()).select_from(Member).where(Member.role == Role.COORDINATOR, Member.removed_at.is_(None))
    return int(world.one(query.where(Member.workspace_id == world.member(world.anna).workspace_id)))


def test_the_list_shows_everybody_with_role_and_unit(world: World, as_) -> None:
    page = as_(world.anna).get(MEMBERS).text

    for text in ("ben@musterstadt.example", "Fachbereich Soziales", "Mitwirkung", "bea@beirat.example"):
        assert text in page
    assert "olaf@nachbarstadt.example" not in page


@on_sqlite
def test_the_table_of_rights_is_the_one_the_door_uses(world: World, as_) -> None:
    table = as_(world.anna).get(MEMBERS).text.split("<tbody>")[1].split("</tbody>")[0]
    rows = table.split("<tr>")[1:]

    assert [row.count("icon-check") for row in rows] == [5, 3, 3, 4, 2, 2, 1, 1]
    assert [row.count("eigene") for row in rows] == [0, 0, 0, 0, 1, 0, 0, 0]


def test_a_role_can_be_changed(world: World, as_) -> None:
    unit = world.unit("Jobcenter").id
    answer = as_(world.anna).post(
        at(world, world.rosa, "/access"), data=change(world, world.rosa, "contributor", str(unit))
    )

    assert (answer.status_code, answer.headers["Location"]) == (303, MEMBERS)
    assert (world.member(world.rosa).role, world.member(world.rosa).unit_id) == (Role.CONTRIBUTOR, unit)
    assert world.latest().kind == "member.changed"
    assert world.latest().scalars == {"role": ["reader", "contributor"], "unit_id": [None, unit]}


@on_sqlite
@pytest.mark.parametrize(
    "role, unit, message",
    [
        ("mayor", "", "gültige Auswahl"),
        ("", "", "gültige Auswahl"),
        ("contributor", "", "Bitte wählen Sie das Amt"),
        ("contributor", "foreign", "gültige Auswahl"),
        ("reader", "99999999999999999999", "gültige Auswahl"),
        ("reader", "x", "gültig"),
    ],
)
def test_a_change_that_makes_no_sense_is_refused(world: World, as_, role: str, unit: str, message: str) -> None:
    unit = str(world.unit("Nachbaramt").id) if unit == "foreign" else unit
    answer = as_(world.anna).post(at(world, world.rosa, "/access"), data=change(world, world.rosa, role, unit))

    assert answer.status_code == 422
    assert message in answer.text
    assert world.member(world.rosa).role is Role.READER


def test_whoever_was_faster_is_shown(world: World, as_) -> None:
    data = change(world, world.rosa, "editor")
    as_(world.anna).post(at(world, world.rosa, "/access"), data=data)

    answer = as_(world.anna).post(at(world, world.rosa, "/access"), data={**data, "role": "board"})

    assert answer.status_code == 409
    assert world.member(world.rosa).role is Role.EDITOR


def test_access_ends_at_once_and_everywhere(world: World, as_) -> None:
    browsers = [as_(world.eda), as_(world.eda)]
    assert browsers[0].get(f"{TOWN}/units").status_code == 200

    as_(world.anna).post(at(world, world.eda, "/removal"))

    assert [browser.get(f"{TOWN}/units").status_code for browser in browsers] == [404, 404]
    assert world.latest().kind == "member.removed"
    assert "eda@musterstadt.example" not in as_(world.anna).get(MEMBERS).text


def test_the_last_coordinator_stays(world: World, as_) -> None:
    anna = as_(world.anna)

    for answer in (
        anna.post(at(world, world.anna, "/removal")),
        anna.post(at(world, world.anna, "/access"), data=change(world, world.anna, "reader")),
    ):
        assert answer.status_code == 422
        assert "Jemand muss koordinieren." in answer.text
    assert coordinators(world) == 1


def test_a_removed_coordinator_doesnt_count(world: World, as_) -> None:
    promote(world, as_, world.eda)
    as_(world.anna).post(at(world, world.eda, "/removal"))

    assert as_(world.anna).post(at(world, world.anna, "/removal")).status_code == 422


def test_one_may_hand_over_and_leave(world: World, as_) -> None:
    promote(world, as_, world.eda)

    answer = as_(world.anna).post(at(world, world.anna, "/removal"))

    assert (answer.status_code, answer.headers["Location"]) == (303, "/")
    assert coordinators(world) == 1


@pytest.mark.parametrize("verb", ["/removal", "/access"])
def test_of_two_coordinators_who_leave_at_once_one_stays(world: World, as_, verb: str) -> None:
    promote(world, as_, world.eda)
    leaving = [
        (as_(person), at(world, person, verb), change(world, person, "reader") if verb == "/access" else {})
        for person in (world.anna, world.eda)
    ]

    with ThreadPoolExecutor(2) as both:
        answers = list(both.map(lambda how: how[0].post(how[1], data=how[2]).status_code, leaving))

    assert sorted(answers) == [303, 422]
    assert coordinators(world) == 1


@on_sqlite
@pytest.mark.parametrize("who", ["eda", "ben", "bea", "rosa"])
def test_only_the_coordination_may(world: World, as_, who: str) -> None:
    browser = as_(getattr(world, who))

    for address in (MEMBERS, at(world, world.rosa), f"{TOWN}/invitations/new", f"{TOWN}/settings"):
        assert browser.get(address).status_code == 403
    for verb in ("/access", "/removal"):
        assert browser.post(at(world, world.anna, verb), data=change(world, world.anna, "reader")).status_code == 403
    assert coordinators(world) == 1


def test_people_of_another_town_arent_found(world: World, as_) -> None:
    olaf = world.member(world.olaf).id

    assert as_(world.anna).get(f"{MEMBERS}/{olaf}").status_code == 404
    assert as_(world.anna).post(f"{MEMBERS}/{olaf}/removal").status_code == 404
    assert as_(world.olaf).get(MEMBERS).status_code == 404
    assert world.member(world.olaf).removed_at is None


@on_sqlite
@pytest.mark.parametrize("number", ["0", "2147483647", "99999999999999999999", "me"])
def test_a_number_nobody_has_isnt_found(world: World, as_, number: str) -> None:
    assert as_(world.anna).post(f"{MEMBERS}/{number}/removal").status_code == 404


def test_a_removed_person_isnt_found_either(world: World, as_) -> None:
    address = at(world, world.rosa)
    as_(world.anna).post(f"{address}/removal")

    assert as_(world.anna).get(address).status_code == 404


@on_sqlite
def test_the_towns_name_and_kind_can_be_changed(world: World, as_) -> None:
    anna = as_(world.anna)
    assert 'value="Musterstadt"' in anna.get(f"{TOWN}/settings").text

    data = {"version": "1", "name": "Stadt Musterstadt", "kind": "medium", "language": "de"}
    assert anna.post(f"{TOWN}/settings", data={**data, "name": ""}).status_code == 422
    assert anna.post(f"{TOWN}/settings", data={**data, "slug": "x"}).status_code == 422
    anna.post(f"{TOWN}/settings", data=data)

    assert "Stadt Musterstadt" in anna.get(f"{TOWN}/units").text
    assert world.latest().kind == "workspace.edited"


@on_sqlite
def test_a_name_of_a_person_is_text_and_nothing_else(world: World, as_) -> None:
    world.write(update(User).where(User.email == world.rosa.email).values(name="<script>alert(1)</script>"))

    assert "<script>alert" not in as_(world.anna).get(MEMBERS).text
