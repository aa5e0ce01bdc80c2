"""`make storm`: the whole storm on both databases (ARGS="sqlite" for one). STORM_SEED brings its choices back.

Exits with 1 where a promise was broken.
"""

import json
import os
import secrets
import sys
import tempfile
from dataclasses import asdict
from pathlib import Path

from prepare import ROOT, say

from tests.conftest import SETTINGS
from tests.databases import DATABASES, dispose
from tests.storm.account import Account
from tests.storm.oracle import broken
from tests.storm.storm import FULL, storm
from tests.world import build
from workspace import create_app

MOST = 40  # broken promises shown


def main(kinds: list[str]) -> int:
    """Let the storm come over each kind of database; return 1 where a promise was broken."""
    seed = os.environ.get("STORM_SEED") or secrets.token_hex(4)
    wrong = [what for kind in kinds or list(DATABASES) for what in over(kind, seed)]
    return int(bool(wrong))


def over(kind: str, seed: str) -> list[str]:
    """Let it come over one kind of database, print what came of it, and return the broken promises."""
    say(f"Sturm über {kind} (STORM_SEED={seed})")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        database = DATABASES[kind](folder)
        app = create_app({**SETTINGS, "INSTANCE": folder, "SQLALCHEMY_DATABASE_URI": database.url})
        build(app)
        account = storm(app, FULL, seed)
        dispose(app)
        database.stop()
        log = (folder / "storm.log").read_text()
    wrong = broken(account)
    report(account, wrong, log)
    if wrong:
        kept = ROOT / "instance" / f"storm-{kind}.json"
        kept.parent.mkdir(mode=0o700, exist_ok=True)
        kept.write_text(json.dumps(asdict(account), default=sorted, ensure_ascii=False, indent=1))
        say(f"Was geschehen ist, steht in {kept.relative_to(ROOT)}")
    return wrong


def report(account: Account, wrong: list[str], log: str) -> None:
    """Print the figures and the broken promises."""
    acknowledged = {attempt.word for attempt in account.attempts if attempt.acknowledged}
    figures = account.figures | {
        "edits": len({attempt.word for attempt in account.attempts}),
        "edits acknowledged": len(acknowledged),
        "events": len(account.facts) - account.since,
        "messages heard": sum(map(len, account.heard)),
        "forms compared": len(account.drawn) + len(account.final),
        "lines in the server’s log": len(log.splitlines()),
    }
    for what, figure in sorted(figures.items()):
        sys.stdout.write(f"    {what:<32}{figure:>10.0f}\n")
    for what in wrong[:MOST]:
        sys.stdout.write(f"    ✗ {what}\n")
    sys.stdout.write(f"  {'✗' if wrong else '✓'} {len(wrong)} broken promise(s)\n\n")
    if wrong:
        sys.stdout.write(log[-4000:])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
