"""Every link and every anchor of the toolbox leads somewhere: walked from the first page, as a reader would."""

import re
from html.parser import HTMLParser

import pytest

from workspace.guidance import toolbox

pytestmark = pytest.mark.parametrize("app", ["sqlite"], indirect=True)  # the pages know only one query of their own
HOME = "/w/musterstadt/guidance/"


class Links(HTMLParser):
    """Collects the addresses a page links to, and its ids."""

    def __init__(self, text):
        super().__init__()
        self.targets, self.ids = [], []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        named = dict(attrs)
        if "id" in named:
            self.ids.append(named["id"])
        if tag == "a" and "href" in named:
            self.targets.append(named["href"])


@pytest.fixture
def pages(world, as_):
    """Return every page of the toolbox that can be reached, by its address."""
    browser, waiting, seen = as_(world.rosa), [HOME], {}
    while waiting:
        address = waiting.pop()
        answer = browser.get(address)
        assert answer.status_code == 200, address
        seen[address] = Links(answer.text)
        inside = {target.partition("#")[0] for target in seen[address].targets if target.startswith(HOME)}
        waiting += sorted(inside - seen.keys() - set(waiting))
    return seen


def test_every_page_is_reached_and_every_anchor_exists(app, pages):
    with app.app_context():
        box = toolbox()
    assert len(pages) == 4 + len(box.fields) + len(box.themes) + len(
        box.examples
    )  # start, examples, about, the town's own
    for address, links in pages.items():
        for target in links.targets:
            place, _, anchor = target.partition("#")
            if anchor and anchor != "main" and (place or address) in pages:
                assert anchor in pages[place or address].ids, (address, target)


def test_no_page_uses_an_id_twice(pages):
    for address, links in pages.items():
        assert len(set(links.ids)) == len(links.ids), address


def test_pages_lead_out_only_to_the_source_and_to_the_town(pages):
    outside = {target for links in pages.values() for target in links.targets if re.match(r"\w+:|//", target)}

    assert outside == {"https://whole-comm.eu"}


def test_every_principle_has_its_place(pages, app):
    with app.app_context():
        principles = toolbox().principles
    ids = {id_ for links in pages.values() for id_ in links.ids}
    assert {f"principle-{principle.id}" for principle in principles} <= ids
