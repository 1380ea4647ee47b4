"""Servers of a test's own, which end as soon as they are told to."""

import threading
from socketserver import BaseServer

# How often a server looks whether it shall end, in seconds. By default it is every half second,
# which was most of what some tests took.
_LOOKS_EVERY = 0.02


def begin(server: BaseServer) -> None:
    """Have a server answer, in a thread of its own, until `end`."""
    thread = threading.Thread(target=server.serve_forever, args=(_LOOKS_EVERY,), daemon=True)
    thread.start()


def end(server: BaseServer) -> None:
    """Have it answer no more, and let go of its port."""
    server.shutdown()
    server.server_close()
