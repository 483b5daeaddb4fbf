"""Servers of geocoders on this machine."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest

from tests.geocoding.loopback import EMPTY, Clock, Reply, Server

Start = Callable[[Callable[[str], Reply] | Reply], Server]


@pytest.fixture
def serve() -> Iterator[Start]:
    """Start a server with what it replies."""
    with ExitStack() as stack:

        def serve(reply: Callable[[str], Reply] | Reply = EMPTY) -> Server:
            return stack.enter_context(Server(reply).serving())

        yield serve


@pytest.fixture
def clock() -> Clock:
    return Clock()
