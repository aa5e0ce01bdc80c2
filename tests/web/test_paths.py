"""Where a person is sent on: only ever to a page of this site."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workspace.web import local_path

ELSEWHERE = [
    "//evil.example",
    "https://evil.example",
    "/\\evil.example",
    "javascript:alert(1)",
    "evil",
    "",
    None,
    "/a\nb",
]


@pytest.mark.parametrize("address", ELSEWHERE)
def test_nobody_is_sent_elsewhere(address: str | None) -> None:
    assert local_path(address, "/w/musterstadt/") == "/w/musterstadt/"


def test_a_path_with_its_filter_is_kept() -> None:
    assert local_path("/w/musterstadt/plans/1/?overdue=1&q=wohn") == "/w/musterstadt/plans/1/?overdue=1&q=wohn"


@given(st.text(max_size=40))
def test_whatever_comes_in_a_path_of_ours_goes_out(address: str) -> None:
    found = local_path(address)

    assert found.startswith("/")
    assert not found.startswith(("//", "/\\"))
