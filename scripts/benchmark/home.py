"""A data directory of invented listings, filled as anybody would fill it: by the commands."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count, islice
from pathlib import Path

from assetmap.bootstrap import open_context
from assetmap.borough.files import read_borough
from assetmap.config import read_config
from assetmap.paths import BOROUGH
from assetmap.places.postcodes import Postcodes
from assetmap.services.context import Context
from scripts.benchmark.processes import Failed, environment, run
from scripts.benchmark.seeding import SOURCE, Row, Seeds, write_rows

COMMAND = ("-m", "assetmap.cli.main")
_ROWS_OF_A_FILE = 50_000  # some 60 MB; a file may have 100
_PATIENCE_S = 7_200


@dataclass(frozen=True)
class Imported:
    """A filled data directory and how long the import took, its index included."""

    home: Path
    size: int
    seconds: float


def fill(folder: Path, size: int, seed: int) -> Imported:
    """Make a data directory in `folder` and import `size` listings into it. Raises Failed.

    One that was filled there before is taken as it is.
    """
    home, took = folder / "home", folder / f"imported-{size}"
    if took.exists():
        return Imported(home, size, float(took.read_text()))
    env = environment(home)
    run([*COMMAND, "init"], env)
    config = read_config(env)
    seeds = Seeds(read_borough(BOROUGH, config.borough), Postcodes(config.cache), seed)
    files = list(_written(seeds.rows(size), folder))
    command = [*COMMAND, "import", *files, "--publish", "--source", SOURCE]
    seconds, said = run(command, env, patience_s=_PATIENCE_S)
    taken = [int(number.replace(",", "")) for number in re.findall(r"([\d,]+) new, ", said)]
    if sum(taken) != size or len(re.findall(r"^  0 refused", said, re.MULTILINE)) != len(files):
        raise Failed(f"the import did not take all {size:,} listings: {said[:800]}")
    took.write_text(f"{seconds:.1f}")
    return Imported(home, size, seconds)


def _written(rows: Iterator[Row], folder: Path) -> Iterator[str]:
    """The files of the listings, of so many each as the program reads of one."""
    for number in count(1):
        first = list(islice(rows, _ROWS_OF_A_FILE))
        if not first:
            return
        file = folder / f"listings{number}.csv"
        write_rows(first, file)
        yield str(file)


def context_of(home: Path) -> Context:
    """An open context over a data directory, with the same settings as the served app has."""
    return open_context(read_config(environment(home)))
