"""The door: the one place that asks who may do what. Outsiders find nothing (404), insiders get a sentence (403)."""

from collections.abc import Callable, Sequence
from functools import cache, wraps
from typing import Any, Protocol

from flask import Flask, abort, current_app, g, request, session
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import refresh
from flask_login import current_user
from sqlalchemy import Select, and_, bindparam, select
from sqlalchemy.orm.attributes import set_committed_value
from werkzeug.exceptions import Forbidden, Unauthorized

from workspace.accounts.models import LIVING, Session, User
from workspace.accounts.returning import SomebodyElse
from workspace.accounts.security import TOKEN, ask_along
from workspace.db import db, is_writing
from workspace.editing.drafts import Draft
from workspace.forms import DRAFT, PERSON
from workspace.history.models import Head
from workspace.members.models import Member, Workspace
from workspace.members.rights import RIGHTS
from workspace.members.words import Role

View = Callable[..., ResponseReturnValue]
STAYING = Member.removed_at.is_(None)
IN_TOWN = (
    LIVING.add_columns(Workspace, Member, Head, Draft.any_of(Member))
    .outerjoin(Workspace, Workspace.slug == bindparam("slug"))
    .outerjoin(Member, and_(Member.workspace_id == Workspace.id, Member.user_id == User.id, STAYING))
    .outerjoin(Head, Head.workspace_id == Member.workspace_id)
)
LOCK = (
    select(Workspace.id)
    .join(Member, Member.workspace_id == Workspace.id)
    .where(Workspace.slug == bindparam("slug"), Member.user_id == bindparam("user"), STAYING)
    .with_for_update(of=Workspace)
)


class Findable(Protocol):
    """A thing an address names, found within its town: `at(workspace_id, **the address's parts)`.

    A model that also says how (`addressed(workspace_id)`, the address's parts as parameters) is found with its town.
    """

    NOUN: Any

    @classmethod
    def at(cls, workspace_id: int, **address: Any) -> Any:
        """Return the thing, or None."""


def door(*, may: str, of: type[Any] | None = None) -> Callable[[View], View]:
    """Guard a view under /w/<slug>: find the town and the member, lock it for writing, find `of`, ask for the right.

    The view gets `member`, and the thing found under its noun: `set_status(action, member)`. Without `of`
    the rest of the address is handed through.
    """
    if may not in RIGHTS:
        raise KeyError(may)

    def guard(view: View) -> View:
        @wraps(view)
        def guarded(slug: str, **address: Any) -> ResponseReturnValue:
            member = enter(slug)
            if of is None:
                demand(member, may)
                return view(member=member, **address)
            thing = g.pop("thing", None) or of.at(member.workspace_id, **address) or abort(404)
            demand(member, may, thing)
            return view(member=member, **{of.NOUN: thing})

        guarded.guarded_by = may  # type: ignore[attr-defined]
        guarded.guarded_of = of if hasattr(of, "addressed") else None  # type: ignore[attr-defined]
        return guarded

    return guard


def public(why: str) -> Callable[[View], View]:
    """Mark a view that needs no membership, and say why."""

    def mark(view: View) -> View:
        view.guarded_by = f"public: {why}"  # type: ignore[attr-defined]
        return view

    return mark


def personal(view: View) -> View:
    """Guard a page of one's own account: the view gets the signed-in `person`; a visitor is sent to sign in."""

    @wraps(view)
    def guarded(**address: Any) -> ResponseReturnValue:
        return view(person=signed_in() or abort(401), **address)

    guarded.guarded_by = "personal"  # type: ignore[attr-defined]
    return guarded


def enter(slug: str) -> Member:
    """Return the signed-in person's member in a town and remember both for the page; 401 signed out, 404 outsider.

    A writing request locks the town's row first and loads everything afresh, so writers take turns.
    """
    if not current_user.is_authenticated:
        raise Unauthorized
    if waits_for_lock():
        # A statement of its own: one that waits for the lock would show the rest as it was before it waited.
        db.session.execute(LOCK, {"slug": slug, "user": current_user.id})
    found = came_along() or asked_again()
    if found[1] is None:  # no member: an outsider learns nothing of the town
        abort(404)
    g.workspace, g.member, g.head, g.has_drafts, *things = found
    g.thing = next(iter(things), None)
    refresh()  # the town's language may be another than a visitor's
    set_committed_value(g.member, "user", signed_in())
    if is_writing():
        ask_somebody_else()
        if g.has_drafts:  # go with whatever this request commits; a refused save takes it back
            Draft.forget_named(g.member, request.form.get(DRAFT, ""))
    return g.member  # type: ignore[no-any-return]


def waits_for_lock() -> bool:
    """Say whether a request has to wait for the town's row to write: on SQLite its transaction began with the lock."""
    return is_writing() and db.engine.dialect.name != "sqlite"


def asked_along() -> tuple[Select[Any] | None, dict[str, Any]]:
    """Return how a page of a town asks, with the one query for session and user, for itself and for what it is of.

    Who has yet to wait for the lock doesn't: what stood there before the wait isn't what counts.
    """
    address = request.view_args or {}
    if "slug" not in address or waits_for_lock() or any("\0" in str(part) for part in address.values()):
        return None, {}
    return in_town(getattr(current_app.view_functions[request.endpoint or ""], "guarded_of", None)), address


@cache
def in_town(of: Any) -> Select[Any]:
    """Return the query for a town's page, with what the page is of. Made once: that takes longer than sending it."""
    return IN_TOWN.add_columns(of).outerjoin(of, of.addressed(Member.workspace_id)) if of else IN_TOWN


def came_along() -> Sequence[Any] | None:
    """Return what was asked along with the person, if they are still who they were, in the same transaction."""
    transaction, person, found = g.pop("along", (None, None, ()))
    still = transaction is db.session().get_transaction() and person == current_user.id
    return found if found and still else None


def asked_again() -> Sequence[Any]:
    """Ask for everything afresh: session and person too, whom somebody may have signed out meanwhile (401)."""
    of = getattr(current_app.view_functions[request.endpoint or ""], "guarded_of", None)
    query = in_town(of).execution_options(populate_existing=True)
    found = Session.find(session.get(TOKEN, ""), query, **(request.view_args or {}))
    if found is None or found[2].id != current_user.id:
        raise Unauthorized
    return found[3:]


def ask_somebody_else() -> None:
    """Raise SomebodyElse if the page that sends this was made for another person, who was signed in here before."""
    if request.form.get(PERSON, str(current_user.id)) != str(current_user.id):
        raise SomebodyElse


def still_here() -> None:
    """Put the person back beside their member after a rollback, which made the page forget who looks at it."""
    if "member" in g and current_user.is_authenticated:
        set_committed_value(g.member, "user", signed_in())


def may(member: Member, right: str, thing: Any = None) -> bool:
    """Say whether a member has a right: everywhere by role, or for what is theirs."""
    if role_may(member.role, right):
        return True
    return member.role in RIGHTS[right][1] and thing is not None and is_theirs(member, thing, right)


def role_may(role: Role, right: str) -> bool:
    """Say whether everybody of a role has a right, for whatever thing."""
    return role in RIGHTS[right][0]


def is_theirs(member: Member, thing: Any, right: str) -> bool:
    """Say whether a thing is a member's: they wrote it, or their unit leads it and nothing of it is withheld."""
    if hasattr(thing, "author_id"):
        return bool(thing.author_id == member.id)
    leads = member.unit_id is not None and getattr(thing, "owner_id", None) == member.unit_id
    return leads and right not in getattr(thing, "withheld", ())


def demand(member: Member, right: str, thing: Any = None) -> None:
    """Raise Forbidden (403, with a sentence) unless the member has the right."""
    if not may(member, right, thing):
        raise Forbidden(refusal(member))


def refusal(member: Member) -> str:
    """Return the sentence that says why, and whom to ask."""
    return _("Your role here (%(role)s) doesn’t include this. Please ask the coordination.", role=member.role.label)


def signed_in() -> User | None:
    """Return the signed-in person, or None."""
    return current_user._get_current_object() if current_user.is_authenticated else None  # noqa: SLF001 (its way)


def init_app(app: Flask) -> None:
    """Hand templates the town, the member and `may`, which only hides what the door would refuse."""
    ask_along(app, asked_along)

    @app.context_processor
    def at_hand() -> dict[str, Any]:
        member: Member | None = g.get("member")

        def allowed(right: str, thing: Any = None) -> bool:
            return member is not None and may(member, right, thing)

        seen = {"here": request.full_path, "seq": g.head.seq if member else 0}
        return {"workspace": g.get("workspace"), "member": member, "may": allowed, **seen}


def is_public(endpoint: str | None) -> bool:
    """Say whether a page needs nobody to be signed in."""
    guard: str = getattr(current_app.view_functions.get(endpoint or ""), "guarded_by", "public")
    return guard.startswith("public")


def unguarded(app: Flask) -> list[str]:
    """Return the endpoints nobody has classified: there must be none, and a test and the start see to it."""
    return [
        rule.endpoint
        for rule in app.url_map.iter_rules()
        if not hasattr(app.view_functions[rule.endpoint], "guarded_by") and not rule.endpoint.startswith("security.")
    ]
