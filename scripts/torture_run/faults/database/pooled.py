"""A pgbouncer in transaction mode in front, which is killed and started again while people write."""

import threading
from urllib.parse import urlsplit

from scripts.postgres_cluster.pgbouncer import PgBouncer
from scripts.torture_run.client import Answer
from scripts.torture_run.comparison import compare_files
from scripts.torture_run.databases import URL
from scripts.torture_run.faults.database.answers import expect_told, report
from scripts.torture_run.faults.trial import Trial, listing_ids
from scripts.torture_run.servers import serving, wait_until

_TIMES = 3
_REPORTS = 5  # from each address
_BACK_S = 30.0


def pooled(trial: Trial) -> None:
    """Whoever is cut off is told so, what was acknowledged is there, and all goes on by itself."""
    home = trial.home()
    bouncer = PgBouncer.make(trial.needed_database().folder / "bouncer", trial.needed_database())
    bouncer.start()
    kept: list[str] = []
    try:
        name = urlsplit(home.settings[URL]).path[1:]
        with serving(home.having(**{URL: bouncer.url(name)}), trial.log) as site:
            ids = listing_ids(site.client())

            def write(number: int) -> None:
                for at in range(_REPORTS):
                    words = f"It has moved to {number} and {at}"
                    answer: Answer = report(site.client(number + 2), ids[at], words)
                    if answer.is_kept:
                        kept.append(words)
                    else:
                        expect_told(trial, answer, "a report")

            for time in range(_TIMES):
                writers = [threading.Thread(target=write, args=(time * 10 + n,)) for n in range(4)]
                for each in writers:
                    each.start()
                wait_until(lambda known=len(kept): len(kept) > known, _BACK_S)  # type: ignore[misc]
                bouncer.kill()
                bouncer.start()
                for each in writers:
                    each.join()
            took = wait_until(lambda: site.client().get("/healthz").status == 200, _BACK_S)
            trial.expect(took is not None, "it is not well afterwards")
            taken = report(site.client(99), ids[0], "It has moved")
            trial.expect(taken.is_kept, f"a report afterwards was answered {taken.status}")
        with home.database.reading() as ask:
            held = "".join(text for (text,) in ask("SELECT document FROM reports"))
        lost = [words for words in kept if words not in held]
        trial.expect(not lost, f"{len(lost)} of {len(kept)} reports are lost")
        trial.wrong += compare_files(home, []).disagreeing
    finally:
        bouncer.kill()
    trial.say(f"killed {_TIMES} times: {len(kept)} of {_TIMES * 4 * _REPORTS} kept, none lost")
