"""Chooses the newest versions that fit and writes `requirements*.txt` with the hash of every file (`make lock`)."""

import os
import subprocess
import sys

from prepare import ROOT, VENV, call, prepare, say, told

UV = VENV / "lock" / "bin" / "python"
OPTIONS = (
    "--universal --python-version 3.11 --generate-hashes --upgrade --no-emit-index-url --no-emit-find-links --quiet"
)


def main() -> int:
    """Compile the three lock files, the second within the bounds of the first."""
    prepare()
    if not UV.exists():
        say("uv wird geladen")
        call("uv anzulegen", sys.executable, "-m", "venv", VENV / "lock")
        call("uv zu laden", UV, "-m", "pip", "install", "--quiet", "uv")
    for name in ("requirements", "requirements-dev", "requirements-node"):
        say(f"{name}.txt")
        command = [UV, "-m", "uv", "pip", "compile", *OPTIONS.split(), f"{name}.in", "-o", f"{name}.txt"]
        subprocess.run(command, cwd=ROOT, check=True, env=os.environ | {"UV_CUSTOM_COMPILE_COMMAND": "make lock"})
    return 0


if __name__ == "__main__":
    told(main)
