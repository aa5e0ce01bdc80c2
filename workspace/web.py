"""The web: what every answer carries, and how a view answers."""

import json
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import jinja2
from flask import Flask, Response, abort, current_app, g, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_compress import Compress
from flask_wtf.csrf import CSRFProtect, generate_csrf
from htmx_flask import Htmx
from markupsafe import Markup
from werkzeug.urls import iri_to_uri
from whitenoise import WhiteNoise

from workspace import prose
from workspace.db import SAFE_METHODS
from workspace.i18n import language, zone

Text = TypeVar("Text", bound=str)
csrf = CSRFProtect()
LONGEST_ADDRESS = 2000
SLASHES_OF_A_TOWN = 3  # /w/<slug>/…: further up there is nothing of this town
KEPT = 16_384  # fragments, of some two kilobytes each
TOKEN_MARK = secrets.token_hex(32)  # no one can guess it, so no text can lure a token out
BODIES = frozenset({"", "application/x-www-form-urlencoded", "multipart/form-data"})
CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; object-src 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": CSP,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()",
}
OF_PAGES = {**HEADERS, "Cache-Control": "no-store"}
SECURE = {**OF_PAGES, "Strict-Transport-Security": "max-age=31536000; includeSubDomains"}
VARY = ("Cookie", "HX-Request", "HX-Request-Type")


def init_app(app: Flask) -> None:
    """Give every answer its headers, refuse cross-site writes, and serve the built files."""
    csrf.init_app(app)
    Htmx(app)
    app.config.update(
        COMPRESS_MIN_SIZE=1400, COMPRESS_LEVEL=5
    )  # from one packet on; 2 % more than level 6, a third quicker
    Compress(app)
    app.before_request(find_nothing_at_nul)
    app.before_request(refuse_cross_site)
    app.before_request(refuse_other_bodies)
    app.after_request(set_headers)
    serve_assets(app)
    app.jinja_env.globals.update(csrf=csrf_input, kept=kept)
    app.jinja_env.filters["prose"] = prose.render
    app.jinja_env.template_class = Template
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True


class Template(jinja2.Template):
    """A template whose macros are made once. Jinja asks at each import whether the page has other globals: none has."""

    def _get_default_module(self, ctx: Any = None) -> Any:
        return super()._get_default_module()


def serve_assets(app: Flask) -> None:
    """Serve `static/vendor/` under /static/ with names that carry their hash, so browsers keep them for ever."""
    folder: Path = app.config["ROOT"] / "static" / "vendor"
    manifest = folder / "manifest.json"
    names: dict[str, str] = json.loads(manifest.read_text(encoding="utf-8")) if manifest.exists() else {}

    def headers(answer: Any, _path: str, _url: str) -> None:
        for name, value in HEADERS.items():
            answer[name] = value

    def asset(name: str) -> str:
        """Return the address of a built file, such as `app.css`."""
        return f"/static/{names.get(name, name)}"

    if folder.exists():
        app.wsgi_app = WhiteNoise(  # type: ignore[method-assign]
            app.wsgi_app,
            root=str(folder),
            prefix="static/",
            max_age=31_536_000,
            immutable_file_test=lambda _path, _url: True,
            add_headers_function=headers,
        )
    app.jinja_env.globals["asset"] = asset


def csrf_input() -> Markup:
    """Return the hidden field every form carries."""
    return Markup('<input type="hidden" name="csrf_token" value="{}">').format(g.get("token_mark") or generate_csrf())


@contextmanager
def without_token() -> Iterator[None]:
    """Let forms drawn inside the block carry a mark in place of the token: for what is kept and shown again."""
    before, g.token_mark = g.get("token_mark"), TOKEN_MARK
    try:
        yield
    finally:
        g.token_mark = before


def with_own_token(html: Text) -> Text:
    """Put the reader's own token where forms carry the mark; in what is to be kept itself, leave the mark."""
    if TOKEN_MARK not in html or g.get("token_mark"):
        return html
    return html.replace(TOKEN_MARK, generate_csrf())  # type: ignore[return-value]  # a Markup stays one


def refuse_cross_site() -> None:
    """Refuse a write that another site sent, whatever token it carries. Second wall beside the CSRF token."""
    if request.method in SAFE_METHODS:
        return
    if request.headers.get("Sec-Fetch-Site", "same-origin") not in {"same-origin", "none"}:
        abort(403)
    origin = request.headers.get("Origin")
    if origin and urlsplit(origin).netloc != request.host:
        abort(403)


def came_from_here() -> bool:
    """Say whether the browser vouches that one of our own pages sent this: silence isn't enough."""
    said = request.headers.get("Sec-Fetch-Site") or urlsplit(request.headers.get("Origin", "")).netloc
    return said in {"same-origin", request.host}


def refuse_other_bodies() -> None:
    """Refuse whatever isn't a form of texts: nothing here reads JSON or files, and what tries to would stumble."""
    if request.method not in SAFE_METHODS and (request.mimetype not in BODIES or request.files):
        abort(415)


def find_nothing_at_nul() -> None:
    """Answer 404 to an address with a NUL in it: no name here has one, and PostgreSQL would stumble over it."""
    if "\x00" in request.path:
        abort(404)


def set_headers(answer: Response) -> Response:
    """Set the security headers; what stands in a signed-in page is never kept by a cache."""
    named = {name.lower() for name, _value in answer.headers}  # asked once: werkzeug looks through all for each
    for name, value in (SECURE if request.is_secure else OF_PAGES).items():
        if name.lower() not in named:
            answer.headers.add(name, value)
    if "vary" in named:
        answer.vary.update(VARY)
    else:
        answer.headers.add("Vary", ", ".join(VARY))
    return answer


def show(template: str, **context: Any) -> str:
    """Answer with a page or fragment. The town, the person and their rights are added by `members.access`."""
    return render_template(template, **context)


def kept(template: str, /, **parts: Any) -> Markup:
    """Return a fragment that depends on nothing but the values handed in: drawn once, then kept for every reader.

    It sees neither town nor person nor request; the reader's language and time zone are part of what it is kept by.
    The values must be immutable. Forms in it get the token of whoever reads it.
    """
    return with_own_token(_kept(template, language(), zone(), **parts))


@lru_cache(maxsize=KEPT)
def _kept(template: str, language: str, _zone: ZoneInfo, /, **parts: Any) -> Markup:
    """Draw it. Jinja has escaped what people typed."""
    with without_token():
        drawn = current_app.jinja_env.get_template(template).render(language=language, **parts)
    return Markup(drawn)  # noqa: S704


def on_to(address: str) -> ResponseReturnValue:
    """Answer a successful change with another page, whole: a redirect (303), or for htmx the header that loads it."""
    if request.htmx:  # type: ignore[attr-defined]
        return Response(status=204, headers={"HX-Redirect": iri_to_uri(address)})
    return redirect(address, 303)


def attachment(content: bytes, kind: str, name: str) -> Response:
    """Return a file to be saved, never shown in the browser."""
    answer = Response(content, mimetype=kind)
    answer.headers.set("Content-Disposition", "attachment", filename=name)
    return answer


def nearest_page(address: str) -> str | None:
    """Return an address if a page can be there, or the path of the next page above it within its town.

    Whether its thing is still there is another question.
    """
    adapter, path = current_app.create_url_adapter(request), address.partition("?")[0]
    if adapter is None or adapter.test(path, "GET"):
        return address
    while path.count("/") > SLASHES_OF_A_TOWN:
        path = path.rpartition("/")[0]
        if adapter.test(path, "GET"):
            return path
    return None


def local_path(address: str | None, otherwise: str = "/") -> str:
    """Return `address` if it is a path on this site, else `otherwise`: nobody is redirected elsewhere."""
    if not address or len(address) > LONGEST_ADDRESS or not address.isprintable():
        return otherwise
    if not address.startswith("/") or address.startswith(("//", "/\\")):
        return otherwise
    return address


def wants_fragment() -> bool:
    """Say whether htmx asks for a part of a page."""
    return bool(request.htmx) and not g.get("whole_page", False)  # type: ignore[attr-defined]
