"""What the first question costs a process that has just begun: the files of others are there, and
what the process before it worked out for all.
"""

import json
import os
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from assetmap.services.preparing import prepare
from scripts.benchmark.fetching import LIKE_A_BROWSER
from scripts.benchmark.home import context_of
from scripts.benchmark.processes import environment, run

_MODULE = "scripts.benchmark.cold"


@dataclass(frozen=True)
class ColdStart:
    """Seconds of processor time, once the program's modules are there."""

    opening: float
    first_question: float


def measure_cold(home: Path, word: str) -> ColdStart:
    """The middle of three fresh processes, by what their first question took. Raises Failed."""
    taken = []
    for _ in range(3):
        _, said = run(["-m", _MODULE, word], environment(home))
        taken.append(ColdStart(**json.loads(said.splitlines()[-1])))
    return sorted(taken, key=lambda each: each.first_question)[1]


def main(word: str) -> None:
    """Open the data directory of the environment and ask for one word."""
    from assetmap.app import create_app

    home = Path(os.environ["ASSETMAP_HOME"])
    before = context_of(home)  # as `serve` does before it begins a process
    prepare(before)
    before.close()
    started = time.process_time()
    context = context_of(home)
    client = create_app(context).test_client()
    opened = time.process_time()
    client.get(f"/find.json?q={word}", headers=LIKE_A_BROWSER)
    taken = {"opening": opened - started, "first_question": time.process_time() - opened}
    context.close()
    print(json.dumps(taken))


if __name__ == "__main__":
    main(sys.argv[1])
