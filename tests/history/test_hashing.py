"""Hashes: the same content always gives the same hash, any other content another one."""

from datetime import UTC, datetime

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from workspace.history import hashing

TEXTS = st.none() | st.text(max_size=40)
SCALARS = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)
EVENTS = st.fixed_dictionaries(
    {
        "workspace_id": st.integers(1, 9),
        "seq": st.integers(1, 999),
        "at": st.datetimes(timezones=st.just(UTC)),
        "kind": st.text(max_size=20),
        "subject": st.text(max_size=20),
        "version": st.integers(0, 99),
        "actor": st.text(max_size=20),
        "batch": TEXTS,
        "scalars": st.dictionaries(st.text(max_size=8), st.lists(SCALARS, min_size=2, max_size=2), max_size=3),
        "digests": st.dictionaries(st.text(max_size=8), st.text(max_size=8), max_size=3),
    }
)
relaxed = settings(deadline=None, max_examples=150)


@relaxed
@given(EVENTS, st.text(max_size=20), st.text(max_size=20))
def test_a_hash_depends_on_key_past_and_nothing_else(event, key, previous) -> None:
    hash_ = hashing.chain(key, previous, hashing.content(**event))

    assert hash_ == hashing.chain(key, previous, hashing.content(**dict(reversed(event.items()))))
    assert hash_ != hashing.chain(key, previous + "0", hashing.content(**event))
    assert hash_ != hashing.chain(key + "0", previous, hashing.content(**event))


@relaxed
@given(EVENTS, EVENTS)
def test_two_different_events_never_share_a_hash(one, other) -> None:
    assume(one != other)

    assert hashing.content(**one) == hashing.content(**other) or (
        hashing.chain("key", "", hashing.content(**one)) != hashing.chain("key", "", hashing.content(**other))
    )


@relaxed
@given(EVENTS, st.data())
def test_changing_any_one_part_changes_the_hash(event, data) -> None:
    part = data.draw(st.sampled_from(sorted(event)))
    other = {**event, part: data.draw(EVENTS)[part]}
    assume(other[part] != event[part])

    assert hashing.chain("key", "", hashing.content(**event)) != hashing.chain("key", "", hashing.content(**other))


@relaxed
@given(st.text(max_size=10), TEXTS, TEXTS, TEXTS, TEXTS)
def test_a_digest_tells_nothing_from_something_and_before_from_after(salt, old, new, other_old, other_new) -> None:
    same = (old, new) == (other_old, other_new)

    assert (hashing.digest(salt, old, new) == hashing.digest(salt, other_old, other_new)) is same


@relaxed
@given(st.text(max_size=10), st.text(max_size=10), TEXTS)
def test_the_salt_keeps_short_texts_from_being_guessed(salt, other_salt, text) -> None:
    assume(salt != other_salt)

    assert hashing.digest(salt, None, text) != hashing.digest(other_salt, None, text)


def test_the_hash_of_an_event_is_the_same_for_ever() -> None:
    """If this fails, every history written so far stops verifying: change it only with a migration of them all."""
    at = datetime(2026, 11, 12, 14, 3, tzinfo=UTC)
    digest = hashing.digest("salt", "alt", "neu – ü")
    content = hashing.content(
        workspace_id=1, seq=7, at=at, kind="action.edited", subject="action-M-017", version=3, actor="p-1f", batch=None,
        scalars={"status": [None, "done"]}, digests={"title": digest},
    )  # fmt: skip

    assert digest[:16] == "5e8d969f933515d0"
    assert hashing.chain("key", hashing.GENESIS, content)[:16] == "6ab9ff5ccd43aa98"
