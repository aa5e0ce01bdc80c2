"""Settings: what an operator sets, what follows from it, and what is refused with a sentence."""

import json
import stat
from pathlib import Path

import pytest

from workspace.config import KEYS, settings


def test_a_fresh_folder_gets_its_own_secrets_readable_by_the_owner_alone(folder: Path) -> None:
    first = settings(folder / "instance", {})
    path = folder / "instance" / "keys.json"

    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert len({first[name] for name in KEYS}) == len(KEYS)
    assert settings(folder / "instance", {})["SECRET_KEY"] == first["SECRET_KEY"]


def test_two_installations_never_share_a_secret(folder: Path) -> None:
    assert settings(folder / "a", {})["LINK_KEY"] != settings(folder / "b", {})["LINK_KEY"]


def test_secrets_may_come_from_the_environment_and_must_be_long(folder: Path) -> None:
    assert settings(folder, {"MITPLAN_HISTORY_KEY": "h" * 40})["HISTORY_KEY"] == "h" * 40
    with pytest.raises(ValueError, match="MITPLAN_SECRET_KEY is too short"):
        settings(folder, {"MITPLAN_SECRET_KEY": "geheim"})
    assert "h" * 40 not in json.dumps(json.loads((folder / "keys.json").read_text()))


def test_https_makes_cookies_secure_and_the_host_the_only_one(folder: Path) -> None:
    found = settings(folder, {"MITPLAN_URL": "https://plan.musterstadt.example/"})

    assert found["MITPLAN_URL"] == "https://plan.musterstadt.example"
    assert found["TRUSTED_HOSTS"] == ["plan.musterstadt.example"]
    assert found["SESSION_COOKIE_SECURE"] is True
    assert found["SESSION_COOKIE_NAME"] == "__Host-mitplan"


def test_the_demo_runs_on_this_machine_over_plain_http(folder: Path) -> None:
    found = settings(folder, {"PORT": "5001"})

    assert found["MITPLAN_URL"] == "http://127.0.0.1:5001"
    assert set(found["TRUSTED_HOSTS"]) == {"127.0.0.1", "localhost"}
    assert found["SESSION_COOKIE_SECURE"] is False


@pytest.mark.parametrize("url", ["plan.example.de", "ftp://plan.example.de", "https://", "javascript:alert(1)"])
def test_an_address_that_cannot_work_is_refused(folder: Path, url: str) -> None:
    with pytest.raises(ValueError, match="MITPLAN_URL must be an address"):
        settings(folder, {"MITPLAN_URL": url})


def test_trusted_proxies_are_named_one_by_one(folder: Path) -> None:
    assert settings(folder, {})["TRUSTED_PROXIES"] == frozenset()
    found = settings(folder, {"MITPLAN_TRUSTED_PROXIES": "10.0.0.1, 10.0.0.2"})
    assert found["TRUSTED_PROXIES"] == {"10.0.0.1", "10.0.0.2"}


def test_without_a_mail_server_none_is_assumed(folder: Path) -> None:
    assert settings(folder, {})["MAIL_SERVER"] == ""
    assert settings(folder, {"MITPLAN_MAIL_SERVER": "mail.example.de"})["MAIL_PORT"] == 587
