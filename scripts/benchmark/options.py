"""The words of `scripts/bench`."""

import argparse
from pathlib import Path

from scripts.benchmark.installation_run import STEPS, InstallationOptions
from scripts.benchmark.stores import STORES, TEXT_ENGINES

_SIZES = [2_000, 20_000]
_LISTINGS_OF_EACH = 3_333


def read_options(words: list[str] | None = None) -> argparse.Namespace:
    """What was asked for; ends the program where it cannot be done."""
    parser = argparse.ArgumentParser(
        prog="scripts/bench",
        description="Figures of the directory beside Datasette over the same invented listings. "
        "Takes some minutes; writes only to a temporary folder; listens only on 127.0.0.1.",
    )
    parser.add_argument(
        "--sizes", type=_sizes, default=_SIZES, help="listings: 2000,20000 unless given"
    )
    parser.add_argument(
        "--requests",
        type=int,
        default=480,
        metavar="N",
        help="of each question, and of each take of what is compared (default: 480)",
    )
    parser.add_argument("--seed", type=int, default=1, help="another seed, other listings")
    parser.add_argument(
        "--servers", action="store_true", help="compare ways to serve the app, and nothing else"
    )
    parser.add_argument(
        "--meaning", type=Path, metavar="FOLDER", help="search by meaning too: a model's weights"
    )
    parser.add_argument("--markdown", action="store_true", help="print Markdown tables")
    parser.add_argument(
        "--store", choices=STORES, default=STORES[0], help="where records lie (default: sqlite)"
    )
    parser.add_argument(
        "--text-engine", choices=TEXT_ENGINES, default="", help="the text index, of two"
    )
    _of_large_ones(parser)
    _of_an_installation(parser)
    options = parser.parse_args(words)
    if options.servers and options.sizes == _SIZES:
        options.sizes = [2_000]
    return options


def _of_large_ones(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--brief",
        action="store_true",
        help="import, start, questions, memory and a change alone, as for 200000",
    )
    parser.add_argument(
        "--folder", type=Path, help="keep it there, and go on with what a run before this one made"
    )


def installation_options(options: argparse.Namespace) -> InstallationOptions:
    """What is asked of an installation of several authorities."""
    return InstallationOptions(
        authorities=options.authorities,
        listings=options.listings or options.authorities * _LISTINGS_OF_EACH,
        seed=options.seed,
        folder=options.folder,
        until=options.until,
        text_engine=options.text_engine,
    )


def _of_an_installation(parser: argparse.ArgumentParser) -> None:
    group = parser.add_argument_group("an installation of several authorities, on PostgreSQL")
    group.add_argument(
        "--authorities", type=_authorities, metavar="N", help="the N councils with most postcodes"
    )
    group.add_argument(
        "--listings", type=_listings, metavar="N", help="of all together (default: 3333 of each)"
    )
    group.add_argument(
        "--until", choices=STEPS, default=STEPS[-1], help="the last thing done (default: measure)"
    )


def _sizes(text: str) -> list[int]:
    sizes = [int(part) for part in text.replace("_", "").split(",")]
    if not all(100 <= size <= 200_000 for size in sizes):
        raise argparse.ArgumentTypeError("give sizes between 100 and 200000, such as 2000,20000")
    return sizes


def _authorities(text: str) -> int:
    if not text.isdecimal() or not 2 <= int(text) <= 350:
        raise argparse.ArgumentTypeError("give a number of authorities from 2 to 350")
    return int(text)


def _listings(text: str) -> int:
    if not text.isdecimal() or not 100 <= int(text) <= 5_000_000:
        raise argparse.ArgumentTypeError("give a number of listings from 100 to 5000000")
    return int(text)
