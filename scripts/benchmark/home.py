"""A data directory of invented listings, filled as anybody would fill it: by the commands."""

import re
from dataclasses import dataclass
from pathlib import Path

from assetmap.bootstrap import open_context
from assetmap.borough.files import read_borough
from assetmap.config import read_config
from assetmap.paths import BOROUGH
from assetmap.places.postcodes import Postcodes
from assetmap.services.context import Context
from scripts.benchmark.processes import Failed, environment, run
from scripts.benchmark.seeding import SOURCE, Seeds, write_rows

COMMAND = ("-m", "assetmap.cli.main")


@dataclass(frozen=True)
class Imported:
    """A filled data directory and how long the import took, its index included."""

    home: Path
    size: int
    seconds: float


def fill(folder: Path, size: int, seed: int) -> Imported:
    """Make a data directory in `folder` and import `size` listings into it. Raises Failed."""
    home = folder / "home"
    env = environment(home)
    run([*COMMAND, "init"], env)
    config = read_config(env)
    file = folder / "listings.csv"
    seeds = Seeds(read_borough(BOROUGH, config.borough), Postcodes(config.cache), seed)
    write_rows(seeds.rows(size), file)
    seconds, said = run([*COMMAND, "import", str(file), "--publish", "--source", SOURCE], env)
    if not re.search(rf"\b{size:,} new, .*\n  0 refused", said):
        raise Failed(f"the import did not take all {size:,} listings: {said[:800]}")
    return Imported(home, size, seconds)


def context_of(home: Path) -> Context:
    """An open context over a data directory, with the same settings as the served app has."""
    return open_context(read_config(environment(home)))
