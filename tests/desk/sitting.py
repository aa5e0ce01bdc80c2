"""A sitting on the plan as browsers without scripts hold one."""

import re
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.world import TOWN, World
from workspace.history.sittings import Sitting

SCREEN = f"{TOWN}/plans/1/screen"


def begin(browser: FlaskClient, query: str = "") -> str:
    """Open the meeting view and return the address of the first action of a new sitting."""
    page = browser.get(f"{SCREEN}?{query}").text
    found: str = re.findall(r'<a class="button[^"]*" rel="next" href="([^"]+)"|second" href="([^"]+)"', page)[-1]
    return "".join(found).replace("&amp;", "&")


def key_of(address: str) -> str:
    """Return which sitting an address is about."""
    return re.findall(r"meeting=([\d-]+)", address)[0]


def at(key: str, place: str, **more: str) -> str:
    """Return the address of a place in a sitting."""
    return f"{SCREEN}/{place}?meeting={key}" + "".join(f"&{name}={value}" for name, value in more.items())


def own_key(world: World, person: Any, number: int = 1) -> str:
    """Return the key of a person's sitting of today."""
    return Sitting(1, datetime.now(ZoneInfo("Europe/Berlin")).date(), world.member(person).id, number).key


def decide(world: World, browser: FlaskClient, key: str, place: str, **data: Any) -> TestResponse:
    """Decide on a fact of an action, such as `M-001/status`, from a form drawn just now."""
    code, fact = place.split("/")
    return browser.post(at(key, place), data={"version": world.action(code).group_version(fact), **data})


def note(browser: FlaskClient, key: str, text: str, code: str = "M-001") -> TestResponse:
    """Write a note on an action."""
    return browser.post(at(key, f"{code}/note"), data={"text": text})


def codes(page: str) -> list[str]:
    """Return the codes a page lists, in order."""
    return re.findall(r'<span class="screen-code">(M-\d+)</span>', page)
