"""Every route of the product, as the URL map has it and as the reviewed matrix says it should be."""

import re
from dataclasses import dataclass
from pathlib import Path

from flask import Flask

MATRIX = Path(__file__).with_name("matrix.txt")
CONVERTER = re.compile(r"<(?:[^:<>]+:)?(\w+)>")
ROLES = ("coordinator", "editor", "contributor", "board", "reader")


@dataclass(frozen=True, order=True)
class Route:
    """One method of one address, with who guards it: a right, `public` or `personal`."""

    rule: str
    method: str
    guard: str = ""

    def __str__(self) -> str:
        return f"{self.method:<5} {self.rule:<62} {self.guard}"

    @property
    def parts(self) -> list[str]:
        return CONVERTER.findall(self.rule)

    @property
    def in_town(self) -> bool:
        return self.rule.startswith("/w/<slug>")

    def address(self, values: dict[str, str]) -> str:
        """Return a real address."""
        return CONVERTER.sub(lambda found: values[found[1]], self.rule)


def routes(app: Flask) -> list[Route]:
    """Return what the application answers to."""
    found = []
    for rule in app.url_map.iter_rules():
        guard = getattr(app.view_functions[rule.endpoint], "guarded_by", "public").partition(":")[0]
        address = CONVERTER.sub(r"<\1>", rule.rule)
        found += [Route(address, method, guard) for method in (rule.methods or set()) & {"GET", "POST"}]
    return sorted(found)


def matrix() -> tuple[dict[str, dict[str, str]], list[Route]]:
    """Return what the reviewed file says: rights by role, and the routes with their guards."""
    rights: dict[str, dict[str, str]] = {}
    listed = []
    for line in MATRIX.read_text(encoding="utf-8").splitlines():
        words = line.split()
        if not words or words[0].startswith("#"):
            continue
        if words[0] in {"GET", "POST"}:
            listed.append(Route(words[1], words[0], words[2]))
        else:
            rights[words[0]] = dict(zip(ROLES, words[1:], strict=True))
    return rights, sorted(listed)
