"""Pages as a browser takes them apart: links, forms with what stands in them, and whatever could run."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urljoin, urlsplit

from flask.testing import FlaskClient

VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
BUTTONS = {"submit", "button", "reset", "image"}
EMBEDS = {"style", "iframe", "object", "embed", "base", "applet", "frame"}
RUNS = ("javascript:", "vbscript:", "data:text")
MARK = "geklaut"  # where hostile markup of the tests would lead


@dataclass
class Form:
    """A form: where it goes, and its fields with what stands in them. `kinds` says what each field is."""

    action: str
    method: str
    values: dict[str, list[str]] = field(default_factory=dict)
    kinds: dict[str, str] = field(default_factory=dict)
    options: dict[str, list[str]] = field(default_factory=dict)

    @property
    def path(self) -> str:
        return urlsplit(self.action).path

    @property
    def ready(self) -> dict[str, list[str]]:
        """Return what a person who just presses the button would send, but that they make every choice they must."""
        drawn = {name: values for name, values in self.values.items() if values and name != "csrf_token"}
        unmade = [name for name, kind in self.kinds.items() if kind == "select" and not any(drawn.get(name, []))]
        return drawn | {name: [next(filter(None, self.options[name]), "")] for name in unmade}

    def hold(self, name: str, kind: str, values: list[str], options: list[str] | None = None) -> None:
        self.kinds[name] = kind
        self.values.setdefault(name, []).extend(values)
        self.options.setdefault(name, []).extend(options or values)


class Page(HTMLParser):
    """One answer, taken apart."""

    def __init__(self, address: str, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.address = address
        self.links: list[str] = []
        self.fragments: list[str] = []
        self.forms: list[Form] = []
        self.dangers: list[str] = []
        self._named: dict[str, Form] = {}
        self._fields: list[tuple[Form | str | None, str, dict[str, str], list[Any]]] = []
        self._form: Form | None = None
        self._open: list[tuple[str, bool]] = []
        self.feed(html)
        self.close()
        # A button that sends a form elsewhere sends all of it: also what stands after the button.
        for owner, tag, at, content in sorted(self._fields, key=lambda field: "formaction" in field[2]):
            form = self._named.get(owner) if isinstance(owner, str) else owner
            if form is not None:
                self.forms += take(form, tag, at, content, self.address)

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        at = {name: value or "" for name, value in attrs}
        in_prose = bool(self._open) and self._open[-1][1]
        self.dangers += dangers(tag, at, in_prose=in_prose)
        if tag not in VOID:
            self._open.append((tag, in_prose or "prose" in at.get("class", "").split()))
        if tag == "a" and at.get("href"):
            self.links.append(urljoin(self.address, at["href"]))
        if at.get("hx-get"):
            self.fragments.append(urljoin(self.address, at["hx-get"]))
        if tag == "form":
            self._form = Form(urljoin(self.address, at.get("action") or self.address), at.get("method", "get").lower())
            self.forms.append(self._form)
            self._named[at.get("id", "")] = self._form
        if tag == "option" and self._fields and self._fields[-1][1] == "select":
            self._fields[-1][3].append((at.get("value", ""), "selected" in at))
        if tag in {"input", "select", "textarea", "button"} and at.get("name") and "disabled" not in at:
            self._fields.append((at.get("form") or self._form, tag, at, []))

    def handle_data(self, data: str) -> None:
        inside = self._open[-1][0] if self._open else ""
        if inside == "textarea" and self._fields and self._fields[-1][1] == "textarea":
            self._fields[-1][3].append(data)
        if inside == "script" and data.strip():
            self.dangers.append(f"inline script: {data[:40]}")

    def handle_endtag(self, tag: str) -> None:
        while self._open and any(name == tag for name, _prose in self._open):
            if self._open.pop()[0] == tag:
                break
        if tag == "form":
            self._form = None


def take(form: Form, tag: str, at: dict[str, str], content: list[Any], address: str) -> Iterator[Form]:
    """Put a field into its form; a button that leads elsewhere makes a form of its own."""
    name, kind = at["name"], at.get("type", "text")
    if tag == "textarea":
        form.hold(name, tag, ["".join(content).removeprefix("\n")])
    elif tag == "select":
        chosen = [value for value, selected in content if selected] or [value for value, _selected in content[:1]]
        form.hold(name, "select", chosen, [value for value, _selected in content])
    elif tag == "button" and at.get("formaction"):
        values = form.values | {name: [at.get("value", "")]}
        kinds = form.kinds | {name: "button"}
        yield replace(form, action=urljoin(address, at["formaction"]), values=values, kinds=kinds)
    elif tag == "button":
        form.hold(name, "button", [], [at.get("value", "")])
    elif kind not in BUTTONS:
        ticked = kind not in {"checkbox", "radio"} or "checked" in at
        value = at.get("value", "on" if kind == "checkbox" else "")
        form.hold(name, kind, [value] if ticked else [], [value])


def dangers(tag: str, at: dict[str, str], *, in_prose: bool) -> list[str]:
    """Return what of an element could run, or look like something it isn't."""
    found = [f"{name}={value[:60]!r}" for name, value in at.items() if is_danger(name, value, in_prose=in_prose)]
    if tag in EMBEDS or (tag == "script" and not at.get("src", "").startswith("/static/")):
        found.append("itself")
    return [f"<{tag} {one}>" for one in found]


def is_danger(name: str, value: str, *, in_prose: bool) -> bool:
    """Say whether an attribute could run something, or is one that no text of a person's may bring along."""
    if name.startswith(("on", "hx-on", "data-hx-on")) or name in {"style", "srcdoc"}:
        return True
    is_htmx = name.removeprefix("data-").startswith("hx-")
    if (is_htmx and MARK in value) or (in_prose and (is_htmx or name in {"id", "class", "style", "name"})):
        return True
    runs = ":" in value and "".join(value.split()).lower().startswith(RUNS)
    return runs and name not in {"value", "content"}


def crawl(browser: FlaskClient, start: list[str], most: int = 4) -> dict[str, tuple[int, Page]]:
    """Follow every link of our own, and ask for every fragment; return each answer taken apart."""
    seen: dict[str, tuple[int, Page]] = {}
    visits: Counter[tuple[str, bool]] = Counter()
    waiting = [(address, False) for address in start]
    while waiting:
        address, fragment = waiting.pop()
        address = address.partition("#")[0]
        name, path = f"{address} (fragment)" if fragment else address, ours(address)
        if path is None or name in seen or visits[path, fragment] >= most:
            continue
        visits[path, fragment] += 1
        answer = browser.get(address, headers={"HX-Request": "true"} if fragment else None)
        seen[name] = answer.status_code, Page(address, answer.text if answer.mimetype == "text/html" else "")
        waiting += [(link, False) for link in seen[name][1].links]
        waiting += [(link, True) for link in seen[name][1].fragments]
        if answer.headers.get("Location"):
            waiting.append((urljoin(address, answer.headers["Location"]), False))
    return seen


def ours(address: str) -> str | None:
    """Return the path of an address of ours; None if it needs no visit: a file, or not ours."""
    parts = urlsplit(address)
    elsewhere = parts.netloc not in {"", "localhost"} or parts.scheme not in {"", "http"}
    return None if elsewhere or parts.path.startswith("/static/") else parts.path
