"""A new edition breaks nothing: what is gone has a successor, what changed is known, and nothing else counts."""

import pytest

from tests.guidance.conftest import PRINCIPLE
from tests.guidance.test_languages import translated
from workspace.guidance import editions
from workspace.guidance.editions import Edition, compare, fingerprint

STRATEGY, COOPERATION = "themes/governance/strategy.md", "themes/governance/cooperation.md"
NEW = PRINCIPLE.format(id="gov-review", other="hou-organisers", challenges="ch-gov-silo", examples="poli")
MISSING = "In dieser Datei fehlt der Abschnitt mit der Kennung „gov-reviewer“; content/successors.yaml nennt keinen"


def prints(content):
    return {one.id: fingerprint(one) for one in content.load()["de"].principles}


def changes(content):
    toolbox = content.load()["de"]
    return compare(content.recorded[1], editions.entries(toolbox), toolbox.successors)


def replace_reviewer(content):
    """Let gov-review take the place of gov-reviewer."""
    text = content.files["de"][STRATEGY]
    content.files["de"][STRATEGY] = text[: text.index("\n## Empfehlung gov-reviewer")] + NEW
    content.successors = "# Kommentar\ngov-reviewer: gov-review\n"


@pytest.mark.parametrize(
    "old, new",
    [
        ("Empfehlung gov-reviewer umsetzen", "Jemanden benennen"),
        ("Das bedeutet gov-reviewer", "Das heißt gov-reviewer"),
        ("- Bei gov-reviewer anfangen", "- Mit gov-reviewer anfangen"),
        ("Ist gov-reviewer umgesetzt?", "Gibt es gov-reviewer?"),
    ],
)
def test_a_principle_has_changed_when_it_says_something_else(content, old, new):
    before = prints(content)
    content.change(STRATEGY, old, new)

    after = prints(content)
    assert {id_ for id_ in before if before[id_] != after[id_]} == {"gov-reviewer"}
    assert list(changes(content).changed) == ["gov-reviewer"]


@pytest.mark.parametrize(
    "old, new",
    [
        ("gov-reviewer in der Stadt.\nUnd", "gov-reviewer in der\nStadt. Und"),
        ("Alle machen gov-reviewer.", "Alle machen das."),
        ("Klein anfangen mit gov-reviewer.", "Klein anfangen."),
        ("title: Thema strategy", "title: Strategie"),
    ],
)
def test_it_has_not_where_its_lines_its_surroundings_or_another_text_change(content, old, new):
    before = prints(content)
    content.change(STRATEGY, old, new)

    assert prints(content) == before


def test_neither_order_nor_another_language_changes_a_principle(content):
    before = prints(content)
    content.files["en"] = {place: translated(text) for place, text in content.files["de"].items()}
    content.change(STRATEGY, "Das bedeutet gov-reviewer", "This means gov-reviewer", "en")
    for language in ("de", "en"):
        head, first, second = content.files[language][STRATEGY].split("\n## ")
        content.files[language][STRATEGY] = f"{head}\n## {second}\n## {first}"

    assert prints(content) == before


def test_a_successor_is_found_under_the_old_id(content):
    replace_reviewer(content)
    toolbox = content.load()["de"]

    assert toolbox.principle("gov-reviewer") is toolbox.principle("gov-review")
    assert (toolbox.current("gov-reviewer"), toolbox.current("gov-strategy")) == ("gov-review", "gov-strategy")
    assert toolbox.names("gov-review") == ["gov-review", "gov-reviewer"]
    found = changes(content)
    assert (list(found.new), list(found.changed)) == (["gov-review"], [])
    assert found.succeeded["gov-reviewer"] == (content.recorded[1]["gov-reviewer"], "gov-review")


def test_successors_may_have_successors(content):
    replace_reviewer(content)
    gone = content.recorded[1]["gov-reviewer"]
    content.recorded = content.recorded | {2: content.recorded[1] | {"gov-checker": gone}}
    content.successors = "gov-reviewer: gov-checker\ngov-checker: gov-review\n"

    assert content.load()["de"].principle("gov-reviewer").id == "gov-review"


def test_what_is_gone_without_a_successor_is_refused_with_file_and_line(content):
    replace_reviewer(content)
    content.successors = None

    assert any(problem.startswith(f"content/de/{STRATEGY}:1: {MISSING}") for problem in content.problems())


def test_what_an_older_edition_held_is_not_forgotten(content):
    replace_reviewer(content)
    content.successors = ""
    content.recorded = content.recorded | {
        2: {id_: entry for id_, entry in content.recorded[1].items() if id_ != "gov-reviewer"}
    }

    assert any(MISSING in problem for problem in content.problems())


@pytest.mark.parametrize(
    "line, said",
    [
        ("gov-reviewer: gov-revieww", "Den Nachfolger „gov-revieww“ gibt es nicht. Meinten Sie „gov-review“?"),
        ("gov-reviewer: gov-reviewer", "Den Nachfolger „gov-reviewer“ gibt es nicht."),
        ("gov-reviewer: strategy", "„strategy“ ist etwas anderes, als „gov-reviewer“ war"),
        ("gov-reviewer: ", "Den Nachfolger „“ gibt es nicht."),
        ("gov-strategy: gov-review", "„gov-strategy“ gibt es noch"),
        ("gov-nothing: gov-review", "„gov-nothing“ stand in keiner früheren Ausgabe."),
        ("gov-reviewer: [gov-review]", "Den Nachfolger"),
        ("gov-reviewer: gov-review\ngov-reviewer: gov-strategy", "Die Angabe „gov-reviewer“ steht zweimal da."),
        ("gov-reviewer: 'gov", "nicht lesbar"),
        ("- gov-reviewer", "Hier steht in jeder Zeile"),
    ],
)
def test_a_line_that_leads_nowhere_is_named(content, line, said):
    replace_reviewer(content)
    content.successors = f"# alt: neu\n{line}\n"

    where = f"content/successors.yaml:{1 if line.startswith('-') else 1 + len(line.splitlines())}: "
    assert any(problem.startswith(where) and said in problem for problem in content.problems())


def test_a_principle_may_move_to_another_theme(content):
    text = content.files["de"][STRATEGY]
    at = text.index("\n## Empfehlung gov-reviewer")
    content.files["de"][STRATEGY], moved = text[:at], text[at:]
    content.files["de"][COOPERATION] += moved

    assert content.load()["de"].principle("gov-reviewer").theme.id == "cooperation"
    assert not changes(content)


def test_a_theme_may_end_with_a_successor_when_its_principles_are_elsewhere(content):
    content.files["de"][COOPERATION] += content.files["de"][STRATEGY].partition("Ein Absatz dazu.\n")[2]
    del content.files["de"][STRATEGY]
    for number, theme in enumerate(("cooperation", "evidence", "resources", "diversity", "capacity"), start=2):
        content.change(f"themes/governance/{theme}.md", f"number: {number}", f"number: {number - 1}")
    assert f"content/de/{STRATEGY}:1: Diese Datei fehlt." in content.problems()

    content.successors = "strategy: cooperation\n"
    assert content.load()["de"].theme("strategy").id == "cooperation"


def test_a_new_theme_is_welcome_in_every_language_or_in_none(content):
    head = content.files["de"][STRATEGY].split("\n## ")[0]
    place = "themes/governance/reviews.md"
    content.files["en"] = {at: translated(text) for at, text in content.files["de"].items()}
    text = head.replace("strategy", "reviews").replace("number: 1", "number: 7") + NEW
    content.files["de"][place] = text
    assert content.problems() == [f"content/en/{place}:1: Diese Datei fehlt."]

    content.files["en"][place] = translated(text)
    assert content.load()["en"].theme("reviews").principles[0].id == "gov-review"


@pytest.mark.parametrize("id_", ["Gov-review", "gov_review", "gov-2", "x" * 41, "search"])
def test_a_new_id_fits_addresses_and_columns(content, id_):
    replace_reviewer(content)
    content.files["de"][STRATEGY] = content.files["de"][STRATEGY].replace("{#gov-review}", f"{{#{id_}}}")
    content.successors = f"gov-reviewer: {id_}"

    assert any(f"Die Kennung „{id_}“ geht nicht" in problem for problem in content.problems())


def test_a_broken_record_is_a_problem_and_no_traceback(content):
    content.load()
    for number, text in enumerate(("{", "[]", '{"a": {"b": 1}}', "\x00"), start=2):
        (content.folder / "editions" / f"{number}.json").write_text(text)
    (content.folder / "editions" / "neu.json").write_text("{}")

    assert [problem.split(":")[0] for problem in content.problems()] == [
        f"content/editions/{name}.json" for name in (2, 3, 4, 5, "neu")
    ]


def test_an_edition_is_read_as_it_was_written(tmp_path, content):
    path = editions.write(tmp_path, Edition(7, content.recorded[1]))

    assert editions.read(tmp_path, []) == [Edition(7, content.recorded[1])]
    assert len(path.read_text(encoding="utf-8").splitlines()) == len(content.recorded[1]) + 2
