"""What only the other language says is found too: behind one's own, with one's own title, and saying so."""

import pytest

from tests.guidance.test_languages import bilingual  # noqa: F401 (a fixture)

PLACE = "themes/governance/strategy.md"


@pytest.fixture
def both(bilingual):  # noqa: F811
    bilingual.change(PLACE, "Das bedeutet gov-reviewer in der Stadt.", "Someone reviews the studies.", "en")
    bilingual.change(PLACE, "Empfehlung gov-strategy umsetzen", "Adopt a rather long strategy", "en")
    bilingual.change(PLACE, "Das bedeutet gov-strategy in der Stadt.", "Der Rat beschließt in der Stadt.", "de")
    return bilingual.load()


def find(both, query, reader="de"):
    own, other = both[reader], both["en" if reader == "de" else "de"]
    return [(hit.thing.id, hit.language) for hits in own.search(query, other).groups.values() for hit in hits]


def test_the_other_language_is_searched_by_its_own_endings(both):
    assert find(both, "reviewing study") == [("gov-reviewer", "en")]
    assert find(both, "reviewing study", reader="en") == [("gov-reviewer", "")]


def test_a_hit_has_the_readers_title_and_the_others_words(both):
    hit = both["de"].search("adopt", both["en"]).groups["principle"][0]

    assert hit.thing is both["de"].principle("gov-strategy")
    assert "".join(piece.text for piece in hit.title()) == "Empfehlung gov-strategy umsetzen"
    assert [piece.text for piece in hit.excerpt() if piece.matches] == ["Adopt"]


def test_what_both_say_is_found_once_and_in_ones_own(both):
    assert find(both, "gov-reviewer anfangen").count(("gov-reviewer", "")) == 1
    assert ("gov-reviewer", "en") not in find(both, "gov-reviewer anfangen")


def test_all_words_have_to_be_in_one_language(both):
    assert find(both, "beschließt rather") == []


def test_short_beginnings_mean_nothing_in_the_other_language(both):
    assert find(both, "Rat") == [("gov-strategy", "")]
    assert find(both, "rath") == [("gov-strategy", "en")]
