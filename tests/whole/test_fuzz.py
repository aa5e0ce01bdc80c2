"""Bad input: every form of the product with missing, extra, doubled, wrong, huge and hostile values.

The forms are found by looking: a new form is tried from the day a page shows it.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

import pytest
from flask.testing import FlaskClient

from tests.whole.conftest import House
from tests.whole.contents import crossings
from tests.whole.pages import MARK, Form, Page, crawl

Data = dict[str, list[str]]
LEFT_ALONE = ("/logout", "/account/sessions", "/change", "/language")  # they'd sign us out, or aren't of the town
TYPED = {"text", "textarea", "search", "email", "tel", "url", "date", "number", "password"}
SHORT = f"<img src=x onerror=alert(1)><b hx-get=/{MARK} hx-trigger=load>\"'><svg/onload=alert(1)> {{{{7*7}}}} %s"
HOSTILE = (
    f"<script>alert(1)</script><img src=x onerror=alert(1)><b hx-get='/{MARK}' hx-trigger=load data-hx-get='/{MARK}'>"
    "<style>*{}</style> [klick](javascript:alert(1)) [auch](data:text/html,x) <a href='javascript:alert(1)'>y</a>"
    "\"'><svg/onload=alert(1)> <hx-partial hx-target='#main'>weg</hx-partial> {{ 7*7 }} %(actor)s %s"
)
FOUND: dict[str, Form] = {}
SENSELESS = ["unsinn", "-1", str(10**30), "２", "\x00"]


def forms_of(house: House) -> dict[str, Form]:
    """Return every form the coordination can be shown; looked for once, since both databases show the same."""
    if not FOUND:
        FOUND.update(looked_for(house))
    return FOUND


def looked_for(house: House) -> dict[str, Form]:
    """Go through all pages and keep one form for each route and set of fields."""
    found: dict[str, Form] = {}
    ways = house.app.url_map.bind("localhost")
    pages = crawl(house.world.client(house.world.anna), ["/"], most=1).values()
    for form in [form for _code, page in pages for form in page.forms if form.method == "post"]:
        own = {name: kind for name, kind in form.kinds.items() if name != "csrf_token"}
        if not form.path.startswith(LEFT_ALONE) and (own or ways.test(form.path, "POST")):
            endpoint, _parts = ways.match(form.path, method="POST")
            values = {name: given for name, given in form.values.items() if name in own}
            found[f"{endpoint} {' '.join(sorted(own))}"] = replace(form, kinds=own, values=values)
    return found


def variants(form: Form, foreign: list[str]) -> Iterator[tuple[str, Data]]:
    """Yield what can be wrong with a form, with its name; first what a database may take amiss."""
    typed = [name for name, kind in form.kinds.items() if kind in TYPED]
    chosen = [name for name in form.kinds if name not in typed]
    for value in SENSELESS if chosen else []:
        yield f"chosen {value!r}", form.values | {name: [value] for name in chosen}
    for value in foreign if chosen else []:
        yield f"foreign {value}", form.ready | {name: [value] for name in chosen if name != "version"}
    if typed:
        yield "huge", form.values | {name: ["Ä" * 100_000] for name in typed}  # 200 kB each
        yield "control", form.ready | {name: ["a\x00b\x1b[31m\r\nBcc: x\u2028"] for name in typed}
    yield "shape", {}  # from here on it's the form's own business
    for name in one_of_each(form.kinds):
        yield f"without {name}", {other: values for other, values in form.ready.items() if other != name}
        yield f"twice {name}", form.ready | {name: [*(form.ready.get(name) or ["x"]), "y"]}
    yield "more", form.ready | {"role": ["coordinator"], "workspace_id": ["2"], "unbekannt": ["x"]}
    if typed:
        yield "hostile", form.ready | {name: [HOSTILE] for name in typed}
        yield "blank", form.ready | {name: [" \t\n\u00a0"] for name in typed}


def one_of_each(names: Iterable[str]) -> list[str]:
    """Return the names, but of a row of numbered or repeated ones only the first."""
    return list({re.sub(r"\d+|(?<=^title-).+", "", name): name for name in reversed([*names])}.values())


@pytest.mark.slow
def test_no_input_breaks_a_form_and_what_is_refused_changes_nothing(house: House) -> None:
    wrong: dict[str, object] = {}
    foreign = [house.theirs["unit"], house.theirs["other"]]
    for name, form in forms_of(house).items():
        house.reset()
        browser = house.world.client(house.world.anna)
        before = house.contents()
        for number, (what, data) in enumerate(variants(form, foreign)):
            if what == "shape" and not house.is_sqlite:
                break
            answer = browser.post(form.action, data=data, headers={"HX-Request": "true"} if number % 2 else {})
            after = house.contents()
            if answer.status_code >= 500 or (answer.status_code >= 400 and after != before):
                wrong[f"{name}: {what}"] = answer.status
            if answer.mimetype == "text/html" and (found := Page(form.action, answer.text).dangers):
                wrong[f"{name}: {what}"] = found
            before = after
        if crossed := crossings(house.app):
            wrong[name] = crossed
        verified = house.app.test_cli_runner().invoke(args=["verify"])
        if verified.exit_code:
            wrong[name] = verified.output

    assert wrong == {}


@pytest.mark.parametrize("house", ["sqlite"], indirect=True)
def test_hostile_text_that_is_accepted_is_shown_as_text(house: House) -> None:
    """What people may type is stored as typed, and no page, of whoever it may be, runs any of it."""
    anna, stored = house.world.client(house.world.anna), 0
    for form in forms_of(house).values():
        typed = [name for name, kind in form.kinds.items() if kind in {"text", "textarea"}]
        stored += sum(submitted(anna, form, [name]) for name in typed) or submitted(anna, form, typed)
    shown = {
        f"{person.name} {name}": found
        for person in (house.world.anna, house.world.rosa)
        for name, found in crawl(house.world.client(person), ["/"], most=1).items()
    }

    assert stored > 20
    assert {name: page.dangers for name, (_code, page) in shown.items() if page.dangers} == {}
    assert {name: code for name, (code, _page) in shown.items() if code >= 500} == {}


def submitted(browser: FlaskClient, form: Form, names: list[str]) -> bool:
    """Send a form as it stands now, but for hostile text in some fields; say whether it was taken."""
    page = Page(form.path, browser.get(form.path).text)
    now = next((other for other in page.forms if other.kinds.keys() >= form.kinds.keys()), form)
    hostile = {name: [HOSTILE if form.kinds[name] == "textarea" else SHORT] for name in names}
    return bool(names) and browser.post(form.path, data=now.ready | hostile).status_code < 400


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("application/json", b'{"title": "x"}'),
        ("text/plain", b"title=x"),
        ("application/x-www-form-urlencoded", b"title=%ff%fe%c3&version=%e2%82"),
        ("application/x-www-form-urlencoded", b"&".join(b"f%d=1" % number for number in range(3000))),
        ("application/x-www-form-urlencoded", b"title=" + b"x" * 2_000_000),
        ("multipart/form-data; boundary=x", b"--x\r\nContent-Disposition: form-data; name=title\r\n\r\nabc"),
        ("multipart/form-data", b"no boundary"),
        ("application/x-www-form-urlencoded; charset=utf-16", "title=x".encode("utf-16")),
    ],
)
def test_a_body_that_is_no_form_of_ours_is_refused(house: House, kind: str, body: bytes) -> None:
    before, browser, wrong = house.contents(), house.world.client(house.world.anna), {}
    for route in [route for route in house.routes if route.method == "POST" and "<code>/groups/" in route.rule]:
        answer = browser.post(route.address(house.own), data=body, content_type=kind)
        if not 400 <= answer.status_code < 500:
            wrong[str(route)] = answer.status

    assert wrong == {}
    assert house.contents() == before
