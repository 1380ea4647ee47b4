"""Somebody else who locks, a limit to how long a statement takes, and a database only to read."""

import time
from urllib.parse import urlsplit

import psycopg

from scripts.torture_run.databases import URL
from scripts.torture_run.faults.database.answers import expect_told, report
from scripts.torture_run.faults.trial import Trial, listing_ids
from scripts.torture_run.homes import Home
from scripts.torture_run.servers import serving

_LONGEST_S = 25.0  # a writer waits 15 for another
_END = (
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
    " WHERE usename = 'assetmap' AND pid <> pg_backend_pid()"
)


def locked(trial: Trial) -> None:
    """Who writes waits for a while and is told then; who reads does not notice."""
    home = trial.home()
    with serving(home, trial.log) as site:
        ids = listing_ids(site.client())
        with psycopg.connect(home.settings[URL]) as other:
            other.execute("SELECT value FROM counters WHERE name = 'generation' FOR UPDATE")
            began = time.monotonic()
            expect_told(trial, report(site.client(2), ids[0], "It has moved"), "a report")
            took = time.monotonic() - began
            trial.expect(took < _LONGEST_S, f"a report waited {took:.0f} s")
            longest = trial.expect_answers(site.client(), ("/find?q=lunch",), 3)
        taken = report(site.client(3), ids[1], "It has moved")
        trial.expect(taken.is_kept, f"a report afterwards was answered {taken.status}")
    trial.say(f"told after {took:.0f} s; others read on within {longest:.2f} s")


def hurried(trial: Trial) -> None:
    """A statement that the server ends for its length is told as one that failed."""
    home = trial.home()
    _set(trial, home, "statement_timeout", "'1500ms'")
    with serving(home, trial.log) as site:
        ids = listing_ids(site.client())
        with psycopg.connect(home.settings[URL]) as other:
            other.execute("LOCK TABLE reports IN ACCESS EXCLUSIVE MODE")
            expect_told(trial, report(site.client(2), ids[0], "It has moved"), "a report")
            trial.expect_answers(site.client(), ("/find?q=lunch",), 3)
        taken = report(site.client(3), ids[1], "It has moved")
        trial.expect(taken.is_kept, f"a report afterwards was answered {taken.status}")
    trial.say("told; others read on")


def read_only(trial: Trial) -> None:
    """The site reads on and says that it takes nothing; then it does again."""
    home = trial.home()
    with serving(home, trial.log) as site:
        ids = listing_ids(site.client())
        _set(trial, home, "default_transaction_read_only", "on")
        expect_told(trial, report(site.client(2), ids[0], "It has moved"), "a report")
        trial.expect_answers(site.client(), ("/", "/find?q=lunch", f"/listing/{ids[0]}"), 3)
        health = site.client().get("/healthz").status
        trial.expect(health == 503, f"/healthz was answered {health}")
        _set(trial, home, "default_transaction_read_only", "off")
        taken = report(site.client(3), ids[1], "It has moved")
        trial.expect(taken.is_kept, f"a report afterwards was answered {taken.status}")
    trial.say("read on, and said what it could not do")


def _set(trial: Trial, home: Home, name: str, value: str) -> None:
    """Set something of the database, for whoever comes from now on; all others have to come."""
    database = urlsplit(home.settings[URL]).path[1:]
    server = trial.needed_database()
    server.rows(f"ALTER DATABASE {database} SET {name} = {value}")
    server.rows(_END)
