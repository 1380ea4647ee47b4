"""A pgbouncer in transaction mode in front, which is killed and started again while all write."""

import threading
from urllib.parse import urlsplit

from scripts.postgres_cluster.pgbouncer import PgBouncer
from scripts.torture_run.comparison import compare_files
from scripts.torture_run.databases import URL
from scripts.torture_run.faults.database.answers import expect_told, report
from scripts.torture_run.faults.trial import Trial, listing_ids
from scripts.torture_run.homes import Home
from scripts.torture_run.servers import Server, serving, wait_until

_TIMES, _WRITERS = 3, 4
_REPORTS = 5  # from each address
_BACK_S = 30.0


def pooled(trial: Trial) -> None:
    """Whoever is cut off is told so, what was acknowledged is there, and all goes on by itself."""
    server, home = trial.needed_database(), trial.home()
    bouncer = PgBouncer.make(server.folder / "bouncer", server)
    bouncer.start()
    try:
        kept = _kill_and_write(trial, home, bouncer)
    finally:
        bouncer.kill()
    with home.database.reading() as ask:
        held = "".join(text for (text,) in ask("SELECT document FROM reports"))
    lost = [words for words in kept if words not in held]
    trial.expect(not lost, f"{len(lost)} of {len(kept)} reports are lost")
    trial.wrong += compare_files(home, []).disagreeing
    sent = _TIMES * _WRITERS * _REPORTS
    trial.say(f"killed {_TIMES} times: {len(kept)} of {sent} reports kept, {len(lost)} lost")


def _kill_and_write(trial: Trial, home: Home, bouncer: PgBouncer) -> list[str]:
    """The words of the reports that were acknowledged."""
    kept: list[str] = []
    name = urlsplit(home.settings[URL]).path[1:]
    with serving(home.having(**{URL: bouncer.url(name)}), trial.log) as site:
        ids = listing_ids(site.client())
        for time in range(_TIMES):
            before = len(kept)
            writers = [
                threading.Thread(target=_write, args=(trial, site, ids, kept, time * 10 + number))
                for number in range(_WRITERS)
            ]
            for each in writers:
                each.start()
            wait_until(lambda least=before: len(kept) > least, _BACK_S)  # type: ignore[misc]
            bouncer.kill()
            bouncer.start()
            for each in writers:
                each.join()
        took = wait_until(lambda: site.client().get("/healthz").status == 200, _BACK_S)
        trial.expect(took is not None, "it is not well afterwards")
        taken = report(site.client(99), ids[0], "It has moved")
        trial.expect(taken.is_kept, f"a report afterwards was answered {taken.status}")
    return kept


def _write(trial: Trial, site: Server, ids: list[str], kept: list[str], number: int) -> None:
    for at in range(_REPORTS):
        words = f"It has moved to {number} and {at}"
        answer = report(site.client(number + 2), ids[at], words)
        if answer.is_kept:
            kept.append(words)
        else:
            expect_told(trial, answer, "a report")
