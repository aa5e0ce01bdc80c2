"""A council's page speaks the language of the browser it is opened in, and has a switch."""

from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient

As = Callable[[Any], FlaskClient]


@pytest.mark.parametrize(
    "header, query, language",
    [
        ("en-GB,en;q=0.9", "", "en"),
        ("de-AT", "", "de"),
        ("fr,en;q=0.5", "", "en"),
        ("fr", "", "de"),
        ("", "", "de"),
        ("en", "?language=de", "de"),
        ("de", "?language=en", "en"),
        ("de", "?language=xx", "de"),
    ],
)
def test_a_council_reads_in_its_browsers_language(
    shared: Callable[..., str], as_: As, header: str, query: str, language: str
) -> None:
    council = as_(None)
    home = council.get(shared()).headers["Location"]

    page = council.get(home + query, headers={"Accept-Language": header})

    assert page.status_code == 200
    assert f'<html lang="{language}">' in page.text
    assert ("As of:" if language == "en" else "Stand:") in page.text
