"""What Flask-Security says: German by default, English when chosen, nothing forgotten."""

from importlib.resources import files

import pytest
from babel.messages.pofile import read_po
from flask import Flask, session

from workspace.accounts.wording import MESSAGES


@pytest.fixture(scope="module")
def sentences() -> list[str]:
    """Return every text Flask-Security can say."""
    with (files("flask_security") / "translations" / "flask_security.pot").open("rb") as file:
        return [message.id for message in read_po(file) if isinstance(message.id, str) and message.id]


def said(app: Flask, text: str, language: str | None) -> str:
    with app.test_request_context():
        if language:
            session["language"] = language
        return str(app.extensions["security"].i18n_domain.gettext(text))


@pytest.mark.parametrize("app", ["sqlite"], indirect=True)
def test_every_sentence_has_its_german(app: Flask, sentences: list[str]) -> None:
    untranslatable = {"Google Authenticator", "SMS", "Via SMS", "Passkeys"}
    with app.test_request_context():
        catalogue = app.extensions["security"].i18n_domain.get_translations()._catalog

    assert len(sentences) > 250
    assert [text for text in sentences if not catalogue.get(text)] == []
    assert {text for text in sentences if catalogue[text] == text} == untranslatable


@pytest.mark.parametrize("app", ["sqlite"], indirect=True)
def test_our_own_sentences_speak_both_languages(app: Flask) -> None:
    for text, _category in MESSAGES.values():
        assert said(app, text, "en") == text
        assert said(app, text, None) != text


@pytest.mark.parametrize("app", ["sqlite"], indirect=True)
def test_its_english_is_kept_for_those_who_chose_english(app: Flask) -> None:
    assert said(app, "Account is disabled.", "en") == "Account is disabled."
    assert said(app, "Account is disabled.", None) == "Konto ist deaktiviert."
