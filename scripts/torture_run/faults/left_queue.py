"""An import that was killed between the records' commit and the index's."""

import time
from pathlib import Path

from scripts.torture_run.client import Client
from scripts.torture_run.faults.trial import Trial
from scripts.torture_run.homes import Home
from scripts.torture_run.ledger import Ledger
from scripts.torture_run.servers import Process, serving, wait_until
from scripts.torture_run.work import ROWS, write_rows

_FOUND_S = 15.0  # the index is looked after every two seconds
_KILLED_S = 60.0
_DIES = """
import os, signal
from assetmap.services.indexing import Indexer
Indexer.catch_up = lambda *_, **__: os.kill(os.getpid(), signal.SIGKILL)
"""


def left_queue(trial: Trial) -> None:
    """What it left is found though nobody writes, and by a server that is started upon it."""
    home, ledger = trial.home(), Ledger()
    with serving(home, trial.log) as server:
        mark = _die(trial, home, ledger)
        began = time.monotonic()
        wait_until(lambda: _number(server.client(), mark) == ROWS, _FOUND_S)
        found, took = _number(server.client(), mark), time.monotonic() - began
        trial.expect(found == ROWS, f"{found} of {ROWS} are found while nobody writes")
    mark = _die(trial, home, ledger)
    with serving(home, trial.log) as server:
        found = _number(server.client(), mark)
        trial.expect(found == ROWS, f"{found} of {ROWS} are found after a start")
    trial.say(f"{ROWS} listings found {took:.1f} s later while nobody wrote; at once after a start")


def _die(trial: Trial, home: Home, ledger: Ledger) -> str:
    mark, file = ledger.new_mark(), Path(trial.folder) / "torture.csv"
    write_rows(file, mark)
    words = ("import", str(file), "--publish", "--source", "torture")
    status = Process(home, *words, log=trial.log, prelude=_DIES).wait(_KILLED_S)
    trial.expect(status == -9, f"the import ended with {status} and was to be killed")
    return mark


def _number(client: Client, mark: str) -> int:
    return int(client.data(f"/find.json?q={mark}&exact=yes")["total"])
