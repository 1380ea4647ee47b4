"""What people are answered while the records cannot be had: in words, and soon."""

import time

from scripts.torture_run.client import HTTP_FAILED, Answer, Client
from scripts.torture_run.faults.trial import SLOWEST_S, Trial
from scripts.torture_run.writers import tell

PAGES = ("/", "/find?q=lunch", "/browse", "/find.json?q=lunch", "/account")
_INSIDES = ("Traceback", "psycopg", "127.0.0.1", "SELECT")


def report(client: Client, listing_id: str, words: str) -> Answer:
    """What a report of a resident is answered with."""
    form = {"trouble": "other", "words": words}
    return tell(client, f"/listing/{listing_id}/wrong", "report", form)


def expect_told(trial: Trial, answer: Answer, what: str) -> None:
    """A page in words that it cannot be done now, without what is inside."""
    is_told = answer.status == 503 and "<h1>" in answer.text
    trial.expect(is_told, f"{what} was answered {answer.status}: {answer.text[:80]}")
    inside = [word for word in _INSIDES if word in answer.text]
    trial.expect(not inside, f"{what} shows {', '.join(inside)}")


def expect_pages_or_told(trial: Trial, client: Client) -> int:
    """Each page is there, or says that it cannot be; soon. How many are there."""
    there = 0
    for path in PAGES:
        began = time.monotonic()
        try:
            answer = client.get(path)
        except HTTP_FAILED as error:
            trial.wrong.append(f"{path} was not answered: {error!r}")
            continue
        took = time.monotonic() - began
        trial.expect(took < SLOWEST_S, f"{path} took {took:.1f} s")
        inside = [word for word in _INSIDES if word in answer.text]
        is_told = answer.status in (200, 302, 503) and not inside
        trial.expect(is_told, f"{path} was answered {answer.status}, with {inside} in it")
        there += answer.status == 200
    return there
