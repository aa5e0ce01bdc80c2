"""Looking changes nothing, no link leads nowhere, and no page carries anything that could run."""

import pytest

from tests.whole.conftest import House
from tests.whole.pages import crawl
from tests.world import CAST

WHO = [("sqlite", role) for role in ("coordinator", "contributor", "board", "reader", "visitor")]


@pytest.mark.parametrize(("house", "role"), [*WHO, ("postgresql", "coordinator")], indirect=["house"])
def test_everything_a_person_is_shown_can_be_looked_at_and_changes_nothing(house: House, role: str) -> None:
    """Every link a page shows can be followed: `may` hides what the door would refuse. No GET writes."""
    before, browser = house.contents(), house.world.client(CAST.get(role))
    found = crawl(browser, ["/"])

    assert house.contents() == before
    assert len(found) > (20 if role in CAST else 2)
    assert {name: code for name, (code, _page) in found.items() if code >= 400 and "(fragment)" not in name} == {}
    assert {name: code for name, (code, _page) in found.items() if code >= 400} == {}
    assert {name: page.dangers for name, (_code, page) in found.items() if page.dangers} == {}


@pytest.mark.parametrize("as_fragment", [False, True], ids=["page", "fragment"])
def test_every_route_can_be_looked_at(house: House, as_fragment: bool) -> None:
    """Also those no page links to: nothing breaks, nothing is written."""
    before, browser = house.contents(), house.world.client(house.world.anna)
    wrong = {}
    for route in [route for route in house.routes if route.method == "GET"]:
        answer = browser.get(route.address(house.own), headers={"HX-Request": "true"} if as_fragment else None)
        if answer.status_code >= 500 and not route.rule.endswith("/live"):  # here no page listens: the house is full
            wrong[str(route)] = answer.status

    assert wrong == {}
    assert house.contents() == before
