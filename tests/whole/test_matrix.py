"""The door: every route × every role × own and other town. What is expected stands in `matrix.txt`, under review."""

import pytest
from flask.testing import FlaskClient

from tests.whole.conftest import House
from tests.whole.furnishing import OF_THE_TOWN
from tests.whole.routes import ROLES, Route, matrix
from tests.world import CAST
from workspace.members.rights import RIGHTS
from workspace.members.words import Role

RIGHTS_READ, ROUTES = matrix()
IN_TOWN = [route for route in ROUTES if route.in_town]
UNLED = {"code": "M-002"}  # an action nobody leads: a contributor's own rights don't reach it
BELOW = {"step", "comment"}  # what stands below one action


def test_every_route_stands_in_the_reviewed_matrix(house: House) -> None:
    new, gone = set(house.routes) - set(ROUTES), set(ROUTES) - set(house.routes)

    assert not new, "Add after review to matrix.txt:\n" + "\n".join(map(str, sorted(new)))
    assert not gone, "Take out of matrix.txt:\n" + "\n".join(map(str, sorted(gone)))


def test_rights_are_as_reviewed() -> None:
    told = {
        right: {role: "yes" if Role(role) in everywhere else "own" if Role(role) in own else "no" for role in ROLES}
        for right, (everywhere, own) in RIGHTS.items()
    }
    assert told == RIGHTS_READ


def test_visitors_are_sent_to_sign_in(house: House) -> None:
    before, visitor = house.contents(), house.world.client()
    wrong = {}
    for route in [route for route in ROUTES if route.guard != "public"]:
        answer = visitor.open(route.address(house.own), method=route.method)
        sent = answer.headers.get("Location", "").startswith("/login?next=/")
        if (answer.status_code, sent) != ((303, True) if route.method == "GET" else (401, False)):
            wrong[str(route)] = answer.status

    assert wrong == {}
    assert house.contents() == before


def test_a_fragment_of_a_signed_out_browser_leads_to_sign_in(house: House) -> None:
    visitor, wrong = house.world.client(), {}
    for route in [route for route in IN_TOWN if route.method == "GET"]:
        answer = visitor.get(route.address(house.own), headers={"HX-Request": "true"})
        if (answer.status_code, answer.headers.get("HX-Redirect")) != (401, "/login"):
            wrong[str(route)] = answer.status

    assert wrong == {}


def test_outsiders_find_nothing(house: House) -> None:
    before = house.contents()
    outsider, stranger = house.world.client(house.world.olaf), house.world.client(house.world.anna)

    assert refusals(outsider, IN_TOWN, house.own, 404) == {}
    assert refusals(stranger, IN_TOWN, house.theirs, 404) == {}
    assert refusals(stranger, IN_TOWN, house.own | {"slug": "nirgends"}, 404) == {}
    assert house.contents() == before


@pytest.mark.parametrize("role", ROLES)
def test_members_without_the_right_get_a_sentence(house: House, role: str) -> None:
    before, browser = house.contents(), house.world.client(CAST[role])
    refused = [route for route in IN_TOWN if RIGHTS_READ[route.guard][role] != "yes"]
    never = [route for route in refused if RIGHTS_READ[route.guard][role] == "no"]

    assert refusals(browser, never, house.own, 403) == {}
    before_own = {part: str(int(house.own[part]) - 1) for part in ("group", "note")}
    nobodys = house.own | UNLED | before_own  # the group without a unit, and a note the coordination wrote
    assert refusals(browser, [r for r in refused if not BELOW & {*r.parts}], nobodys, 403) == {}
    others = house.own | ({} if role == "coordinator" else {"comment": str(int(house.own["comment"]) - 1)})
    assert refusals(browser, [r for r in refused if "comment" in r.parts], others, 403) == {}
    assert house.contents() == before


@pytest.mark.parametrize(("house", "role"), [("sqlite", role) for role in ROLES], indirect=["house"])
def test_members_with_the_right_are_let_in(house: House, role: str) -> None:
    browser, wrong = house.world.client(CAST[role]), {}
    own = (
        {"yes", "own"} if role == "contributor" else {"yes"}
    )  # M-001 and the group are those of the contributor's unit, the note and the comment are their own
    allowed = [route for route in IN_TOWN if RIGHTS_READ[route.guard][role] in own]
    for route in sorted(allowed, key=lambda route: route.method):  # what is posted may be gone for a look afterwards
        if route.method == "POST":
            house.reset()
            browser = house.world.client(CAST[role])
        answer = browser.open(route.address(house.own), method=route.method)
        full = route.rule.endswith("/live")  # no page listens here: whoever may is told that the house is full
        if answer.status_code in {401, 403, 404, 405} or (answer.status_code >= 500 and not full):
            wrong[str(route)] = answer.status

    assert wrong == {}


def test_what_belongs_to_another_town_opens_nothing(house: House) -> None:
    """A number of the other town in a place of an otherwise good address: 404, whatever the method."""
    before, browser, wrong = house.contents(), house.world.client(house.world.anna), {}
    theirs = house.theirs | {"code": "M-009"}
    for route in IN_TOWN:
        for part in set(route.parts) & set(OF_THE_TOWN):
            assert theirs[part] != house.own[part]
            swapped = house.own | {part: theirs[part]}
            wrong |= refusals(browser, [route], swapped, 404)

    assert wrong == {}
    assert house.contents() == before


def test_a_part_of_one_thing_is_not_found_under_another(house: House) -> None:
    below = [route for route in IN_TOWN if BELOW & {*route.parts}]
    browser = house.world.client(house.world.anna)

    assert below
    assert refusals(browser, below, house.own | UNLED, 404) == {}


@pytest.mark.parametrize(
    "value", ["0", "-1", "2147483647", "99999999999999999999", "x", "%00", "%2e%2e", "M-001'--", "Ω"]
)
def test_a_place_that_makes_no_sense_is_not_found(house: House, value: str) -> None:
    browser, wrong = house.world.client(house.world.anna), {}
    for route in IN_TOWN:
        for part in set(route.parts):
            address = route.address(house.own | {part: value})
            answer = browser.open(address, method=route.method)
            if answer.status_code not in {404, 405}:
                wrong[f"{route} {part}"] = answer.status

    assert wrong == {}


def test_bulk_changes_ask_for_every_single_action(house: House) -> None:
    """The door lets every member ask; each picked action is then asked for by itself, all or nothing."""
    address, before = "/w/musterstadt/plans/1/bulk", house.contents()
    for role, codes in (("reader", ["M-001"]), ("board", ["M-001"]), ("contributor", ["M-001", "M-002"])):
        browser = house.world.client(CAST[role])
        answer = browser.post(address, data={"codes": codes, "status": "done"})
        assert answer.status_code == 403, role
        assert "Bitte wenden Sie sich an die Koordination" in answer.text

    assert house.contents() == before


def refusals(browser: FlaskClient, routes: list[Route], values: dict[str, str], code: int) -> dict[str, str]:
    """Return the routes that didn't refuse as they should; a 403 says why in a sentence."""
    wrong = {}
    for route in routes:
        answer = browser.open(route.address(values), method=route.method)
        explains = code != 403 or "Ihre Rolle (" in answer.text
        if answer.status_code != code or not explains:
            wrong[str(route)] = answer.status
    return wrong
