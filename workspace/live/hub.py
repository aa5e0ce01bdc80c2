"""The hub: one poll of the event table per process, for all the streams it holds."""

import threading
import time
from collections import defaultdict
from collections.abc import Iterable, Mapping
from contextlib import closing

from flask import Flask, Response, current_app, g
from sqlalchemy import bindparam, inspect, select
from sqlalchemy.exc import SQLAlchemyError

from workspace.accounts.models import IDLE, Session, User
from workspace.bell import bell
from workspace.db import db, now, reading
from workspace.history.models import HEAD
from workspace.history.news import happened, visible
from workspace.history.signals import PRESENCE, Signal
from workspace.live.ear import Ear
from workspace.live.watch import Watch, watch
from workspace.members.models import Member

CHECK = 10  # seconds after which rights are asked for again
MOST = 200  # events told one by one; a page that missed more is told that everything has changed
EVERYTHING = "*"
SHARE, FEW = 10, 10  # nobody holds more than a tenth of the streams, or ten where there are few: others have room

# Made once, and of the tables: putting a query together takes longer than its answer, and somebody waits for it.
SIGNAL = Signal.__table__.c
HEADS = select(HEAD.c.workspace_id, HEAD.c.seq).where(HEAD.c.workspace_id.in_(bindparam("towns", expanding=True)))
SIGNALS = (
    select(SIGNAL.id, SIGNAL.workspace_id, SIGNAL.name)
    .where(SIGNAL.workspace_id.in_(bindparam("towns", expanding=True)))
    .order_by(SIGNAL.id)
)


class Full(Exception):
    """No more streams in this process. The page asks again by itself, every now and then."""


class Hub:
    """Holds the ears of one process, and one thread that tells them what was committed, by whomever."""

    def __init__(self, app: Flask) -> None:
        """Begin without ears, and so without a thread: processes part after the application has been made."""
        self.app = app
        self.ears: set[Ear] = set()
        self.lock = threading.Lock()
        self.thread: threading.Thread | None = None

    def join(self, ear: Ear) -> None:
        """Take an ear in; it is told at once what it has missed. Raises Full."""
        with self.lock:
            most, own = self.app.config["STREAMS"], sum(one.member_id == ear.member_id for one in self.ears)
            if len(self.ears) >= most or own >= max(most // SHARE, FEW):
                raise Full
            self.ears.add(ear)
            if self.thread is None:
                self.thread = threading.Thread(target=self.run, name="live", daemon=True)
                self.thread.start()
        bell.ring()

    def leave(self, ear: Ear) -> None:
        """Let an ear go; the last one ends the thread."""
        with self.lock:
            self.ears.discard(ear)
        if not self.ears:
            bell.ring()

    def close(self) -> None:
        """End all streams: the server is about to. Called from a signal, so without the lock."""
        for ear in [*self.ears]:
            ear.close()

    def run(self) -> None:
        """Tell the ears what happens, as long as there are any. Should it fail, they end and come back to a new one."""
        try:
            with self.app.app_context():
                eye = watch(db.engine)
            with closing(eye):
                self.attend(eye)
        except Exception:
            self.app.logger.exception("the live hub has failed")
            with self.lock:
                self.thread = None
            self.close()

    def attend(self, eye: Watch) -> None:
        """Wait for commits and tell of them; ask for rights every now and then."""
        rung, checked = 0, time.monotonic()
        while True:
            before, rung = rung, bell.wait(rung, eye.pause)
            if not (ears := self.listening()):  # asked after waiting: whoever has come meanwhile rang
                return
            try:
                if eye.has_moved() or rung != before:  # asked each time: what rang has moved it, and is told once
                    self.tell(ears)
                if time.monotonic() - checked > CHECK:
                    checked = time.monotonic()
                    self.check(ears)
            except SQLAlchemyError:
                self.app.logger.warning("the live hub could not read the database; it tries again")
                time.sleep(1)

    def listening(self) -> list[Ear]:
        """Return the ears; without any, the thread has come to its end."""
        with self.lock:
            if not self.ears:
                self.thread = None
            return [*self.ears]

    def tell(self, ears: Iterable[Ear]) -> None:
        """Tell each ear what has happened in its town since it last heard."""
        towns = defaultdict(list)
        for ear in ears:
            towns[ear.workspace_id].append(ear)
        with self.app.app_context(), reading():
            for town, seq in db.session.execute(HEADS, {"towns": list(towns)}).all():
                tell_events(town, seq, [ear for ear in towns[town] if ear.seq < seq])
            tell_signals(towns)

    def check(self, ears: Iterable[Ear]) -> None:
        """End the streams of those who may not listen any more; those whose role is another come back with it."""
        sessions = {ear.session_id for ear in ears}
        query = select(Session.id, Member.id, Member.role).join(Member, Member.user_id == Session.user_id)
        query = query.join(User, User.id == Session.user_id).where(Session.id.in_(sessions), User.active)
        query = query.where(Member.removed_at.is_(None), Session.seen_at > now() - IDLE)
        with self.app.app_context(), reading():
            living = {(session, member): role.value for session, member, role in db.session.execute(query)}
        for ear in ears:
            role = living.get((ear.session_id, ear.member_id))
            if role is None:
                ear.dismiss()
            elif role != ear.role:
                ear.close()


def tell_events(town: int, seq: int, ears: list[Ear]) -> None:
    """Tell ears of a town's events up to a number: of those that leave something to see for their role."""
    if not ears:
        return
    oldest = min(ear.seq for ear in ears)
    events = happened(town, max(oldest, seq - MOST), seq)
    by_role = {role: visible(events, may) for role, may in {ear.role: ear.may for ear in ears}.items()}
    for ear in ears:
        names = dict.fromkeys(one.subject for one in by_role[ear.role] if one.seq > ear.seq)
        if seq - ear.seq > MOST:
            ear.tell(EVERYTHING, seq)
        elif names:
            ear.tell(" ".join(names), seq)
        ear.seq = seq


def tell_signals(towns: Mapping[int, list[Ear]]) -> None:
    """Tell ears of their towns' signals; one that has just come hears only of those to come."""
    signals = db.session.execute(SIGNALS, {"towns": list(towns)}).all()
    newest = max((number for number, _town, _name in signals), default=0)
    for ear in (ear for ears in towns.values() for ear in ears):
        heard = ear.signal if ear.signal is not None else newest
        told = [name for number, town, name in signals if town == ear.workspace_id and number > heard]
        if names := dict.fromkeys(name for name in told if not name.startswith(PRESENCE) or ear.may("read_internal")):
            ear.tell(" ".join(names))
        ear.signal = max(heard, newest)


def hub() -> Hub:
    """Return this process's hub."""
    found: Hub = current_app.extensions["live"]
    return found


def init_app(app: Flask) -> None:
    """Give the application its hub."""
    app.extensions["live"] = Hub(app)

    @app.after_request
    def say_how_new(answer: Response) -> Response:
        """Name the newest event an answer can know of, so that a page need not ask for it twice."""
        if "head" in g and "seq" in inspect(g.head).dict:  # a refused save has forgotten it: not worth a query
            answer.headers["Mitplan-Seq"] = str(g.head.seq)
        return answer
