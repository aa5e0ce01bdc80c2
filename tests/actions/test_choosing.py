"""From ticked principles to drafts: pure thought, held for every choice there can be."""

from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.guidance.ids import CATALOGUE
from workspace import prose
from workspace.actions.choosing import Standing, Tally, drafts, meant
from workspace.config import ROOT
from workspace.guidance import Toolbox
from workspace.guidance.loading import load

TOOLBOX = load(ROOT / "content", prose.render)["de"]
PRINCIPLES = [id_ for field in CATALOGUE.values() for ids in field.themes.values() for id_ in ids]
THEMES = [theme for field in CATALOGUE.values() for theme in field.themes]
ids = st.lists(st.sampled_from(PRINCIPLES) | st.text(max_size=12))
themes = st.lists(st.sampled_from(THEMES) | st.text(max_size=12))
fields = st.lists(st.sampled_from(list(CATALOGUE)) | st.text(max_size=12))
bundles = st.dictionaries(st.sampled_from(THEMES) | st.text(max_size=12), st.none() | st.text(max_size=30))


@pytest.fixture
def box() -> Toolbox:
    return TOOLBOX


@given(ids, themes, fields)
def test_what_is_ticked_is_meant_once_and_in_order(principles: Any, themes: Any, fields: Any) -> None:
    found = [one.id for one in meant(TOOLBOX, principles=principles, themes=themes, fields=fields)]

    assert found == [one for one in PRINCIPLES if one in set(found)]
    assert set(principles) & set(PRINCIPLES) <= set(found)
    assert all(
        one.id in principles or one.theme.id in themes or one.field.id in fields
        for one in map(TOOLBOX.principle, found)
    )


@given(ids, bundles)
def test_every_principle_ends_up_in_exactly_one_action(principles: Any, bundles: Any) -> None:
    chosen = meant(TOOLBOX, principles=principles)
    made = list(drafts(chosen, bundles))

    assert [id_ for draft in made for id_ in draft.principle_ids] == [one.id for one in chosen]
    for draft in made:
        assert draft.title
        assert draft.purpose
        assert {TOOLBOX.principle(id_).theme.id for id_ in draft.principle_ids} == {draft.theme.id}
        assert len(draft.principle_ids) == 1 or draft.theme.id in bundles


def test_a_principle_gives_title_and_draft_purpose(box: Toolbox) -> None:
    (draft,) = drafts([box.principle("gov-reviewer")], {})

    assert draft.title == "Eine Person benennen, die die Umsetzung prüft"
    assert draft.purpose == box.principle("gov-reviewer").meaning.source
    assert draft.theme.id == "strategy"


def test_a_bundle_has_its_own_title_and_tells_all_it_holds(box: Toolbox) -> None:
    both = [box.principle("gov-strategy"), box.principle("gov-reviewer")]
    (draft,) = drafts(both, {"strategy": "Konzept mit Prüfung"})

    assert (draft.title, draft.principle_ids) == ("Konzept mit Prüfung", ("gov-strategy", "gov-reviewer"))
    assert all(f"**{one.title}**\n\n{one.meaning.source}" in draft.purpose for one in both)


@pytest.mark.parametrize(
    "typed, title",
    [
        (None, "Eine Person benennen, die die Umsetzung prüft"),
        ("Strategischer Plan und Rechenschaftspflicht", "Eine Person benennen, die die Umsetzung prüft"),
        ("Prüfauftrag", "Prüfauftrag"),
    ],
)
def test_a_bundle_of_one_is_that_principle_unless_named(box: Toolbox, typed: str | None, title: str) -> None:
    (draft,) = drafts([box.principle("gov-reviewer")], {"strategy": typed})

    assert draft.title == title
    assert draft.purpose == box.principle("gov-reviewer").meaning.source


def test_an_empty_bundle_title_falls_back_to_the_theme(box: Toolbox) -> None:
    (draft,) = drafts(box.theme("strategy").principles, {"strategy": None})

    assert draft.title == box.theme("strategy").title


@given(st.sets(st.sampled_from(PRINCIPLES)), st.sets(st.sampled_from(PRINCIPLES)))
def test_the_tally_adds_up(carried: set[str], declined: set[str]) -> None:
    standing = Standing(dict.fromkeys(carried, ()), dict.fromkeys(declined), ())
    tally = standing.tally(TOOLBOX.principles)

    assert tally.chosen == len(carried)
    assert tally.declined == len(declined - carried)
    assert tally.chosen + tally.declined + tally.open == len(PRINCIPLES)
    assert len(standing.open(TOOLBOX.principles)) == tally.open


@pytest.mark.parametrize("actions, load", [(0, "few"), (14, "few"), (15, "fits"), (30, "fits"), (31, "many")])
def test_what_a_small_town_can_carry(actions: int, load: str) -> None:
    assert Tally(0, 0, 80, actions).load == load


def test_dropped_actions_weigh_nothing() -> None:
    actions = [SimpleNamespace(status=SimpleNamespace(value=value)) for value in ("dropped", "done", "not_started")]

    assert Standing({}, {}, actions).tally(TOOLBOX.principles).actions == 2
