"""Bad input: every form of the product with missing, extra, doubled, wrong, huge and hostile values.

The forms are found by looking: a new form is tried from the day a page shows it.
"""

from collections.abc import Iterator

import pytest
from flask.testing import FlaskClient

from tests.whole.conftest import House
from tests.whole.contents import crossings
from tests.whole.pages import MARK, Form, Page, crawl

Data = dict[str, list[str]]
LEFT_ALONE = ("/logout", "/account/sessions", "/change", "/language")  # they'd sign us out, or aren't of the town
TYPED = {"text", "textarea", "search", "email", "tel", "url", "date", "number", "password"}
HOSTILE = (
    f"<script>alert(1)</script><img src=x onerror=alert(1)><b hx-get='/{MARK}' hx-trigger=load data-hx-get='/{MARK}'>"
    "<style>*{}</style> [klick](javascript:alert(1)) [auch](data:text/html,x) <a href='javascript:alert(1)'>y</a>"
    "\"'><svg/onload=alert(1)> <hx-partial hx-target='#main'>weg</hx-partial> {{ 7*7 }} %(actor)s %s"
)
SENSELESS = ["unsinn", "-1", "0", str(10**30), "1e9", "２", "\u202e1", "\x00", "NaN"]


def forms_of(house: House) -> dict[str, Form]:
    """Return every form the coordination can be shown: one for each route and set of fields."""
    found: dict[str, Form] = {}
    ways = house.app.url_map.bind("localhost")
    for _code, page in crawl(house.world.client(house.world.anna), ["/"]).values():
        for form in page.forms:
            path = form.path
            if form.method == "post" and not path.startswith(LEFT_ALONE):
                form.values.pop("csrf_token", None)
                form.kinds.pop("csrf_token", None)
                found[f"{ways.match(path, method='POST')[0]} {' '.join(sorted(form.kinds))}"] = form
    return found


def variants(form: Form, foreign: list[str]) -> Iterator[tuple[str, Data]]:
    """Yield what can be wrong with a form, with its name."""
    drawn = dict(form.values)
    typed = [name for name, kind in form.kinds.items() if kind in TYPED]
    chosen = [name for name in form.kinds if name not in typed]
    for name in form.kinds:
        yield f"without {name}", {other: values for other, values in drawn.items() if other != name}
        yield f"twice {name}", drawn | {name: [*(drawn.get(name) or ["x"]), "y"]}
    yield "nothing", {}
    yield "more", drawn | {"role": ["coordinator"], "workspace_id": ["2"], "unbekannt": ["x"]}
    for value in SENSELESS if chosen else []:
        yield f"chosen {value!r}", drawn | {name: [value] for name in chosen}
    for value in foreign if chosen else []:
        yield f"foreign {value}", drawn | {name: [value] for name in chosen if name != "version"}
    if typed:
        yield "huge", drawn | {name: ["Ä" * 100_000] for name in typed}  # 200 kB each
        yield "control", drawn | {name: ["a\x00b\x1b[31m\r\nBcc: x\u2028"] for name in typed}
        yield "hostile", drawn | {name: [HOSTILE] for name in typed}
        yield "blank", drawn | {name: [" \t\n\u00a0"] for name in typed}


@pytest.mark.slow
def test_no_input_breaks_a_form_and_what_is_refused_changes_nothing(house: House) -> None:
    wrong: dict[str, object] = {}
    foreign = [house.theirs["unit"], house.theirs["other"]]
    for name, form in forms_of(house).items():
        house.reset()
        browser = house.world.client(house.world.anna)
        before = house.contents()
        for number, (what, data) in enumerate(variants(form, foreign)):
            answer = browser.post(form.action, data=data, headers={"HX-Request": "true"} if number % 2 else {})
            after = house.contents()
            if answer.status_code >= 500 or (answer.status_code >= 400 and after != before):
                wrong[f"{name}: {what}"] = answer.status
            if answer.mimetype == "text/html" and (found := Page(form.action, answer.text).dangers):
                wrong[f"{name}: {what}"] = found
            before = after
        if crossed := crossings(house.app):
            wrong[name] = crossed

    assert wrong == {}


@pytest.mark.parametrize("house", ["sqlite"], indirect=True)
def test_hostile_text_that_is_accepted_is_shown_as_text(house: House) -> None:
    """What people may type is stored as typed, and no page, of whoever it may be, runs any of it."""
    anna, stored = house.world.client(house.world.anna), 0
    for form in forms_of(house).values():
        typed = [name for name, kind in form.kinds.items() if kind in {"text", "textarea", "tel"}]
        stored += sum(submitted(anna, form, name) for name in typed)
    shown = {
        f"{person.name} {name}": found
        for person in (house.world.anna, house.world.rosa)
        for name, found in crawl(house.world.client(person), ["/"]).items()
    }

    assert stored > 10
    assert {name: page.dangers for name, (_code, page) in shown.items() if page.dangers} == {}
    assert {name: code for name, (code, _page) in shown.items() if code >= 500} == {}


def submitted(browser: FlaskClient, form: Form, name: str) -> bool:
    """Send a form as it stands now, but for hostile text in one field; say whether it was taken."""
    address = form.action if form.action.startswith("http") else f"http://localhost{form.action}"
    page = Page(address, browser.get(address).text)
    drawn = next((other for other in page.forms if other.kinds.keys() >= form.kinds.keys()), form).values
    kept = {other: values for other, values in drawn.items() if other != "csrf_token"}
    return browser.post(address, data=kept | {name: [HOSTILE]}).status_code < 400


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
    for route in [route for route in house.routes if route.method == "POST" and "/groups/" in route.rule]:
        answer = browser.post(route.address(house.own), data=body, content_type=kind)
        if not 400 <= answer.status_code < 500:
            wrong[str(route)] = answer.status

    assert wrong == {}
    assert house.contents() == before
