"""Every fault, by what it is called in the table."""

from collections.abc import Callable, Mapping

from scripts.torture_run.faults.brakes import brakes
from scripts.torture_run.faults.counters import counters
from scripts.torture_run.faults.damage import bad_record, zeroed_page
from scripts.torture_run.faults.database.cut_commit import cut_commit
from scripts.torture_run.faults.database.full import full
from scripts.torture_run.faults.database.gone import gone
from scripts.torture_run.faults.database.not_ours import not_ours
from scripts.torture_run.faults.database.pooled import pooled
from scripts.torture_run.faults.database.waits import hurried, locked, read_only
from scripts.torture_run.faults.left_queue import left_queue
from scripts.torture_run.faults.refusals import refusals
from scripts.torture_run.faults.silent_mail import silent_mail
from scripts.torture_run.faults.slow_clients import slow_clients
from scripts.torture_run.faults.trial import Trial
from scripts.torture_run.faults.worker_memory import worker_memory

FAULTS: Mapping[str, Callable[[Trial], None]] = {
    "slow clients": slow_clients,
    "a silent mail server": silent_mail,
    "counters of limits": counters,
    "a queue left by a killed import": left_queue,
    "a bad record": bad_record,
    "a zeroed page in the index": zeroed_page,
    "memory": worker_memory,
    "the brakes of upkeep": brakes,
    "what must be refused": refusals,
}
# Of what is a file of the data directory alone: the first makes its directory as one.
_OF_A_FILE = ("memory", "counters of limits")
_OF_A_SERVER: Mapping[str, Callable[[Trial], None]] = {
    "the database gone": gone,
    "a commit cut off": cut_commit,
    "a locked database": locked,
    "statements cut short": hurried,
    "a database only to read": read_only,
    "a full database": full,
    "pgbouncer killed": pooled,
    "a database that is not ours": not_ours,
}
EVERY_FAULT = {**FAULTS, **_OF_A_SERVER}


def faults_of(store: str) -> list[str]:
    """The names of those that can befall a store, `sqlite` or `postgres`."""
    if store == "sqlite":
        return [*FAULTS]
    return [name for name in EVERY_FAULT if name not in _OF_A_FILE]
