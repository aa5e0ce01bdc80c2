"""`flask content check` and the start of the application: all is well, or every line to correct and no traceback."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
on_sqlite = pytest.mark.parametrize("app", ["sqlite"], indirect=True)


@pytest.fixture
def broken(tmp_path):
    shutil.copytree(ROOT / "content", tmp_path / "content")
    place = tmp_path / "content" / "de" / "fields" / "governance.md"
    place.write_text(place.read_text(encoding="utf-8").replace("short: ", "shrt: "), encoding="utf-8")
    return tmp_path / "content"


def check(app, content):
    app.config["CONTENT"] = content
    try:
        return app.test_cli_runner().invoke(args=["content", "check"])
    finally:
        app.config["CONTENT"] = ROOT / "content"


@on_sqlite
def test_sound_content_is_counted(app):
    result = check(app, ROOT / "content")

    assert result.exit_code == 0
    assert result.output.startswith("Inhalt in Ordnung: 5 Handlungsfelder, 30 Themen, 80 Empfehlungen, 31 ")


@on_sqlite
def test_broken_content_is_listed(app, broken):
    result = check(app, broken)

    assert result.exit_code == 1
    assert "2 Stellen im Inhalt sind zu berichtigen:" in result.output
    assert "content/de/fields/governance.md:5: Die Angabe „shrt“ ist unbekannt. Meinten Sie „short“?" in result.output


def test_broken_content_stops_the_start_with_that_message(broken, tmp_path):
    for name in ("workspace", "templates", "wsgi.py", "migrations"):
        (tmp_path / name).symlink_to(ROOT / name)
    code = "import sys; sys.path.insert(0, '.'); from workspace import config; from pathlib import Path; "
    code += "config.ROOT = Path('.').resolve(); import wsgi"
    env = {**os.environ, "MITPLAN_INSTANCE": str(tmp_path / "instance"), "PYTHONIOENCODING": "utf-8"}
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, env=env, capture_output=True, encoding="utf-8", check=False
    )

    assert done.returncode == 1
    assert "content/de/fields/governance.md:5: " in done.stderr
    assert "Traceback" not in done.stderr
