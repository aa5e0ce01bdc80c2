"""Everybody reads in the language they chose, else in their town's."""

import re
from collections.abc import Callable
from typing import Any

from flask.testing import FlaskClient

from tests.world import TOWN, World

As = Callable[[Any], FlaskClient]
SETTINGS = f"{TOWN}/settings"


def speak_english(world: World, as_: As) -> None:
    """Make English the town's language, as its coordinator does."""
    anna = as_(world.anna)
    version = re.search(r'name="version"[^>]* value="(\d+)"', anna.get(SETTINGS).text)
    form = {"name": "Musterstadt", "kind": "small", "language": "en", "version": version[1] if version else ""}
    assert anna.post(SETTINGS, data=form).status_code == 303


def test_the_towns_language_is_for_those_who_chose_none(world: World, as_: As) -> None:
    rosa, ben = as_(world.rosa), as_(world.ben)
    ben.post("/language", data={"language": "de"})

    speak_english(world, as_)

    assert '<html lang="en">' in rosa.get(f"{TOWN}/plans/1/").text
    assert "Action plan" in rosa.get(f"{TOWN}/plans/1/").text
    assert '<html lang="de">' in ben.get(f"{TOWN}/plans/1/").text
    assert "English" in as_(world.anna).get(f"{TOWN}/history").text


def test_ones_own_choice_outlives_the_browser(world: World, as_: As) -> None:
    as_(world.rosa).post("/language", data={"language": "en"})
    again = as_(None)

    again.post("/login", data={"email": world.rosa.email, "password": "mitplan-demo"})

    assert '<html lang="en">' in again.get(f"{TOWN}/").text


def test_a_town_speaks_only_what_there_is(world: World, as_: As) -> None:
    answer = as_(world.anna).post(SETTINGS, data={"name": "Musterstadt", "kind": "small", "language": "fr"})

    assert answer.status_code == 422


def test_the_toolbox_is_read_in_both(world: World, as_: As) -> None:
    rosa = as_(world.rosa)
    german = rosa.get(f"{TOWN}/guidance/governance/strategy").text

    rosa.post("/language", data={"language": "en"})

    english = rosa.get(f"{TOWN}/guidance/governance/strategy").text
    assert "Erste Schritte" in german
    assert "First steps" in english
    assert "Erste Schritte" not in english
