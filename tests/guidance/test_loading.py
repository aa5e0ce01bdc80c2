"""Reading the content: all of it, linked both ways, or nothing and a list of what to correct."""

from dataclasses import FrozenInstanceError

import pytest

from tests.guidance.ids import CATALOGUE
from workspace.guidance.collection import UnknownGuidance
from workspace.guidance.models import Size


def test_everything_is_there_in_the_order_of_the_source(toolbox):
    assert [field.id for field in toolbox.fields] == list(CATALOGUE)
    assert [theme.id for theme in toolbox.themes] == [theme for ids in CATALOGUE.values() for theme in ids.themes]
    assert len(toolbox.principles) == 80
    assert toolbox.principles[1].id == "gov-reviewer"


def test_a_principle_knows_its_theme_its_field_and_its_number(toolbox):
    principle = toolbox.principle("emp-language-courses")

    assert (principle.theme.id, principle.field.id) == ("skills", "employment")
    assert (principle.field.number, principle.theme.number, principle.number) == ("2", "2.2", "2.2.2")
    assert principle in principle.theme.principles
    assert principle in principle.field.principles


def test_a_principle_carries_its_texts(toolbox):
    principle = toolbox.principle("gov-reviewer")

    assert principle.title == "Empfehlung gov-reviewer umsetzen"
    assert str(principle.meaning) == "Das bedeutet gov-reviewer in der Stadt. Und so geht es weiter."
    assert principle.steps == ("Bei gov-reviewer anfangen", "Bei gov-reviewer weitermachen")
    assert principle.question == "Ist gov-reviewer umgesetzt?"
    assert principle.plain.html == "<p>Alle machen gov-reviewer.</p>"
    assert principle.hints[Size.RURAL].text == "Klein anfangen mit gov-reviewer."
    assert Size.MEDIUM not in principle.hints


def test_connections_lead_to_other_fields_and_back(toolbox):
    named = toolbox.principle("gov-strategy")
    naming = toolbox.principle("emp-chambers")

    assert naming.related[0] is named
    assert naming in named.related
    assert all(other.field is not principle.field for principle in toolbox.principles for other in principle.related)
    assert len(set(named.related)) == len(named.related)


def test_challenges_and_examples_know_who_speaks_to_them(toolbox):
    principle, challenge = toolbox.principle("gov-reviewer"), toolbox.challenge("ch-gov-silo")

    assert challenge in principle.challenges
    assert principle in challenge.principles
    assert principle in toolbox.example("poli").principles
    assert challenge in toolbox.field("governance").challenges
    assert toolbox.example("poli") in toolbox.field("governance").examples


def test_nothing_can_be_changed_afterwards(toolbox):
    principle = toolbox.principle("gov-reviewer")
    with pytest.raises(FrozenInstanceError):
        principle.title = "Anders"
    with pytest.raises(FrozenInstanceError):
        principle.theme.principles = ()
    with pytest.raises(TypeError):
        principle.hints[Size.SMALL] = principle.plain


@pytest.mark.parametrize("kind", ["field", "theme", "principle", "challenge", "example"])
def test_what_does_not_exist_is_said_so(toolbox, kind):
    with pytest.raises(UnknownGuidance):
        getattr(toolbox, kind)("../../etc/passwd")


def test_an_id_of_another_kind_is_not_found(toolbox):
    with pytest.raises(UnknownGuidance):
        toolbox.principle("strategy")


def test_norway_stays_norway(toolbox):
    assert toolbox.example("poli").country == "NO"


def test_the_edition_follows_the_words_and_nothing_else(content):
    before = content.load()["de"].edition
    content.change("about.md", "Zwei.", "Drei.")

    assert content.load()["de"].edition != before
    content.change("about.md", "Drei.", "Zwei.")
    content.files["de"] = dict(reversed(content.files["de"].items()))
    assert content.load()["de"].edition == before


def test_principles_may_be_put_in_another_order_and_keep_their_ids(content):
    text = content.files["de"]["themes/governance/strategy.md"]
    head, first, second = text.split("\n## ")
    content.files["de"]["themes/governance/strategy.md"] = f"{head}\n## {second}\n## {first}"

    principle = content.load()["de"].principle("gov-reviewer")
    assert principle.number == "1.1.1"


def test_windows_line_ends_and_a_byte_order_mark_do_no_harm(content):
    text = content.files["de"]["about.md"]
    content.files["de"]["about.md"] = b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode()

    assert content.load()["de"].about.passages[0].title == "Ziele"


def test_all_problems_are_told_at_once_and_nothing_is_loaded(content):
    content.change("themes/governance/strategy.md", "- Bei gov-strategy weitermachen\n", "")
    content.change("fields/housing.md", "short: housing\n", "")
    content.change("about.md", "Zwei.", "")

    problems = content.problems()
    assert len(problems) == 3
    assert problems == sorted(problems)
