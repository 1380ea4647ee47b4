"""Clients who begin a request and do not end it, as many as there are threads, and more."""

import socket
from contextlib import ExitStack

from scripts.benchmark.processes import HOST
from scripts.torture_run.faults.trial import Trial
from scripts.torture_run.servers import serving

EACH = 8
HALF_A_LINE = b"GET /hea"
NO_BODY = (
    b"POST /suggest HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\n"
    b"Content-Length: 99\r\n\r\n"
)


def slow_clients(trial: Trial) -> None:
    """Eight with half a request line and eight with headers without a body keep nobody out."""
    with serving(trial.home(), trial.log) as server, ExitStack() as links:
        trial.expect_answers(server.client(), ("/healthz", "/find?q=lunch"), 2)  # awake
        for sent in (HALF_A_LINE, NO_BODY) * EACH:
            link = links.enter_context(socket.create_connection((HOST, server.port)))
            link.sendall(sent)
        longest = trial.expect_answers(server.client(), ("/healthz", "/find?q=lunch"), 20)
        trial.say(f"{2 * EACH} slow clients; 40 others answered, the slowest in {longest:.2f} s")
