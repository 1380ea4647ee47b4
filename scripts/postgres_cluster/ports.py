"""Ports for servers that stop and start again."""

import random
import socket

from scripts.benchmark.processes import HOST

# Below what Linux gives out by itself, so that none is taken while its server stands still.
_FIRST, _LAST = 12_000, 19_999


def free_port() -> int:
    """A port of this machine that nothing listens on."""
    while True:
        port = random.randint(_FIRST, _LAST)
        with socket.socket() as probe:
            try:
                probe.bind((HOST, port))
            except OSError:
                continue
        return port
