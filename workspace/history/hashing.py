"""Hashes of the history: pure functions over values.

Texts are hashed with a salt and stand in the chain by that hash alone, so erasing one leaves the chain valid.
"""

import hmac
import json
from collections.abc import Mapping
from datetime import datetime
from hashlib import sha256
from typing import Any

GENESIS = "0" * 64


def canonical(value: Any) -> bytes:
    """Return one byte string for one value: sorted keys, no spaces, UTF-8."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def digest(salt: str, old: str | None, new: str | None) -> str:
    """Return the digest of a text before and after; the salt keeps short texts from being guessed."""
    return sha256(salt.encode() + canonical([old, new])).hexdigest()


def chain(key: str, previous: str, content: Mapping[str, Any]) -> str:
    """Return an event's hash: HMAC over the previous event's hash and this event's content.

    The key stands outside the database, so that nobody with the database alone can rewrite the past unseen.
    """
    return hmac.new(key.encode(), previous.encode() + canonical(content), sha256).hexdigest()


def content(  # noqa: PLR0913 (everything an event says)
    *,
    workspace_id: int,
    seq: int,
    at: datetime,
    kind: str,
    subject: str,
    version: int,
    actor: str,
    batch: str | None,
    scalars: Mapping[str, Any],
    digests: Mapping[str, str],
) -> dict[str, Any]:
    """Return what of an event goes into its hash."""
    return {
        "workspace": workspace_id,
        "seq": seq,
        "at": at.isoformat(),
        "kind": kind,
        "subject": subject,
        "version": version,
        "actor": actor,
        "batch": batch,
        "scalars": dict(scalars),
        "digests": dict(digests),
    }
