"""The list of ids is the toolbox as counted: 5 fields, 30 themes, 80 principles, 31 challenges, 8 examples."""

import re

from tests.guidance.ids import CATALOGUE, CORE_IDEAS, COUNTS, USE_STEPS
from workspace.config import ROOT
from workspace.guidance import editions
from workspace.guidance.headings import HEADINGS
from workspace.guidance.models import Size
from workspace.members.words import WorkspaceKind

PREFIXES = {"governance": "gov", "employment": "emp", "education": "edu", "health": "hea", "housing": "hou"}
BY_THEME = {
    "governance": [2, 6, 2, 4, 5, 3],
    "employment": [5, 3, 5, 2, 2, 1],
    "education": [5, 3, 2, 3, 1],
    "health": [2, 2, 1, 2, 1, 2],
    "housing": [2, 7, 3, 1, 1, 1, 1],
}


def principles(field):
    return [id_ for ids in CATALOGUE[field].themes.values() for id_ in ids]


def test_the_counts_are_those_of_the_source():
    assert {field: [len(ids) for ids in CATALOGUE[field].themes.values()] for field in CATALOGUE} == BY_THEME
    assert [len(ids.challenges) for ids in CATALOGUE.values()] == [8, 6, 6, 5, 6]
    assert [len(ids.examples) for ids in CATALOGUE.values()] == [2, 1, 1, 1, 3]
    assert (len(CORE_IDEAS), len(USE_STEPS)) == (COUNTS["core idea"], COUNTS["use step"])
    assert sum(map(len, map(principles, CATALOGUE))) == COUNTS["principle"]


def test_every_id_is_unique_and_says_where_it_belongs():
    everything = [*CATALOGUE, *CORE_IDEAS, *USE_STEPS]
    for field, ids in CATALOGUE.items():
        everything += [*ids.themes, *principles(field), *ids.challenges, *ids.examples]
        assert all(id_.startswith(f"{PREFIXES[field]}-") for id_ in principles(field))
        assert all(id_.startswith(f"ch-{PREFIXES[field]}-") for id_ in ids.challenges)
    assert len(set(everything)) == len(everything)
    assert [id_ for id_ in everything if not re.fullmatch(r"[a-z]+(-[a-z]+)*", id_)] == []
    assert max(map(len, everything)) <= 40  # fits every column that keeps one


def test_no_id_is_an_address_of_its_own():
    assert {"search", "about", "examples"} & CATALOGUE.keys() == set()


def test_the_first_edition_recorded_is_the_whole_source():
    recorded = [edition.entries for edition in editions.read(ROOT / "content", [])]
    ids = {*CATALOGUE, *CORE_IDEAS, *USE_STEPS}
    for field, one in CATALOGUE.items():
        ids |= {*one.themes, *principles(field), *one.challenges, *one.examples}

    assert recorded[0].keys() == ids
    assert len({entry.file for entry in recorded[0].values()}) == 5 + 30 + 8 + 2  # and the page about it, without ids


def test_hints_fit_the_kinds_of_municipality():
    assert set(Size) <= {kind.value for kind in WorkspaceKind}
    for words in HEADINGS.values():
        assert set(words.sizes.values()) == set(Size)
