"""Settings: what an operator may set in the environment, and what follows from it.

Every setting is an environment variable named `MITPLAN_…` (see the README's table). Secrets that are not
set are made once and kept beside the database in `instance/keys.json`, readable by the owner alone.
"""

import json
import os
import secrets
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

ROOT = Path(__file__).resolve().parent.parent
KEYS = ("SECRET_KEY", "SECURITY_PASSWORD_SALT", "HISTORY_KEY", "LINK_KEY")
MEGABYTE = 1024 * 1024


def settings(instance: Path, env: Mapping[str, str] = os.environ) -> dict[str, Any]:
    """Return the Flask configuration for the given instance folder; raises ValueError for a setting that can't work."""
    url = env.get("MITPLAN_URL", f"http://127.0.0.1:{env.get('PORT', '5000')}").rstrip("/")
    scheme, host = urlsplit(url).scheme, urlsplit(url).hostname
    if scheme not in {"http", "https"} or not host:
        raise ValueError(f"MITPLAN_URL must be an address such as https://plan.example.de, not {url!r}.")
    secure = scheme == "https"
    return {
        **keys(instance, env),
        "MITPLAN_URL": url,
        "HTTPS": secure,
        "TRUSTED_PROXIES": frozenset(filter(None, env.get("MITPLAN_TRUSTED_PROXIES", "").replace(" ", "").split(","))),
        "TRUSTED_HOSTS": [host] if secure else list({host, "127.0.0.1", "localhost"}),
        "SQLALCHEMY_DATABASE_URI": env.get("MITPLAN_DATABASE_URL", f"sqlite:///{instance / 'mitplan.sqlite'}"),
        "SESSION_COOKIE_NAME": "__Host-mitplan" if secure else "mitplan",
        "SESSION_COOKIE_SECURE": secure,
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "MAX_CONTENT_LENGTH": MEGABYTE,
        "MAX_FORM_MEMORY_SIZE": MEGABYTE,
        "MAX_FORM_PARTS": 2000,
        "STREAMS": int(env.get("MITPLAN_STREAMS", "500")),
        "WTF_CSRF_TIME_LIMIT": None,  # the default, an hour, would lose an hour's typing
        **mail(env),
    }


def keys(instance: Path, env: Mapping[str, str]) -> dict[str, str]:
    """Return the secrets: from the environment where set, else from `keys.json`, which is made on the first start."""
    path = instance / "keys.json"
    if path.exists():
        kept = json.loads(path.read_text(encoding="utf-8"))
    else:
        kept = {name: secrets.token_urlsafe(48) for name in KEYS}
        instance.mkdir(parents=True, exist_ok=True)
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
            json.dump(kept, file, indent=1)
    found = {name: env.get(f"MITPLAN_{name}") or kept[name] for name in KEYS}
    if weak := [name for name, value in found.items() if len(value) < 32]:
        raise ValueError(f"MITPLAN_{weak[0]} is too short: 32 characters at least.")
    return found


def mail(env: Mapping[str, str]) -> dict[str, Any]:
    """Return the mail settings; `MAIL_SERVER` is empty where no mail can be sent, and the product says so."""
    return {
        "MAIL_SERVER": env.get("MITPLAN_MAIL_SERVER", ""),
        "MAIL_PORT": int(env.get("MITPLAN_MAIL_PORT", "587")),
        "MAIL_USERNAME": env.get("MITPLAN_MAIL_USERNAME", ""),
        "MAIL_PASSWORD": env.get("MITPLAN_MAIL_PASSWORD", ""),
        "MAIL_STARTTLS": env.get("MITPLAN_MAIL_STARTTLS", "yes") == "yes",
        "MAIL_SENDER": env.get("MITPLAN_MAIL_SENDER", "mitplan@localhost"),
    }
