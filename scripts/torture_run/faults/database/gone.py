"""A server of a database that is killed, started again, and one that ends all its sessions."""

from scripts.torture_run.faults.database.answers import (
    PAGES,
    expect_pages_or_told,
    expect_told,
    report,
)
from scripts.torture_run.faults.trial import Trial, listing_ids
from scripts.torture_run.servers import serving, wait_until

_BACK_S = 30.0
_END = (
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
    " WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()"
)


def gone(trial: Trial) -> None:
    """Whoever asks is told so; all is well once it is back, with no start of ours."""
    server = trial.needed_database()
    with serving(trial.home(), trial.log) as site:
        client = site.client()
        ids = listing_ids(client)
        server.kill()
        there = expect_pages_or_told(trial, client)
        expect_told(trial, report(client, ids[0], "It has moved"), "a report")
        health = client.get("/healthz").status
        trial.expect(health == 503, f"/healthz was answered {health}")
        server.start()
        took = wait_until(lambda: client.get("/healthz").status == 200, _BACK_S)
        trial.expect(took is not None, f"it is not well {_BACK_S:.0f} s later")
        taken = report(site.client(2), ids[1], "It has moved")
        trial.expect(taken.is_kept, f"a report afterwards was answered {taken.status}")
        for number in range(10):
            server.rows(_END)
            trial.expect_answers(client, ("/find?q=lunch",), 1)
            taken = report(site.client(3 + number), ids[2 + number], "It has moved")
            trial.expect(taken.is_kept, f"with sessions ended it was answered {taken.status}")
    trial.say(
        f"{there} of {len(PAGES)} pages there and the rest said so; well {took or 0:.1f} s later"
    )
