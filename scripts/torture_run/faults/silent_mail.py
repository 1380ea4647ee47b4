"""A mail server that takes every connection and never says a word."""

import json
import socket
from collections.abc import Iterator
from contextlib import closing, contextmanager

from scripts.benchmark.processes import HOST
from scripts.torture_run.faults.trial import Trial, listing_ids
from scripts.torture_run.homes import DAY, Home
from scripts.torture_run.servers import output_of, serving, wait_until
from scripts.torture_run.writers import tell

_REPORTS = 5
_CONNECTED_S = 20.0


def silent_mail(trial: Trial) -> None:
    """Nobody waits for it, no letter is lost, and all leave once there is a server that takes."""
    home = trial.home()
    with _silence() as (port, taken):
        mail = {"ASSETMAP_MAIL": f"smtp://{HOST}:{port}", "ASSETMAP_MAIL_FROM": "us@example.org"}
        silent = home.having(**mail, ASSETMAP_PUBLIC_URL="http://directory.example.org")
        with serving(silent, trial.log) as server:
            client = server.client()
            for listing_id in listing_ids(client)[:_REPORTS]:
                form = {"trouble": "danger", "words": "The stairs are broken"}
                answer = tell(client, f"/listing/{listing_id}/wrong", "report", form)
                trial.expect(answer.is_kept, f"a report was answered {answer.status}")
            wait = wait_until(lambda: bool(_accepted(taken)), _CONNECTED_S)
            trial.expect(wait is not None, "nobody came to the mail server")
            longest = trial.expect_answers(client, ("/healthz", "/find?q=lunch"))
    states = _letters(home)
    trial.expect(len(states) >= _REPORTS, f"{len(states)} letters are kept of {_REPORTS} reports")
    trial.expect(set(states) == {"waiting"}, f"letters are {', '.join(sorted(set(states)))}")
    next_day = home.on(f"{DAY[:-2]}17T10:00")
    status, words = output_of(next_day, "upkeep", "deliver")
    all_sent = f"{len(states)} letters sent, 0 waiting, 0 given up"
    trial.expect((status, all_sent in words) == (0, True), f"deliver said: {words.strip()}")
    trial.say(f"others answered within {longest:.2f} s; {all_sent} once there was a server")


@contextmanager
def _silence() -> Iterator[tuple[int, socket.socket]]:
    with closing(socket.create_server((HOST, 0), backlog=64)) as server:
        server.settimeout(0.1)
        yield server.getsockname()[1], server


def _accepted(server: socket.socket) -> bool:
    try:
        link, _ = server.accept()
    except TimeoutError:
        return False
    _HELD.append(link)  # open for as long as this run goes on
    return True


_HELD: list[socket.socket] = []


def _letters(home: Home) -> list[str]:
    with home.database.reading() as ask:
        rows = ask("SELECT document FROM letters")
    return [json.loads(text)["state"] for (text,) in rows]
