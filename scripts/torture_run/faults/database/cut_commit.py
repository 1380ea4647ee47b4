"""A connection that is cut in the middle of a commit: nobody can say whether it was kept."""

from urllib.parse import urlsplit

from scripts.postgres_cluster.proxy import CuttingProxy
from scripts.torture_run.databases import URL
from scripts.torture_run.faults.database.answers import expect_told, report
from scripts.torture_run.faults.trial import Trial, listing_ids
from scripts.torture_run.homes import Home
from scripts.torture_run.servers import serving

_TIMES = 6
_UNKNOWN = "We do not know if that was saved"


def cut_commit(trial: Trial) -> None:
    """It is called neither kept nor lost, whether it was or not; and nothing is half done."""
    home = trial.home()
    address = urlsplit(home.settings[URL])
    with CuttingProxy(address.port or 0) as proxy:
        netloc = f"{address.username}@127.0.0.1:{proxy.port}"
        cut = home.having(**{URL: address._replace(netloc=netloc).geturl()})
        with serving(cut, trial.log) as site:
            ids = listing_ids(site.client())
            for number in range(_TIMES):
                is_heard = number % 2 == 0
                proxy.cut_at(b"COMMIT", after=b"INSERT INTO reports", is_heard=is_heard)
                words = f"It has moved to number {number}"
                answer = report(site.client(number + 2), ids[number], words)
                expect_told(trial, answer, "a report whose commit was cut")
                trial.expect(_UNKNOWN in answer.text, "it does not say that it is not known")
                held = _is_held(home, words)
                trial.expect(held == is_heard, f"commit {number} came through: {held}")
            taken = report(site.client(20), ids[20], "It has moved")
            trial.expect(taken.is_kept, f"a report afterwards was answered {taken.status}")
    trial.say(f"{proxy.cuts} commits cut, half of them kept: each answered as not known")


def _is_held(home: Home, words: str) -> bool:
    with home.database.reading() as ask:
        return any(words in text for (text,) in ask("SELECT document FROM reports"))
