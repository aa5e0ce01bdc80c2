"""The application: Flask, spared two things it does anew for each request, which here come out the same every time."""

from collections.abc import Callable
from functools import cached_property
from typing import Any

from flask import Flask
from flask.sessions import SecureCookieSessionInterface
from itsdangerous import URLSafeTimedSerializer


class Sessions(SecureCookieSessionInterface):
    """Flask's own signed cookie; its signer is made once, not twice per request: keys don't change while we run."""

    def __init__(self, app: Flask) -> None:
        """Belong to one application."""
        self.app = app

    @cached_property
    def signer(self) -> URLSafeTimedSerializer | None:
        """Return what signs; None without a key."""
        return super().get_signing_serializer(self.app)

    def get_signing_serializer(self, app: Flask) -> URLSafeTimedSerializer | None:
        """Return what signs, for Flask's ways of opening and saving."""
        return self.signer


class Application(Flask):
    """Mitplan as a WSGI application."""

    def __init__(self, *args: Any, **options: Any) -> None:
        """Build it as Flask does."""
        super().__init__(*args, **options)
        self.session_interface = Sessions(self)

    def ensure_sync(self, func: Callable[..., Any]) -> Callable[..., Any]:
        """Return it as it is: no view of ours is a coroutine, and Flask asks that of thirty functions per request."""
        return func
