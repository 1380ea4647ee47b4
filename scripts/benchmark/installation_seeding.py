"""Makes an installation of several authorities with invented listings, written past the program.

What an import would take days for is made by several processes and copied into the database; the
texts, the places and the tables are those of an import.
"""

import json
import multiprocessing
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass
from functools import cache, partial
from pathlib import Path

from assetmap.borough.files import read_borough
from assetmap.domain.borough.borough import Borough
from assetmap.paths import BOROUGH
from assetmap.places.postcodes import Postcodes
from scripts.benchmark.copied_listings import (
    Copied,
    borough_of,
    copy_listings,
    count_listings,
    make_listings,
    make_schema,
)
from scripts.benchmark.councils import Council, largest_councils, write_borough

_MADE = "seeded.json"  # beside the home, once all of it is there
_SAID_EVERY = 25  # authorities


@dataclass(frozen=True)
class Seeded:
    """An installation's home, its councils, and what making it took in seconds of the clock."""

    home: Path
    councils: tuple[Council, ...]
    listings: int
    seconds: float
    schema_s: float  # the middle authority's
    making_s: float
    copying_s: float
    processes: int


def seed_installation(
    folder: Path,
    url: str,
    authorities: int,
    listings: int,
    *,
    seed: int,
    processes: int,
    say: Callable[[str], None],
) -> Seeded:
    """Make an installation in `folder` and in the database of `url`; nothing where it is there."""
    home = folder / "home"
    home.mkdir(mode=0o700, parents=True, exist_ok=True)
    councils = largest_councils(Postcodes(home / "cache"), authorities)
    note = folder / _MADE
    if note.exists():
        return Seeded(home, councils, **json.loads(note.read_text()))
    for council in councils:
        write_borough(council, home / "boroughs" / council.code)
    started = time.perf_counter()
    copied = _copied(councils, listings, url, home, seed, processes, say)
    took = _figures(copied, time.perf_counter() - started, processes)
    note.write_text(json.dumps(took))
    return Seeded(home, councils, **took)


def _copied(
    councils: Sequence[Council],
    listings: int,
    url: str,
    home: Path,
    seed: int,
    processes: int,
    say: Callable[[str], None],
) -> list[Copied]:
    """Every authority's listings, written by so many processes at once."""
    spawned = multiprocessing.get_context("spawn")
    one = partial(_copy_one, url=url, kept=home / "cache")
    whole, more = divmod(listings, len(councils))
    numbers = [whole + (at < more) for at in range(len(councils))]
    found: list[Copied] = []
    with ProcessPoolExecutor(processes, spawned) as pool:
        for copied in pool.map(one, councils, numbers, range(seed, seed + len(councils))):
            found.append(copied)
            if len(found) % _SAID_EVERY == 0:
                total = sum(one.listings for one in found)
                say(f"  {len(found)} of {len(councils)} authorities, {total:,} listings")
    return found


def _copy_one(council: Council, number: int, seed: int, *, url: str, kept: Path) -> Copied:
    started = time.perf_counter()
    make_schema(url, council.code)
    has_schema = time.perf_counter()
    if count_listings(url, council.code) == number:  # by a run that was stopped
        return Copied(number, has_schema - started, 0.0, 0.0)
    borough = borough_of(_shipped(), council)
    listings = list(make_listings(borough, _postcodes(kept), number, seed))
    made = time.perf_counter()
    copy_listings(url, council.code, listings)
    times = (has_schema - started, made - has_schema, time.perf_counter() - made)
    return Copied(len(listings), *times)


@cache
def _shipped() -> Borough:
    return read_borough(BOROUGH, BOROUGH / "none-of-its-own")


_postcodes = cache(Postcodes)


def _figures(copied: Sequence[Copied], seconds: float, processes: int) -> dict[str, float | int]:
    middle = {
        name: sorted(asdict(each)[name] for each in copied)[len(copied) // 2]
        for name in ("schema_s", "making_s", "copying_s")
    }
    total = sum(each.listings for each in copied)
    return {"listings": total, "seconds": seconds, "processes": processes, **middle}
