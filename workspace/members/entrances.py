"""Coming in by a link: its secret is exchanged for a cookie, which opens one address and dies with the link."""

from flask import Blueprint, Response, current_app, redirect, request
from flask.typing import ResponseReturnValue

from workspace.accounts.limiter import attempt
from workspace.db import writing
from workspace.editing.typed import typed
from workspace.i18n import follow_browser
from workspace.members.links import Entrance
from workspace.web import show


def let_in(link: Entrance, home: str) -> Response:
    """Answer with the cookie that opens `home`, and lead there: to an address without a secret in it."""
    answer = current_app.make_response(redirect(home, 303))
    secure = current_app.config["HTTPS"]
    name, ends = cookie(link.PURPOSE), link.expires_at
    answer.set_cookie(name, link.key(), path=home, expires=ends, secure=secure, httponly=True, samesite="Lax")
    return answer


def key_for(purpose: str) -> str:
    """Return the key a visitor brings along; empty without one."""
    return request.cookies.get(cookie(purpose), "")


def closed(purpose: str, page: str, *, tried: bool) -> ResponseReturnValue:
    """Answer revoked, expired, unknown and foreign alike. A secret that didn't fit is counted."""
    if tried:
        with writing():
            attempt(purpose)
    return show(page, typed=typed()), 404


def keep_private(blueprint: Blueprint, *, referrer: str) -> None:
    """Let no search engine into a blueprint's pages, tell as little as `referrer` says, and follow the browser."""

    def mark(answer: Response) -> Response:
        answer.headers["X-Robots-Tag"] = "noindex, nofollow"
        answer.headers["Referrer-Policy"] = referrer
        return answer

    blueprint.before_request(follow_browser)
    blueprint.after_request(mark)


def cookie(purpose: str) -> str:
    """Return the cookie's name; over HTTPS browsers refuse it from anywhere else."""
    return f"__Secure-mitplan-{purpose}" if current_app.config["HTTPS"] else f"mitplan-{purpose}"
