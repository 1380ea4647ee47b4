"""Memory: a day of editing while phones renew the saved directory after every change."""

import tempfile
from contextlib import closing
from pathlib import Path

from scripts.benchmark.home import fill
from scripts.benchmark.processes import MemoryUse, memory_of
from scripts.torture_run.client import Client, Staff
from scripts.torture_run.faults.trial import Trial
from scripts.torture_run.homes import EDITOR, cookies, home_at, keep_staff
from scripts.torture_run.ledger import Ledger
from scripts.torture_run.servers import Server, serving

LISTINGS, EDITS = 2_000, 140
MOST_MB = 30.0  # more than before the first edit
_AWAKE = 10  # pages of each sort that each process is asked for before it is weighed
_PAGES = ("/", "/find?q=lunch", "/find.json?q=walking+group", "/map.json", "/pack.json")


def worker_memory(trial: Trial) -> None:
    """A worker is within 30 MB of where it was, after 140 edits with phones renewing."""
    with tempfile.TemporaryDirectory(dir=trial.folder) as folder:
        home = home_at(fill(Path(folder), LISTINGS, 1).home)
        with closing(home.opened()) as context:
            keep_staff(context)
        [cookie] = cookies(home, EDITOR)
        with serving(home, trial.log) as server:
            before, most, after = _edit(trial, server, cookie)
    grown, peak = _grown(before, after), _grown(before, most)
    trial.expect(grown <= MOST_MB, f"a worker grew by {grown:.0f} MB")
    started, ended = max(before.values()), max(after.values())
    trial.say(
        f"{EDITS} edits at {LISTINGS:,} listings: {started:.0f} MB, {ended:.0f} MB after "
        f"({grown:+.0f}, at most {peak:+.0f})"
    )


def _edit(
    trial: Trial, server: Server, cookie: str
) -> tuple[dict[int, float], dict[int, float], dict[int, float]]:
    """The edits; each worker's megabytes before, at most, and after."""
    client, staff = server.client(), Staff(server.client(), cookie)
    for _ in range(_AWAKE * len(server.children())):
        _renew(trial, client)
    before = _weighed(server)
    most = dict(before)
    ids = [each["id"] for each in client.data("/find.json?per_page=100")["results"]]
    ledger = Ledger()
    for number in range(EDITS):
        path = f"/work/listings/{ids[number % len(ids)]}/change/live"
        answer = staff.post(path, {"notice": f"Not this week {ledger.new_mark()}"})
        trial.expect(answer.is_kept, f"an edit was answered {answer.status}")
        _renew(trial, client)
        now = _weighed(server)
        most = {pid: max(most.get(pid, 0.0), now[pid]) for pid in now}
    return before, most, _weighed(server)


def _renew(trial: Trial, client: Client) -> None:
    """What phones and browsers ask for after a change."""
    for path in _PAGES:
        status = client.get(path, **{"Accept-Encoding": "br"}).status
        trial.expect(status == 200, f"{path} was answered {status}")


def _weighed(server: Server) -> dict[int, float]:
    found = {pid: memory_of(pid) for pid in server.children()}
    return {pid: use.rss for pid, use in found.items() if isinstance(use, MemoryUse)}


def _grown(before: dict[int, float], after: dict[int, float]) -> float:
    """By how much the worker grew that grew most; one that is new was killed for its memory."""
    return max((after[pid] - before.get(pid, 0.0) for pid in after), default=float("inf"))
