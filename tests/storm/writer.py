"""A writer: edits one field group after the other, often from an old form, and settles conflicts in one of three."""

from random import Random

from load import Answer

from tests.storm.account import Account, Attempt, Drawn, Values
from tests.storm.browser import HTMX, Browser, form_in
from tests.storm.oracle import words
from tests.storm.texts import GROUPS, WEIGHTS, changed, joined
from tests.world import TOWN

UNSAVED = ("version", "csrf_token")
KEPT = 12  # forms a writer has open
TRIES = 12
WAYS = ("mine", "theirs", "joined")


class Writer:
    """One client. Everything it does follows from its seed, but for when the line goes dead."""

    def __init__(self, number: int, browser: Browser, codes: list[str], chance: Random) -> None:
        self.number, self.browser, self.codes, self.chance = number, browser, codes, chance
        self.account = Account()
        self.open: list[tuple[Drawn, str]] = []  # forms drawn a while ago, with their token
        self.done = 0
        self.stopped = False

    def write(self, edits: int) -> None:
        """Make so many edits."""
        for number in range(1, edits + 1):
            if self.stopped:
                return
            self.edit(f"w{self.number}x{number}")
            self.done = number

    def edit(self, word: str) -> None:
        """Change something, and stay with it until it is saved, given up or lost."""
        form, token = self.some_form()
        mine = changed(form.values, form.group, word, self.chance)
        for _try in range(TRIES):
            attempt = Attempt(word, form.subject, form.group, form.version, mine)
            answer = self.save(attempt, token)
            if attempt.acknowledged or (not answer.code and self.chance.random() < 0.3):
                return  # saved; or whoever sees no answer goes away
            if answer.code == 409:
                shown = self.read_conflict(attempt, answer)
                way = self.chance.choice(WAYS)
                self.count(f"conflicts: {way}")
                if shown is None or way == "theirs":
                    return
                mine, token = saved(shown), shown["csrf_token"]  # what didn’t clash has come in already
                form = Drawn(form.subject, form.group, int(shown["version"]), mine)
                if way == "joined":
                    form, token = self.draw(form.subject, form.group)
                    mine = joined(mine, form.values, form.group, word)
            elif answer.code:
                self.account.wrong.append(f"{word} was answered {answer.code}.")
                return
            else:
                self.browser.get("/healthz")  # waits until the server is back
        self.account.wrong.append(f"{word} couldn’t be saved in {TRIES} tries.")

    def some_form(self) -> tuple[Drawn, str]:
        """Return a form: freshly drawn, or one that has been open for a while."""
        if self.open and self.chance.random() < 0.5:
            self.count("stale forms")
            return self.open.pop(self.chance.randrange(len(self.open)))
        group = self.chance.choices(list(GROUPS), WEIGHTS)[0]
        drawn = self.draw(f"action-{self.chance.choice(self.codes)}", group)
        if self.chance.random() < 0.6:
            self.open = [*self.open, drawn][-KEPT:]
            return self.draw(drawn[0].subject, group) if self.chance.random() < 0.2 else drawn
        return drawn

    def draw(self, subject: str, group: str) -> tuple[Drawn, str]:
        """Ask for a form."""
        path = address(subject, group)
        answer = self.browser.get(path, HTMX)
        form = form_in(answer, path, GROUPS[group][0])
        if form is None:
            raise RuntimeError(f"{path} was answered {answer.code} without a form.")
        drawn = Drawn(subject, group, int(form["version"]), saved(form))
        self.account.drawn.append(drawn)
        return drawn, form["csrf_token"]

    def save(self, attempt: Attempt, token: str) -> Answer:
        """Send a form, now and then on a line that goes dead."""
        form = attempt.sent | {"version": str(attempt.drawn_from), "csrf_token": token}
        dead = self.chance.random()
        attempt.whole = dead >= 0.02
        self.account.attempts.append(attempt)  # before it is sent: from now on the history may hold it
        htmx = self.chance.choice(["", HTMX])
        path = address(attempt.subject, attempt.group)
        if dead < 0.02:
            self.count("half sent")
            end = self.chance.randrange(1, 200)
            return self.browser.post(path, form, htmx, lambda request: request[:-end])
        if dead < 0.07:
            self.count("left early")
            return self.browser.post(path, form, htmx, lambda _request: None)
        answer = self.browser.post(path, form, htmx)
        attempt.code = answer.code
        self.count(f"answers {answer.code}" if answer.code else "without an answer")
        return answer

    def read_conflict(self, attempt: Attempt, answer: Answer) -> Values | None:
        """Return the form in a conflict’s answer; what was typed has to be in it."""
        shown = form_in(answer, address(attempt.subject, attempt.group), GROUPS[attempt.group][0])
        if shown is None or attempt.word not in words(saved(shown)):
            self.account.wrong.append(f"{attempt.word} was answered 409 without what was typed.")
        return shown

    def count(self, what: str) -> None:
        """Count something for the summary."""
        self.account.figures[what] = self.account.figures.get(what, 0) + 1


def address(subject: str, group: str) -> str:
    """Return where a field group is edited."""
    return f"{TOWN}/actions/{subject.removeprefix('action-')}/groups/{group}"


def saved(form: Values) -> Values:
    """Return of a form what is saved."""
    return {name: value for name, value in form.items() if name not in UNSAVED}
