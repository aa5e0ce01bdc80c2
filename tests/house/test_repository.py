"""What is in the repository says nothing of the machines it was made on, and is locked to the byte."""

import json
import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LOCKS = ("requirements.txt", "requirements-dev.txt", "requirements-node.txt")
MACHINE = re.compile(
    r"pypi\.org|pythonhosted|npmjs\.(org|com)|registry\.yarn|deb\.debian|proxy\.golang|crates\.io"
    r"|(?<![\w.}-])/(work|root|home/\w+|Users/\w+|tmp/\w+|opt/pypi)/"
)


def tracked() -> list[Path]:
    """Return the files git would hand on: tracked, or new and not ignored."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT, capture_output=True, check=False, text=True,
    )  # fmt: skip
    if listed.returncode:
        pytest.skip("not a git work tree")
    return [path for name in listed.stdout.split("\0") if name and (path := ROOT / name).is_file()]


def test_no_file_names_a_registry_or_a_place_on_a_machine() -> None:
    found = {}
    for path in tracked():
        if path.suffix in {".png", ".woff2", ".ico"} or path == Path(__file__):
            continue
        if hits := MACHINE.search(path.read_text(encoding="utf-8")):
            found[str(path.relative_to(ROOT))] = hits.group()
    assert found == {}


def test_nothing_made_or_private_is_handed_on() -> None:
    made = re.compile(r"(^|/)(instance|node_modules|\.venv|vendor|__pycache__)/|\.(mo|sqlite|pem|key)$|(^|/)\.env")

    assert [name for path in tracked() if made.search(name := str(path.relative_to(ROOT)))] == []


@pytest.mark.parametrize("name", LOCKS)
def test_every_package_is_locked_with_its_hashes(name: str) -> None:
    entries = re.split(r"\n(?=[a-z])", (ROOT / name).read_text(encoding="utf-8"))
    packages = [entry for entry in entries if not entry.startswith("#")]

    assert packages
    assert [entry.split()[0] for entry in packages if "==" not in entry or "--hash=sha256:" not in entry] == []


def test_the_front_end_is_locked_without_addresses() -> None:
    packages = json.loads((ROOT / "package-lock.json").read_text(encoding="utf-8"))["packages"]

    assert [name for name, entry in packages.items() if name and "integrity" not in entry] == []
    assert [name for name, entry in packages.items() if "resolved" in entry] == []


def test_every_setting_is_in_the_readme_and_every_one_in_the_readme_exists() -> None:
    named = re.compile(r"MITPLAN_[A-Z_]*[A-Z]")
    sources = [
        *(ROOT / "workspace").rglob("*.py"),
        *(ROOT / "deploy").glob("*.py"),
        *(ROOT / "migrations").glob("*.py"),
    ]
    read = {name for path in sources for name in named.findall(path.read_text(encoding="utf-8"))}
    read |= {f"MITPLAN_{name}" for name in ("SECRET_KEY", "SECURITY_PASSWORD_SALT", "HISTORY_KEY", "LINK_KEY")}

    assert set(named.findall((ROOT / "README.md").read_text(encoding="utf-8"))) == read
