"""Whatever an event can tell has a label a reader understands, and a sentence in both languages."""

from importlib import import_module

import pytest
from flask import Flask, session
from sqlalchemy import inspect

from tests.world import World
from workspace.db import commit
from workspace.editing.models import Editable
from workspace.editing.replay import editables
from workspace.history.fields import FIELDS, RIGHTS, Kind
from workspace.history.kinds import KINDS
from workspace.history.models import record
from workspace.history.names import Names
from workspace.history.sentences import parts
from workspace.history.things import NOUNS
from workspace.history.wording import words_of, write
from workspace.members.rights import RIGHTS as ALL_RIGHTS
from workspace.rooms import BLUEPRINTS, MODELS

NOBODY = Names({}, {}, {}, {})
only_one_database = pytest.mark.parametrize("app", ["sqlite"], indirect=True)


@pytest.fixture(scope="module")
def models() -> dict[str, type[Editable]]:
    for name in (*MODELS, *BLUEPRINTS):  # whatever ran before in this process
        import_module(name)
    return {model.NOUN: model for model in editables()}


def test_every_column_an_event_can_tell_of_has_its_label(models: dict[str, type[Editable]]) -> None:
    for noun, model in models.items():
        assert set(FIELDS[noun]) == set(model.told()), noun


def test_every_column_is_told_by_some_group_or_by_the_start(models: dict[str, type[Editable]]) -> None:
    for model in models.values():
        grouped = {column for columns in model.GROUPS.values() for column in columns}
        assert grouped <= set(model.told()), model


def test_every_kind_belongs_to_a_thing_readers_can_ask_for(models: dict[str, type[Editable]]) -> None:
    nouns = {kind.partition(".")[0] for kind in KINDS}

    assert nouns == set(models) | {"history"}
    assert nouns == {noun for listed in NOUNS.values() for noun in listed}
    assert set(RIGHTS) <= nouns
    assert set(RIGHTS.values()) <= set(ALL_RIGHTS)


def test_every_closed_word_has_its_words(models: dict[str, type[Editable]]) -> None:
    for noun in models:
        for column, field in FIELDS[noun].items():
            if field.kind in (Kind.WORD, Kind.WORDS):
                words = words_of(noun, column)
                assert words is not None, f"{noun}.{column}"
                assert all(hasattr(word, "label") for word in words), f"{noun}.{column}"


def test_what_is_no_plain_line_is_written_as_what_it_is(models: dict[str, type[Editable]]) -> None:
    kinds = {
        "DATE": {Kind.DAY, Kind.HIDDEN},
        "DATETIME": {Kind.MOMENT, Kind.HIDDEN},
        "BOOLEAN": {Kind.FLAG, Kind.HIDDEN},
    }
    for noun, model in models.items():
        for column in model.told():
            allowed = kinds.get(str(inspect(model).columns[column].type))
            assert allowed is None or FIELDS[noun][column].kind in allowed, f"{noun}.{column}"


@pytest.mark.parametrize("language", ["en", "de"])
@only_one_database
def test_every_sentence_names_its_actor(app: Flask, language: str) -> None:
    with app.test_request_context():
        session["language"] = language
        for kind in KINDS:
            told = parts(kind, actor="Jobcenter (Uwe)", subject="Sprachcafé")
            assert ("actor", "Jobcenter (Uwe)") in told, kind
            assert "%(" not in "".join(text for _part, text in told), kind


@pytest.mark.parametrize("value", [7, "Unsinn", ["x", 1], {"a": 1}, [{"name": None}], "2027-13-45", True, [None], 1.5])
@only_one_database
def test_no_stored_value_breaks_a_page(app: Flask, value: object) -> None:
    with app.test_request_context():
        for noun, columns in FIELDS.items():
            assert all(isinstance(write(noun, column, value, NOBODY), str) for column in columns)


def test_a_town_that_knows_more_than_this_version_is_still_readable(world: World, as_) -> None:
    """An event of a newer version, or of a room that was taken out, is skipped; the page stands."""
    with world.app.app_context():
        KINDS["comet.seen"] = KINDS["plan.edited"]
        town = world.member(world.anna).workspace_id
        record(town, "comet.seen", subject="comet-1", version=1, actor="p-weg", scalars={"tail": (None, 3)})
        commit()
        del KINDS["comet.seen"]

    assert as_(world.anna).get("/w/musterstadt/history").status_code == 200
