"""The production server, started and ended for what is measured or shaken."""

import os
import re
import signal
import socket
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from load import Connection, get
from prepare import PYTHON, ROOT, clean


class Server:
    """A running server: its port, how long it took to answer first, its process, which leads a group of its own."""

    def __init__(self, app: str, path: str, folder: str, log: Path, env: Mapping[str, str] | None = None) -> None:
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.port: int = free.getsockname()[1]
        self.path, self.log = path, log
        ours = {"PORT": str(self.port), "MITPLAN_INSTANCE": folder, "PYTHONPATH": str(ROOT / "deploy")}
        self.env = clean() | ours | dict(env or {})
        config = str(ROOT / "deploy" / "gunicorn.conf.py")
        self.command = [PYTHON, "-m", "gunicorn", "--config", config, "--log-level", "warning", app]
        self.cold_start = self.start()

    def start(self) -> float:
        """Start it and wait for its first answer; return how long that took."""
        begin = time.perf_counter()
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                self.command, cwd=ROOT, env=self.env, stdout=log, stderr=log, start_new_session=True
            )
        while self.process.poll() is None and not self.answers():
            time.sleep(0.01)
        return time.perf_counter() - begin

    def answers(self) -> bool:
        """Say whether it answers."""
        with suppress(OSError), closing(Connection(self.port)) as connection:
            return connection.ask(get(self.path)).code > 0
        return False

    def kill(self) -> None:
        """End all of its processes at once, as a power cut would; wait until its port is free."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        while True:
            with suppress(OSError), socket.create_server(("127.0.0.1", self.port)):
                return
            time.sleep(0.01)

    def end(self) -> None:
        """End it kindly."""
        self.process.terminate()
        self.process.wait()

    def processes(self) -> Iterator[Path]:
        """Yield its processes where the system shows them (Linux)."""
        todo = [str(self.process.pid)]
        while todo:
            process = Path("/proc") / todo.pop()
            if process.exists():
                yield process
                todo += (process / "task" / process.name / "children").read_text().split()

    def megabytes(self) -> float:
        """Return the memory of all its processes, what they share counted once."""
        told_by = [(one / "smaps_rollup").read_text() for one in self.processes()]
        return sum(int(share) for text in told_by for share in re.findall(r"^Pss: +(\d+)", text, re.MULTILINE)) / 1024

    def cpu(self) -> float:
        """Return the seconds it has computed: steadier than the clock on a machine that does other things too."""
        spent = [(one / "stat").read_text().rpartition(")")[2].split()[11:13] for one in self.processes()]
        return sum(int(user) + int(system) for user, system in spent) / os.sysconf("SC_CLK_TCK")


@contextmanager
def server(app: str, path: str, folder: str, log: Path, env: Mapping[str, str] | None = None) -> Iterator[Server]:
    """Run a server with our configuration."""
    running = Server(app, path, folder, log, env)
    try:
        yield running
    finally:
        running.end()
