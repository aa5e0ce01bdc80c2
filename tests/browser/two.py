"""Two people on one text, each in a real browser, and the account of their words: what was typed must be somewhere."""

import re
from dataclasses import dataclass, field

from playwright.sync_api import Page, expect
from sqlalchemy import select

from tests.browser.conftest import Visit
from tests.world import World
from workspace.history.models import EventText

SHEET = "/w/musterstadt/actions/M-003"
TEXT = "Hilfe kommt spät. Niemand weiß, wen man fragt. Das soll anders werden."
MINE, THEIRS = TEXT.replace("spät", "rechtzeitig"), TEXT.replace("spät", "überhaupt nicht")
CONFLICT = "#conflict-title"


@dataclass
class Pair:
    """Anna and Eda before the same sheet. `typed` is every text one of them has pressed Save for."""

    town: World
    anna: Visit
    eda: Visit
    typed: list[str] = field(default_factory=list)

    @property
    def pages(self) -> tuple[Page, Page]:
        return self.anna.page, self.eda.page

    def begin(self, *groups: str, text: str = TEXT) -> tuple[Page, Page]:
        """Let both stand before the form of a group that already says something."""
        if text:
            self.town.act(self.town.anna, lambda action, anna: action.record("edited", by=anna, purpose=text), "M-003")
        for window, group in zip((self.anna, self.eda), groups * 2 if len(groups) == 1 else groups, strict=True):
            window.go(SHEET)
            opened(window.page, group)
        return self.pages

    def types(self, page: Page, text: str, control: str = "purpose-purpose") -> None:
        """Type over what stands in a control, and press Save."""
        group = control.partition("-")[0]
        page.fill(f"#group-{control}", text)
        self.typed.append(text)
        page.locator(f"#group-{group} form:not([data-settles]) button[type=submit]").first.click()

    def clash(self) -> None:
        """Let Eda save the same sentence first, so that Anna's save meets hers."""
        mine, theirs = self.begin("purpose")
        self.types(theirs, THEIRS)
        saved(theirs)
        self.types(mine, MINE)
        met(mine)

    def lost(self) -> set[str]:
        """Return the words that are neither in the history nor in a form that stands open."""
        kept = [text or "" for text in self.town.all(select(EventText.new))]
        kept += [str(event.scalars) for event in self.town.events()]
        kept += [page.evaluate(SHOWN) for page in self.pages]
        there = words(" ".join(kept))
        return {word for text in self.typed for word in words(text)} - there


SHOWN = "[...document.querySelectorAll('main textarea, main input[type=text]')].map(one => one.value).join(' ')"


def words(text: str) -> set[str]:
    return set(re.findall(r"\w+", text))


def opened(page: Page, group: str) -> None:
    page.click(f"#edit-{group}")
    expect(page.locator(f"#group-{group} form")).to_be_visible()


def saved(page: Page, group: str = "purpose") -> None:
    expect(page.locator(f"#group-{group} .saved:not(.is-saving)")).to_be_visible()


def met(page: Page) -> None:
    expect(page.locator(CONFLICT)).to_be_visible()
