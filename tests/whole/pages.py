"""Pages as a browser takes them apart: links, forms with what stands in them, and whatever could run."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urljoin, urlsplit

from flask.testing import FlaskClient

VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
MARK = "geklaut"  # where hostile markup of the tests would lead
BUTTONS = {"submit", "button", "reset", "image"}


@dataclass
class Form:
    """A form: where it goes, and its fields with what stands in them. `kinds` says what each field is."""

    action: str
    method: str
    values: dict[str, list[str]] = field(default_factory=dict)
    kinds: dict[str, str] = field(default_factory=dict)
    options: dict[str, list[str]] = field(default_factory=dict)

    def holds(self, name: str, kind: str, value: str | None) -> None:
        self.kinds[name] = kind
        if value is not None:
            self.values.setdefault(name, []).append(value)


class Page(HTMLParser):
    """One answer, taken apart."""

    def __init__(self, address: str, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.address = address
        self.links: list[str] = []
        self.fragments: list[str] = []
        self.forms: list[Form] = []
        self.dangers: list[str] = []
        self._form: Form | None = None
        self._select: tuple[str, list[tuple[str, bool]]] | None = None
        self._textarea: tuple[str, list[str]] | None = None
        self._open: list[tuple[str, bool]] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        at = {name: value or "" for name, value in attrs}
        in_prose = any(prose for _tag, prose in self._open)
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
        self.take_field(tag, at)

    def take_field(self, tag: str, at: dict[str, str]) -> None:
        name, form = at.get("name", ""), self._form
        if tag == "option" and self._select:
            self._select[1].append((at.get("value", ""), "selected" in at))
        if not name or form is None or "disabled" in at:
            return
        if tag == "select":
            self._select = (name, [])
            form.kinds[name] = "select multiple" if "multiple" in at else "select"
        elif tag == "textarea":
            self._textarea = (name, [])
        elif tag == "button":
            form.holds(name, "button", None)
            form.options.setdefault(name, []).append(at.get("value", ""))
        elif tag == "input" and at.get("type", "text") not in BUTTONS:
            kind = at.get("type", "text")
            ticked = kind not in {"checkbox", "radio"} or "checked" in at
            form.holds(name, kind, at.get("value", "on" if kind == "checkbox" else "") if ticked else None)
            form.options.setdefault(name, []).append(at.get("value", "on"))

    def handle_data(self, data: str) -> None:
        if self._textarea:
            self._textarea[1].append(data)
        if self._open and self._open[-1][0] == "script" and data.strip():
            self.dangers.append(f"inline script: {data[:40]}")

    def handle_endtag(self, tag: str) -> None:
        while self._open and any(name == tag for name, _prose in self._open):
            if self._open.pop()[0] == tag:
                break
        if tag == "textarea" and self._textarea and self._form:
            name, text = self._textarea
            self._form.holds(name, "textarea", "".join(text).removeprefix("\n"))
            self._textarea = None
        if tag == "select" and self._select and self._form:
            name, options = self._select
            chosen = [value for value, selected in options if selected]
            if not chosen and self._form.kinds[name] == "select":
                chosen = [value for value, _selected in options[:1]]
            self._form.values.setdefault(name, []).extend(chosen)
            self._form.options[name] = [value for value, _selected in options]
            self._select = None
        if tag == "form":
            self._form = None


def dangers(tag: str, at: dict[str, str], *, in_prose: bool) -> Iterator[str]:
    """Yield what of an element could run, or look like something it isn't."""
    told = f"<{tag} {' '.join(f'{name}={value[:60]!r}' for name, value in at.items())}>"
    if tag == "script" and not at.get("src", "").startswith("/static/"):
        yield told
    if tag in {"style", "iframe", "object", "embed", "base", "applet", "frame"}:
        yield told
    for name, value in at.items():
        scheme = "".join(value.split()).lower()
        if name.startswith(("on", "hx-on", "data-hx-on")) or name in {"style", "srcdoc"}:
            yield told
        if MARK in value and name.removeprefix("data-").startswith("hx-"):
            yield told
        if scheme.startswith(("javascript:", "vbscript:", "data:text")) and name not in {"value", "content"}:
            yield told
        if in_prose and (name.removeprefix("data-").startswith("hx-") or name in {"id", "class", "style", "name"}):
            yield told


def crawl(browser: FlaskClient, start: list[str]) -> dict[str, tuple[int, Page]]:
    """Follow every link of our own, and ask for every fragment; return each answer taken apart."""
    seen: dict[str, tuple[int, Page]] = {}
    waiting = [(address, False) for address in start]
    while waiting:
        address, fragment = waiting.pop()
        address = address.partition("#")[0]
        name = f"{address} (fragment)" if fragment else address
        if name in seen or is_enough(address, fragment, seen):
            continue
        answer = browser.get(address, headers={"HX-Request": "true"} if fragment else None)
        seen[name] = answer.status_code, Page(address, answer.text if answer.mimetype == "text/html" else "")
        waiting += [(link, False) for link in seen[name][1].links]
        waiting += [(link, True) for link in seen[name][1].fragments]
        if answer.headers.get("Location"):
            waiting.append((urljoin(address, answer.headers["Location"]), False))
    return seen


def is_enough(address: str, fragment: bool, seen: dict[str, Any]) -> bool:
    """Say whether an address needs no visit: not ours, a file, or one of a path of which we have seen four."""
    parts = urlsplit(address)
    if parts.netloc not in {"", "localhost"} or parts.scheme not in {"", "http"} or parts.path.startswith("/static/"):
        return True
    alike = [one for one in seen if urlsplit(one).path.removesuffix(" (fragment)") == parts.path]
    return len([one for one in alike if one.endswith("(fragment)") == fragment]) >= 4
