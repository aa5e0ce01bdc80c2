"""`make run` and its kin: a step runs once, and what can go wrong is said in one sentence that says what to do."""

import os
import shutil
import socket
import subprocess
from pathlib import Path

import prepare
import pytest
import run

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def tools(tmp_path: Path) -> Path:
    """Return a folder that stands for a machine's programs: a shell and nothing else."""
    for name in ("sh", "dirname"):
        (tmp_path / name).symlink_to(str(shutil.which(name)))
    return tmp_path


def start(tools: Path, deploy: Path) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        ["sh", str(deploy / "start.sh"), "run"], check=False, capture_output=True, text=True, env={"PATH": str(tools)}
    )


@pytest.fixture
def deploy(tmp_path: Path) -> Path:
    """Return a copy of the scripts, where no `.venv` has been made yet."""
    return Path(shutil.copytree(ROOT / "deploy", tmp_path / "clone" / "deploy"))


def program(path: Path, script: str) -> None:
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)


def test_without_python_it_says_what_to_install(tools: Path, deploy: Path) -> None:
    told = start(tools, deploy)

    assert told.returncode == 1
    assert told.stderr.startswith("Mitplan braucht Python 3.11 oder neuer: bitte installieren")
    assert len(told.stderr.splitlines()) == 2


def test_a_python_that_is_too_old_counts_as_none(tools: Path, deploy: Path) -> None:
    program(tools / "python3", "exit 1")

    assert "Python 3.11 oder neuer" in start(tools, deploy).stderr


def test_without_the_venv_module_it_names_the_package(tools: Path, deploy: Path) -> None:
    program(tools / "python3", 'case "$2" in *ensurepip*) exit 1;; esac')
    told = start(tools, deploy)

    assert told.returncode == 1
    assert "apt install python3-venv" in told.stderr


def test_the_newest_python_takes_over(tools: Path, deploy: Path) -> None:
    program(tools / "python3", "exit 0")
    program(tools / "python3.13", 'case "$1" in -c) exit 0;; esac; echo "$@"')

    assert start(tools, deploy).stdout.strip() == str(deploy / "run.py")


def test_a_taken_port_is_named_with_the_next_one() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(prepare.Stop, match=f"127.0.0.1:{port} ist schon belegt: .* PORT={port + 1} make run"):
            run.check_free("127.0.0.1", port)

    run.check_free("127.0.0.1", port)


@pytest.mark.parametrize("text", ["abc", "0", "65536", "-1", "5000x"])
def test_nonsense_for_a_port_is_refused(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORT", text)

    with pytest.raises(prepare.Stop, match="ist keine Portnummer"):
        run.port_number()


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_may_not_be_written_to(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    monkeypatch.setattr(prepare, "ROOT", tmp_path)

    with pytest.raises(PermissionError):
        prepare.writable()


def test_trouble_with_the_disk_ends_in_a_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    def refuse() -> None:
        raise PermissionError(13, "Permission denied")

    with pytest.raises(SystemExit) as stopped:
        prepare.told(refuse)
    assert str(stopped.value).startswith(f"In den Ordner {ROOT} darf nicht geschrieben werden: bitte")


def test_a_failed_step_names_the_log(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(prepare, "LOG", ROOT / "instance" / "test.log")
    (ROOT / "instance").mkdir(exist_ok=True)

    with pytest.raises(prepare.Stop, match=r"Das ist nicht gelungen: warum, steht in instance/test\.log"):
        prepare.call("Das", "sh", "-c", "echo so it goes; exit 3")
    assert prepare.LOG.read_text() == "so it goes\n"
    prepare.LOG.unlink()


def test_a_step_runs_again_only_when_its_inputs_change(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(prepare, "VENV", tmp_path)
    monkeypatch.setattr(prepare, "ROOT", tmp_path)
    lock, made, runs = tmp_path / "lock", tmp_path / "made", []

    def build() -> None:
        runs.append(lock.read_text())
        made.touch()

    for text in ("one", "one", "two"):
        lock.write_text(text)
        prepare.step("build", "Wird gebaut", [lock], [made], build)
    assert runs == ["one", "two"]

    made.unlink()
    prepare.step("build", "Wird gebaut", [lock], [made], build)
    assert runs == ["one", "two", "two"]


def test_a_step_that_makes_nothing_has_failed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(prepare, "VENV", tmp_path)
    monkeypatch.setattr(prepare, "ROOT", tmp_path)

    with pytest.raises(prepare.Stop, match="Wird gebaut, aber made fehlt danach"):
        prepare.step("build", "Wird gebaut", [], [tmp_path / "made"], lambda: None)


def test_a_step_that_failed_is_done_again(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(prepare, "VENV", tmp_path)
    monkeypatch.setattr(prepare, "ROOT", tmp_path)
    tries = []

    def fail() -> None:
        tries.append(1)
        raise prepare.Stop("Das ging nicht.", "It failed.")

    for _ in range(2):
        with pytest.raises(prepare.Stop):
            prepare.step("build", "Wird gebaut", [], [], fail)
    assert len(tries) == 2
