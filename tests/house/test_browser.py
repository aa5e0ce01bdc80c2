"""`make test` on a bare machine: a Chromium is used if there is one, else got in the way this machine allows."""

import shutil
import subprocess
from pathlib import Path

import prepare
import pytest
import testing


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder of a machine's programs, empty so far."""
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(testing.os, "geteuid", lambda: 0)
    monkeypatch.setattr(testing, "PYTHON", tmp_path / "python")
    return tmp_path


def program(path: Path, script: str) -> None:
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)


def test_the_machines_own_browser_is_used(machine: Path) -> None:
    program(machine / "google-chrome", "exit 0")

    testing.chromium()

    assert testing.on_path() == str(machine / "google-chrome")


def test_the_package_manager_installs_one(machine: Path) -> None:
    browser = machine / "chromium"
    program(
        machine / "dnf", f'echo "#!{shutil.which("true", path="/usr/bin:/bin")}" > {browser}; /bin/chmod +x {browser}'
    )

    testing.chromium()

    assert testing.on_path() == str(browser)


def test_without_the_right_to_install_playwright_brings_its_own(machine: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(testing.os, "geteuid", lambda: 1000)
    program(machine / "apt-get", "exit 99")
    program(machine / "python", '[ "$*" = "-m playwright install chromium" ]')

    assert list(testing.ways()) == []
    testing.chromium()
    assert testing.on_path() is None


def test_where_nothing_helps_it_says_what_to_install(machine: Path) -> None:
    program(machine / "apt-get", "exit 100")
    program(machine / "python", "exit 1")

    with pytest.raises(prepare.Stop, match="apt install chromium"):
        testing.chromium()


def test_sudo_is_used_only_where_it_asks_for_nothing(machine: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(testing.os, "geteuid", lambda: 1000)
    program(machine / "pacman", "exit 0")
    program(machine / "sudo", "exit 1")
    assert list(testing.ways()) == []

    program(machine / "sudo", "exit 0")
    assert [command[:3] for command in testing.ways()] == [["sudo", "-n", "pacman"]]


def test_the_result_is_pytests(monkeypatch: pytest.MonkeyPatch) -> None:
    ran: list[list[str]] = []

    def run(command: list[str], **_more: object) -> "subprocess.CompletedProcess[str]":
        ran.append(command)
        return subprocess.CompletedProcess(command, 3)

    monkeypatch.setattr(testing, "prepare", lambda **_: None)
    monkeypatch.setattr(testing, "chromium", lambda: None)
    monkeypatch.setattr(testing.subprocess, "run", run)
    monkeypatch.setenv("ARGS", "tests/actions -k 'two words'")

    assert testing.main() == 3
    assert ran == [[testing.PYTHON, "-m", "pytest", "tests/actions", "-k", "two words"]]
