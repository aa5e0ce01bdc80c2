"""Every text of the product that has earlier versions: how it is written, by whom, and where its versions stand."""

from collections.abc import Callable
from dataclasses import dataclass

from flask.testing import FlaskClient

from tests.plans.situations import EMPTY
from tests.world import TOWN

FIRST, SECOND = "Erste Fassung.", "Zweite Fassung."
PLAN = f"{TOWN}/plans/1"
YEARS = {"first_year": "2026", "last_year": "2030"}
PEOPLE = ("responsible", "coordination", "reviewer")
STEPS = f"{TOWN}/actions/M-003/steps"
TALK = f"{TOWN}/actions/M-003/comments"
NOTES = f"{TOWN}/guidance"
REASON = f"{PLAN}/declined/gov-budget-line"
NOTE = {"kind": "note", "title": "", "back": ""}
Write = Callable[[FlaskClient, str, int], object]


@dataclass(frozen=True)
class Kept:
    """A text: `begin` writes it first where its form needs that, `change` saves it from a version."""

    noun: str
    page: str
    change: Write
    begin: Write | None = None
    subject: str = ""


def post(address: str, name: str, **more: str) -> Write:
    """Return how a form with one text is saved."""
    return lambda browser, text, version: browser.post(address, data={"version": version, name: text, **more})


KEPT = (
    Kept("action", f"{TOWN}/actions/M-003/versions/outcome", post(f"{TOWN}/actions/M-003/groups/outcome", "outcome")),
    Kept("plan", f"{PLAN}/versions/about", post(f"{PLAN}/about", "vision", title="Plan", **YEARS)),
    Kept("plan", f"{PLAN}/versions/people", post(f"{PLAN}/people", "steering_group", **dict.fromkeys(PEOPLE, ""))),
    Kept("situation", f"{PLAN}/situation/education/versions", post(f"{PLAN}/situation/education", "text", **{
        name: value for name, value in EMPTY.items() if name != "text"
    })),
    Kept("step", f"{STEPS}/1/versions", post(f"{STEPS}/1", "title", deadline_text=""),
         lambda browser, text, _version: browser.post(STEPS, data={"title": text, "deadline_text": "", "beside": ""})),
    Kept("note", f"{NOTES}/notes/1/versions", post(f"{NOTES}/notes/1", "text", **NOTE),
         post(f"{NOTES}/principles/gov-reviewer/notes/new", "text", **NOTE)),
    Kept("comment", f"{TALK}/1/versions", post(f"{TALK}/1", "text"),
         lambda browser, text, _version: browser.post(TALK, data={"text": text, "after": "0"})),
    Kept("unit", f"{TOWN}/units/2/versions", post(f"{TOWN}/units/2/about", "name", kind="department", **dict.fromkeys(
        ("contact", "contact_email", "contact_phone", "deputy", "deputy_email", "deputy_phone"), ""))),
    Kept("principle", f"{REASON}/versions", post(REASON, "note", why="not_ours", whose="Der Kreis"),
         lambda browser, text, _version: browser.post(f"{PLAN}/declined", data={
             "principles": ["gov-budget-line"], "why": "not_ours", "whose": "Der Kreis", "note": text})),
)  # fmt: skip
