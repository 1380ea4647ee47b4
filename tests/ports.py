"""Ports for servers that must know theirs beforehand, told apart from those of every other test."""

import os
import socket
from itertools import count

# Below what Linux gives out by itself, so that none is taken while its server stands still;
# and each process, of this run or another, begins somewhere else.
_FIRST, _LAST = 20_000, 32_000
_numbers = count(os.getpid() * 997)


def free_port() -> int:
    """A port of this machine on which nobody listens, and which no other test is given."""
    while True:
        port = _FIRST + next(_numbers) % (_LAST - _FIRST)
        with socket.socket() as probe:
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
        return port
