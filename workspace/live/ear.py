"""An ear: one open page's stream, from what it has missed to its end."""

import random
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from queue import Empty, SimpleQueue
from typing import Final

HEARTBEAT: Final = 15  # seconds; also how late a connection that has gone is noticed
LIFE: Final = 15 * 60  # seconds a stream lasts; then the page comes back by itself
JITTER: Final = 0.2  # so that pages opened together don't come back together
GOODBYE: Final = "bye"  # what a page is told that must not come back

Message = tuple[str, str, int | None]  # (event, data, id)


@dataclass(eq=False, slots=True)
class Ear:
    """Who listens, in which town, and up to which event they have heard (`seq`).

    `may(right)` says what this role may see; nothing it may not see of is told by name either.
    """

    workspace_id: int
    member_id: int
    session_id: int
    role: str
    may: Callable[[str], bool]
    seq: int
    signal: int | None = None  # the newest signal they have heard; None until the hub has met them
    told: "SimpleQueue[Message | None]" = field(default_factory=SimpleQueue)

    def tell(self, names: str, seq: int | None = None) -> None:
        """Say what has changed; with a number, the page asks for what came after it when it comes back."""
        self.told.put(("changed", names, seq))

    def dismiss(self) -> None:
        """End the stream for good: whoever listens may not any more."""
        self.told.put((GOODBYE, "", None))
        self.told.put(None)

    def close(self) -> None:
        """End the stream; the page comes back."""
        self.told.put(None)

    def stream(self) -> Iterator[str]:
        """Yield what the page hears as server-sent events, until the planned end, a dismissal or the server's."""
        end = time.monotonic() + LIFE * random.uniform(1 - JITTER, 1)  # noqa: S311 (it spreads load, it guards nothing)
        yield ":\n\n"
        while (left := end - time.monotonic()) > 0:
            try:
                message = self.told.get(timeout=min(HEARTBEAT, left))
            except Empty:
                yield ":\n\n"
                continue
            if message is None:
                return
            yield written(*message)


def written(event: str, data: str, number: int | None) -> str:
    """Write one message as the standard has it (https://html.spec.whatwg.org/#server-sent-events)."""
    return (f"id: {number}\n" if number is not None else "") + f"event: {event}\ndata: {data}\n\n"
