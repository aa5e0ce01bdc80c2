"""The oracle: whether a storm's account keeps what the product promises. Pure, and told apart from the product's code.

A text is judged by its sentences: what an edit took out and brought in, whoever else was writing.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator

from tests.storm.account import Account, Attempt, Drawn, Fact, Values

WORD = re.compile(r"\bw\d+x\d+\b")
BETWEEN = re.compile(r"(?<=\.)\s+|\n+")
CHOICES = frozenset({"status", "participation", "origin"})  # a choice is one or the other, never both
MOST = 200  # events a stream tells one by one; past that it says that everything has changed
Past = dict[tuple[str, int], Values]


def broken(account: Account) -> list[str]:
    """Return every broken promise, in a sentence each."""
    past = lives(account.facts)
    told, unexplained = explained(account, past)
    return [
        *account.wrong,
        *account.findings,
        *gaps(account.facts),
        *unexplained,
        *lost(account.attempts, told),
        *doubled(account.final),
        *vanished(account, told),
        *shown_otherwise(account, past),
        *unheard(account),
    ]


def lives(facts: list[Fact]) -> Past:
    """Return what every subject was at each of its versions."""
    now: dict[str, Values] = defaultdict(dict)
    past: Past = {}
    for fact in facts:
        now[fact.subject] = now[fact.subject] | {name: new for name, (_old, new) in fact.changes.items()}
        past[fact.subject, fact.version] = now[fact.subject]
    return past


def gaps(facts: list[Fact]) -> Iterator[str]:
    """Yield where events aren't numbered one by one, or don't begin where the one before ended."""
    now: dict[tuple[str, str], str] = {}
    for number, fact in enumerate(facts, start=1):
        if fact.seq != number:
            yield f"event {fact.seq} stands at place {number}: numbers have a gap."
            return
        for name, (old, new) in fact.changes.items():
            if now.get((fact.subject, name), "") != old:
                yield f"event {fact.seq}: “{name}” of {fact.subject} wasn’t what the event says it had been."
            now[fact.subject, name] = new


def explained(account: Account, past: Past) -> tuple[dict[str, list[Fact]], list[str]]:
    """Return by word the events that its attempts account for, and a sentence for each event that none does."""
    by_word: dict[str, list[Attempt]] = defaultdict(list)
    for attempt in account.attempts:
        by_word[attempt.word].append(attempt)
    told: dict[str, list[Fact]] = defaultdict(list)
    wrong = []
    for fact in account.facts[account.since :]:
        before = past.get((fact.subject, fact.version - 1), {})
        after = past[fact.subject, fact.version]
        found = [
            attempt
            for word in sorted(words(after))  # a save sent twice may find its word there, and take others out
            for attempt in by_word[word]
            if attempt.whole and fits(attempt, past, before, after, fact)
        ]
        for word in {attempt.word for attempt in found}:
            told[word].append(fact)
        if not found:
            where = f"event {fact.seq} ({fact.subject}, version {fact.version})"
            wrong.append(f"{where} holds what nobody sent like that: {fact.changes}")
    return told, wrong


def words(values: Values) -> set[str]:
    """Return the words that stand in some texts."""
    return {word for text in values.values() for word in WORD.findall(text)}


def fits(attempt: Attempt, past: Past, before: Values, after: Values, fact: Fact) -> bool:
    """Say whether an event is what an attempt meant, given what stood there and what its form was drawn from."""
    base = past.get((attempt.subject, attempt.drawn_from), {})  # version 0: before anything was told of it
    if attempt.subject != fact.subject or not fact.changes.keys() <= attempt.sent.keys():
        return False
    if any(text != attempt.sent[name] for name, text in as_sent(attempt, after, fact).items()):
        return False
    sides = ((name, base.get(name, ""), mine) for name, mine in attempt.sent.items())
    return all(is_meant(name, was, mine, before.get(name, ""), after.get(name, "")) for name, was, mine in sides)


def as_sent(attempt: Attempt, after: Values, fact: Fact) -> Values:
    """Return an attempt's texts as the history has them: as they stand, or as typed beside what a merge made of it."""
    texts = attempt.sent.keys() - CHOICES
    return {name: fact.typed.get(name, after.get(name, "")) for name in texts}


def is_meant(name: str, base: str, mine: str, before: str, after: str) -> bool:
    """Say whether one field became what it should: exactly mine, untouched, or both sides' sentences, each once."""
    if mine == base:
        return after == before
    if before in (base, mine):
        return after == mine
    if name in CHOICES:
        return False
    was, typed, stood = map(sentences, (base, mine, before))
    meant = (stood - (was - typed)) | (typed - was)
    return sentences(after) == meant and not twice(after)


def sentences(text: str) -> set[str]:
    """Return a text's sentences."""
    return {part.strip() for part in BETWEEN.split(text) if part.strip()}


def twice(text: str) -> list[str]:
    """Return the words that stand in a text more than once."""
    return [word for word, count in Counter(WORD.findall(text)).items() if count > 1]


def lost(attempts: list[Attempt], told: dict[str, list[Fact]]) -> Iterator[str]:
    """Yield the acknowledged edits no event tells of."""
    for word in dict.fromkeys(attempt.word for attempt in attempts if attempt.acknowledged):
        if word not in told:
            yield f"{word} was acknowledged, but no event holds it as it was sent."


def doubled(final: list[Drawn]) -> Iterator[str]:
    """Yield the words that stand in a final text more than once."""
    for form in final:
        for name, text in form.values.items():
            yield from (f"{word} stands twice in “{name}” of {form.subject}." for word in twice(text))


def vanished(account: Account, told: dict[str, list[Fact]]) -> Iterator[str]:
    """Yield the acknowledged words that are in no final text, though no later edit took them out."""
    stands = {word for form in account.final for word in words(form.values)}
    taken = {word for facts in told.values() for fact in facts for word in taken_out(fact)}
    for word in dict.fromkeys(attempt.word for attempt in account.attempts if attempt.acknowledged):
        if word not in stands and word not in taken:
            yield f"{word} was acknowledged and has vanished."


def taken_out(fact: Fact) -> set[str]:
    """Return the words an event took out of its texts."""
    return {word for old, new in fact.changes.values() for word in {*WORD.findall(old)} - {*WORD.findall(new)}}


def shown_otherwise(account: Account, past: Past) -> Iterator[str]:
    """Yield the forms that showed something other than the history, and final ones that aren't its end."""
    ends = dict(past.keys())  # the newest version of each subject
    for form in [*account.drawn, *account.final]:
        stood = past.get((form.subject, form.version), {})
        if any(stood.get(name, "") != text for name, text in form.values.items()):
            yield f"the form of {form.subject} {form.group} at version {form.version} showed something else."
    for form in account.final:
        end = past.get((form.subject, ends.get(form.subject, 0)), {})
        if any(end.get(name, "") != text for name, text in form.values.items()):
            yield f"{form.subject} {form.group} isn’t what its last event says."


def unheard(account: Account) -> Iterator[str]:
    """Yield what listeners have missed, heard twice or out of order."""
    subjects = [fact.subject for fact in account.facts]
    for number, messages in enumerate(account.heard, start=1):
        before = account.since
        for message in messages:
            names = {*subjects[before : message.seq]}
            if message.seq <= before:
                yield f"listener {number} heard event {message.seq} after {before}."
            elif message.names != names and not (message.names == {"*"} and message.seq - before > MOST):
                yield f"listener {number} heard other names than those of events {before + 1} to {message.seq}."
            before = max(before, message.seq)
        if before != len(subjects):
            yield f"listener {number} heard up to event {before} of {len(subjects)}."
