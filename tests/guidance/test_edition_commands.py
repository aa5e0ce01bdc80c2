"""`flask content diff` and `record`: what a new edition changes, and how it becomes the one to compare with."""

import shutil
from pathlib import Path

import pytest

from workspace.config import ROOT

pytestmark = pytest.mark.parametrize("app", ["sqlite"], indirect=True)
STRATEGY = "themes/governance/strategy.md"


@pytest.fixture
def folder(app, tmp_path):
    """Return a copy of the content that the commands work on."""
    app.config["CONTENT"] = Path(shutil.copytree(ROOT / "content", tmp_path / "content"))
    yield app.config["CONTENT"]
    app.config["CONTENT"] = ROOT / "content"


def run(app, *args):
    return app.test_cli_runner().invoke(args=["content", *args])


def change(folder, old, new):
    for language in ("de", "en"):
        place = folder / language / STRATEGY
        place.write_text(place.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")


def test_the_committed_record_knows_every_id_of_the_content(app, folder):
    lines = run(app, "diff").output.splitlines()

    assert [line for line in lines if line.startswith("  neu")] == []  # or else: flask --app wsgi content record


def test_a_new_title_is_told_beside_the_old_one(app, folder):
    before, after = "Eine Person benennen, die die Umsetzung prüft", "Jemanden benennen, der prüft"
    change(folder, before, after)
    done = run(app, "diff")

    assert done.exit_code == 0
    assert done.output.splitlines() == [
        "Gegenüber Ausgabe 1:",
        f"  geändert  Empfehlung gov-reviewer: {before} → {after}",
    ]


def test_what_is_new_and_what_took_whose_place_is_listed(app, folder):
    change(folder, "{#gov-reviewer}", "{#gov-checks}")
    for place in folder.rglob("*.md"):
        place.write_text(place.read_text(encoding="utf-8").replace("gov-reviewer", "gov-checks"), encoding="utf-8")
    (folder / "successors.yaml").write_text("gov-reviewer: gov-checks\n")
    lines = run(app, "diff").output.splitlines()

    title = "Eine Person benennen, die die Umsetzung prüft"
    assert lines[1:] == [
        f"  neu       Empfehlung gov-checks: {title}",
        f"  ersetzt   Empfehlung gov-reviewer ({title}) durch gov-checks",
    ]


@pytest.mark.parametrize("command", ["diff", "check", "record"])
def test_what_is_gone_without_a_successor_is_an_error(app, folder, command):
    for place in folder.rglob("*.md"):
        place.write_text(place.read_text(encoding="utf-8").replace("gov-reviewer", "gov-who"), encoding="utf-8")
    done = run(app, command)

    assert done.exit_code == 1
    assert f"content/de/{STRATEGY}:1: In dieser Datei fehlt der Abschnitt mit der Kennung „gov-reviewer“" in done.output
    assert not (folder / "editions" / "2.json").exists()


def test_recording_makes_the_next_edition_once(app, folder):
    assert run(app, "record").output == "Ausgabe 1 ist schon der heutige Stand.\n"
    change(folder, "Eine Person benennen", "Jemanden benennen")

    assert run(app, "record").output == "Ausgabe 2 ist aufgezeichnet: content/editions/2.json.\n"
    assert "Gegenüber Ausgabe 1:" in run(app, "diff").output
    assert run(app, "diff", "2").output == "Gegenüber Ausgabe 2:\n  nichts geändert\n"
    assert run(app, "diff", "9").exit_code == 1
    assert run(app, "check").exit_code == 0
