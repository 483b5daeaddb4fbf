"""A load generator in a process of its own: kept-alive connections, prebuilt requests.

``python -m benchmarks.load PORT CONNECTIONS SECONDS PATH…`` prints one JSON object. Of an answer
it reads the status and Content-Length alone, so that it takes as little of the machine as it can.
"""

import json
import selectors
import socket
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field
from itertools import cycle
from time import perf_counter

CONNECTIONS = 16
SECONDS = 5.0
_REQUEST = "GET {} HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept-Encoding: gzip, deflate, br\r\n\r\n"


@dataclass(frozen=True, slots=True)
class Load:
    """What came back: answers a second, the slowest of 99 in 100 (ms), and answers but 200."""

    per_second: float
    p99_ms: float
    failed: int

    def __str__(self) -> str:
        failed = f", {self.failed} failed" if self.failed else ""
        return f"{self.per_second:,.0f}/s, p99 {self.p99_ms:.0f} ms{failed}"


def load(
    port: int, paths: Sequence[str], seconds: float = SECONDS, connections: int = CONNECTIONS
) -> Load:
    """The paths asked for in turn, each connection waiting for its answer, for so many seconds.

    ``seconds`` 0 asks for each path once.
    """
    said = subprocess.run(
        [sys.executable, "-m", "benchmarks.load", str(port), str(connections), str(seconds)],
        input="\n".join(paths),
        capture_output=True,
        text=True,
        check=True,
    )
    return Load(**json.loads(said.stdout))


@dataclass(slots=True)
class _Run:
    """All connections of one run, and what they met."""

    requests: Iterator[bytes]
    until: float
    times: list[float] = field(default_factory=list)
    failed: int = 0

    def ask(self, connection: "_Connection") -> bool:
        """Sends the next request; False when there is none."""
        request = next(self.requests, None) if perf_counter() < self.until else None
        if request is None:
            return False
        connection.begun = perf_counter()
        connection.socket.sendall(request)
        return True

    def take(self, connection: "_Connection") -> bool:
        """Reads what came, and asks again when the answer is whole; False at the end."""
        if not connection.read():
            return True
        self.times.append(perf_counter() - connection.begun)
        self.failed += connection.status != b"200"
        return self.ask(connection)


@dataclass(slots=True)
class _Connection:
    socket: socket.socket
    begun: float = 0.0
    status: bytes = b""
    missing: int = -1
    head: bytes = b""

    def read(self) -> bool:
        """Whether the answer is whole now."""
        came = self.socket.recv(262_144)
        if not came:
            raise ConnectionError("closed in the middle of an answer")
        if self.missing < 0:
            self.head += came
            end = self.head.find(b"\r\n\r\n")
            if end < 0:
                return False
            self._read_head(end + 4)
        else:
            self.missing -= len(came)
        if self.missing > 0:
            return False
        self.missing, self.head = -1, b""
        return True

    def _read_head(self, end: int) -> None:
        head = self.head[:end].lower()
        self.status = head[9:12]
        start = head.index(b"content-length:") + 15
        self.missing = int(head[start : head.index(b"\r", start)]) + end - len(self.head)


def main(port: int, count: int, seconds: float, paths: Sequence[str]) -> Load:
    """One run in this process."""
    requests = [_REQUEST.format(path).encode() for path in paths]
    begin = perf_counter()
    run = _Run(cycle(requests) if seconds else iter(requests), begin + (seconds or 600))
    selector = selectors.DefaultSelector()
    for _ in range(count):
        connection = _Connection(socket.create_connection(("127.0.0.1", port)))
        if run.ask(connection):
            selector.register(connection.socket, selectors.EVENT_READ, connection)
    while selector.get_map():
        for key, _ in selector.select():
            if not run.take(key.data):
                selector.unregister(key.data.socket)
    took = perf_counter() - begin
    times = sorted(run.times)
    return Load(len(times) / took, times[int(len(times) * 0.99)] * 1000, run.failed)


if __name__ == "__main__":
    port, count, seconds = sys.argv[1:4]
    paths = sys.stdin.read().split()
    print(json.dumps(asdict(main(int(port), int(count), float(seconds), paths))))
