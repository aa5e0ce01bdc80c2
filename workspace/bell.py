"""The bell: it rings after every commit of a view, so that what waits for news need not keep asking.

In this process at once. The other processes of this machine, whom SQLite tells nothing, are knocked at: each that
listens has a socket in a folder beside the database.
"""

import os
import socket
import threading
from contextlib import suppress
from pathlib import Path
from secrets import token_hex
from typing import Final

RING: Final = b"!"
PATIENCE: Final = 10  # seconds after which a listener looks whether it is still wanted
GONE: Final = (ConnectionRefusedError, FileNotFoundError)


class Bell:
    """Wakes what waits in this process."""

    def __init__(self) -> None:
        """Begin silent."""
        self.rung = 0
        self.heard = threading.Condition()

    def ring(self) -> None:
        """Wake whoever waits."""
        with self.heard:
            self.rung += 1
            self.heard.notify_all()

    def wait(self, since: int, seconds: float) -> int:
        """Wait until it has rung more often than `since`, at most so many seconds; return how often it has rung."""
        with self.heard:
            self.heard.wait_for(lambda: self.rung != since, seconds)
            return self.rung


bell = Bell()


def hall(database: str) -> Path:
    """Return where those who listen to a database file have their sockets."""
    return Path(database).with_name(".live")


class Listener:
    """Rings the bell of this process whenever another one has committed to a database file."""

    def __init__(self, database: str) -> None:
        """Listen in a thread. Raises OSError where no socket can be: its path may have about a hundred letters."""
        self.path = hall(database) / f"{os.getpid()}-{token_hex(4)}"  # never one that somebody is taking away
        self.path.parent.mkdir(mode=0o700, exist_ok=True)
        self.ended, self.ear = threading.Event(), socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self.ear.settimeout(PATIENCE)
        try:
            self.ear.bind(str(self.path))
        except OSError:
            self.ear.close()
            raise
        self.thread = threading.Thread(target=self.hear, name="live-hear", daemon=True)
        self.thread.start()

    def hear(self) -> None:
        """Ring whenever somebody knocks, to the end."""
        with self.ear:
            while not self.ended.is_set():
                with suppress(TimeoutError):
                    self.ear.recv(1)
                    bell.ring()
        self.path.unlink(missing_ok=True)

    def close(self) -> None:
        """End the thread, by knocking at its own door; should somebody have taken that away, it ends a little later."""
        self.ended.set()
        with suppress(OSError), socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as hand:
            hand.sendto(RING, str(self.path))


def knock(database: str) -> None:
    """Wake those who listen in other processes; takes away the sockets of processes that have ended."""
    place, own = hall(database), f"{os.getpid()}-"
    with suppress(OSError), socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as hand:
        hand.setblocking(False)  # who doesn't come to the door has been knocked at often enough
        for door in place.iterdir():
            if door.name.startswith(own):
                continue
            try:
                hand.sendto(RING, str(door))
            except GONE:
                with suppress(OSError):
                    door.unlink()
            except OSError:
                continue
