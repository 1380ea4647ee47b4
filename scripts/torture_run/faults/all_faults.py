"""Every fault, by what it is called in the table."""

from collections.abc import Callable, Mapping

from scripts.torture_run.faults.brakes import brakes
from scripts.torture_run.faults.counters import counters
from scripts.torture_run.faults.damage import bad_record, zeroed_page
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
_OF_A_FILE = ("memory",)  # whose directory is made as a file


def faults_of(store: str) -> list[str]:
    """The names of those that can befall a store, `sqlite` or `postgres`."""
    return [name for name in FAULTS if store == "sqlite" or name not in _OF_A_FILE]
