"""The toolbox's pages: every member reads them, nobody else does, and nothing typed into an address does harm."""

import pytest

from tests.counting import count_queries
from tests.world import CAST

on_sqlite = pytest.mark.parametrize("app", ["sqlite"], indirect=True)  # where nothing hangs on the kind of database
HOME = "/w/musterstadt/guidance/"
PAGES = ["", "governance", "governance/strategy", "examples", "examples/poli", "about", "search?q=schule"]
INSIDERS = [role for role in CAST if role != "outsider"]
HOSTILE = ["<script>alert(1)</script>", "' OR 1=1 --", "../../etc/passwd", "{{ 7 * 7 }}", "%00", "a" * 5000, "🙂 ß"]


@pytest.mark.parametrize("role", INSIDERS)
def test_every_member_reads_every_page(as_, role):
    browser = as_(CAST[role])
    for page in PAGES:
        answer = browser.get(HOME + page)
        assert answer.status_code == 200
        assert 'href="https://whole-comm.eu"' in answer.text  # the source is credited on every page
        assert "EUPL-1.2" in answer.text


def test_outsiders_find_nothing_and_visitors_sign_in_first(world, as_):
    for page in PAGES:
        assert as_(world.olaf).get(HOME + page).status_code == 404
        assert as_(None).get(HOME + page).status_code == 303


@on_sqlite
def test_what_does_not_exist_is_not_found(world, as_):
    browser = as_(world.rosa)
    for page in ("nowhere", "governance/skills", "governance/nowhere", "examples/nowhere", "poli", "a/b/c"):
        assert browser.get(HOME + page).status_code == 404


@on_sqlite
def test_the_first_page_leads_everywhere(world, as_):
    page = as_(world.rosa).get(HOME).text

    for field in ("governance", "employment", "education", "health", "housing"):
        assert f'href="{HOME}{field}"' in page
    assert "6 Themen · 22 Empfehlungen" in page
    assert 'id="step-explore"' in page
    assert 'id="idea-learning"' in page


@on_sqlite
def test_a_field_shows_themes_challenges_and_examples(world, as_):
    page = as_(world.rosa).get(f"{HOME}governance").text

    assert f'href="{HOME}governance/strategy"' in page
    assert 'id="challenge-ch-gov-silo"' in page
    assert f'href="{HOME}examples/poli"' in page


@on_sqlite
def test_a_principle_is_there_in_full(world, as_):
    page = as_(world.rosa).get(f"{HOME}governance/strategy").text

    assert 'id="principle-gov-reviewer"' in page
    assert "Eine Person benennen, die die Umsetzung prüft" in page
    assert "Prüffrage" in page
    assert "In Einfacher Sprache" in page
    assert f'href="{HOME}governance#challenge-ch-gov-unclear-roles"' in page
    assert f'href="{HOME}governance/cooperation"' in page  # the next theme


@on_sqlite
def test_the_hint_for_the_towns_own_size_comes_first(world, as_):
    page = as_(world.rosa).get(f"{HOME}governance/strategy").text

    first = page[page.index('class="facts hints"') :]
    assert first.index("Ihre Größe") < first.index("Ländliche Gemeinde")


def test_a_principle_names_the_plans_actions_that_serve_it(world, as_):
    page = as_(world.rosa).get(f"{HOME}governance/strategy").text

    assert 'href="/w/musterstadt/actions/M-001"' in page
    assert "Integrationskonzept beschließen" in page
    assert "Nachbarstadt" not in page


@on_sqlite
def test_a_search_shows_hits_by_kind_with_the_words_marked(world, as_):
    page = as_(world.rosa).get(f"{HOME}search?q=umsetzung+person").text

    assert "Empfehlungen" in page
    assert "<mark>Person</mark> benennen" in page
    assert f'href="{HOME}governance/strategy#principle-gov-reviewer"' in page


@on_sqlite
def test_many_hits_are_cut_short_and_can_all_be_shown(world, as_):
    browser = as_(world.rosa)

    assert browser.get(f"{HOME}search?q=de").text.count("#principle-") == 10
    assert browser.get(f"{HOME}search?q=de&kind=principle").text.count("#principle-") > 50
    assert browser.get(f"{HOME}search?q=de&kind=nonsense").status_code == 200


@on_sqlite
def test_a_search_without_hits_says_so(world, as_):
    page = as_(world.rosa).get(f"{HOME}search?q=xyzzy").text

    assert "Nichts gefunden" in page
    assert 'value="xyzzy"' in page
    assert f'href="{HOME}housing"' in page  # and where to look around


@on_sqlite
def test_words_that_never_meet_are_offered_one_by_one(world, as_):
    page = as_(world.rosa).get(f"{HOME}search?q=wohnung+xyzzy").text

    assert 'href="?q=wohnung"' in page
    assert 'href="?q=xyzzy"' not in page


@on_sqlite
def test_an_empty_search_says_what_to_do(world, as_):
    page = as_(world.rosa).get(f"{HOME}search").text

    assert "Wonach suchen Sie?" in page
    assert "Nichts gefunden" not in page


@on_sqlite
def test_an_english_word_finds_german_titles_and_says_so(world, as_):
    page = as_(world.rosa).get(f"{HOME}search?q=landlords").text

    assert "(im englischen Text)" in page
    assert '<p class="muted" lang="en">' in page


@on_sqlite
def test_a_hostile_search_is_a_search(world, as_):
    browser = as_(world.rosa)
    for query in HOSTILE:
        answer = browser.get(f"{HOME}search", query_string={"q": query, "kind": query})
        assert answer.status_code == 200
        assert "<script>alert" not in answer.text
    assert browser.get(f"{HOME}search?q=%00%ff&q=b").status_code == 200


def test_a_page_takes_three_queries_whatever_it_shows_and_one_for_the_towns_own_notes(app, world, as_):
    browser = as_(world.rosa)
    browser.get(HOME)  # the session's last-seen is written here
    for page in PAGES[1:]:  # the first asks where the town stands: test_start.py
        with count_queries(app) as sent:
            browser.get(HOME + page)
        assert len(sent) == (4 if "/" in page.replace("examples/", "") or "search" in page else 3)
