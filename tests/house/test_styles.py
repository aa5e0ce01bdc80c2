"""The style sheets let a page that changes in one place be drawn anew in that place alone."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

HAS = "!"
SHEETS = Path(__file__).resolve().parents[2] / "static/css"


def selectors(css: str) -> Iterator[str]:
    """Return the selectors of a style sheet, one by one; of what stands in brackets only whether it asks for `:has`."""
    for found in re.findall(r"([^{};@]+)\{", re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)):
        head = found
        while (flat := re.sub(r"(:has)?\(([^()]*)\)", short, head)) != head:
            head = flat
        yield from (" ".join(one.split()) for one in head.split(","))


def short(found: re.Match[str]) -> str:
    """Return what a bracket says of `:has`."""
    return HAS if found[1] or HAS in found[2] else ""


def anything_inside(selector: str) -> bool:
    """Say whether a selector means whatever is in or beside something that `has` something."""
    *around, last = re.split(r"\s*[ >+~]\s*", selector)
    return any(HAS in part for part in around) and not re.match(r"[\w.#\[]", last)


def test_no_rule_means_anything_inside_of_what_has_something() -> None:
    """With one such rule, browsers recalculate the whole page whenever anything comes or goes in it."""
    found = [one for sheet in SHEETS.glob("*.css") for one in selectors(sheet.read_text()) if anything_inside(one)]

    assert found == []


@pytest.mark.parametrize(
    ("css", "is_one"),
    [
        (".row:has([data-pick]:checked) > * { color: red }", True),
        ("body:not(:has(.a, .b)) :first-child { color: red }", True),
        (".row:has([data-pick]:checked) > .code { color: red }", False),
        (".a:not(:has(:not(:empty))) { color: red }", False),
    ],
)
def test_such_a_rule_is_found(css: str, is_one: bool) -> None:
    assert any(map(anything_inside, selectors(css))) is is_one
