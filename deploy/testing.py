"""Runs the tests: installs what they need, a Chromium included, and hands over to pytest."""

import os
import shlex
import shutil
import subprocess
from collections.abc import Iterator

from prepare import PYTHON, ROOT, Stop, clean, prepare, say, told

BROWSERS = (
    "chromium-headless-shell",  # opens a window in half the time
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
)
PACKAGE_MANAGERS = {
    "apt-get": [
        "apt-get update -q",
        "apt-get install -qy --no-install-recommends chromium-headless-shell fonts-liberation",
        "apt-get install -qy --no-install-recommends chromium fonts-liberation",
    ],
    "dnf": ["dnf install -qy chromium"],
    "apk": ["apk add -q chromium"],
    "pacman": ["pacman -Sy --noconfirm --quiet chromium"],
}


def main() -> int:
    """Prepare, find or install a browser, run pytest; returns its exit code."""
    prepare(dev=True)
    chromium()
    arguments = shlex.split(os.environ.get("ARGS", ""))
    return subprocess.run([PYTHON, "-m", "pytest", *arguments], cwd=ROOT, check=False, env=clean()).returncode


def chromium() -> None:
    """See to it that there is a Chromium: this machine's, one installed with its package manager, or Playwright's."""
    if on_path():
        return
    say("Chromium wird installiert (einmalig)")
    for command in ways():
        if subprocess.run(command, cwd=ROOT, check=False, stdout=subprocess.DEVNULL, env=clean()).returncode:
            continue
        if on_path():
            return
    if subprocess.run([PYTHON, "-m", "playwright", "install", "chromium"], cwd=ROOT, check=False).returncode:
        raise Stop(
            "Für die Tests im Browser fehlt Chromium: bitte installieren (Debian, Ubuntu: apt install chromium).",
            "The browser tests need Chromium: install it and run make test again.",
        )


def on_path() -> str | None:
    """Return the path of a browser this machine has; None stands for the one Playwright keeps."""
    return next(filter(None, map(shutil.which, BROWSERS)), None)


def ways() -> Iterator[list[str]]:
    """Yield the commands of this machine's package manager that install Chromium, if we may use it."""
    root = [] if os.geteuid() == 0 else ["sudo", "-n"]
    if root and (
        not shutil.which("sudo") or subprocess.run([*root, "true"], check=False, capture_output=True).returncode
    ):
        return
    for manager, commands in PACKAGE_MANAGERS.items():
        if shutil.which(manager):
            yield from ([*root, *command.split()] for command in commands)


if __name__ == "__main__":
    told(main)
