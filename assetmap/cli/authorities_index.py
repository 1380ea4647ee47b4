"""`authorities index`: what every authority's site and the installation's own are found by, made
ahead of the first who ask.
"""

from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import closing
from dataclasses import dataclass
from multiprocessing import get_context

import click

from assetmap.bootstrap import open_context
from assetmap.cli.opening import PLAIN, installation_settings, plain_refusals
from assetmap.config import Config
from assetmap.installation import Installation, authorities_of, config_of
from assetmap.installation_front import following_of


@dataclass(frozen=True)
class Made:
    """What was made of an authority: how many listings are in the index of all, None where there
    is none; or why it could not be.
    """

    code: str
    listings: int | None = None
    why_not: str = ""


@click.command("index")
@click.option("--jobs", default=1, show_default=True, type=click.IntRange(1, 64), help="Processes.")
def index(jobs: int) -> None:
    """Make the index of each authority and the index of all; what is up to date stays."""
    with plain_refusals():
        config = installation_settings()
        codes = list(authorities_of(config))
    if not codes:
        raise click.ClickException(
            f"there is no folder {config.boroughs}: this is a single directory, for which"
            " assetmap index rebuild makes the index"
        )
    failed, has_all = 0, True
    for number, made in enumerate(_each_made(config, codes, jobs), 1):
        failed += bool(made.why_not)
        has_all = has_all and (made.listings is not None or bool(made.why_not))
        click.echo(f"{number} of {len(codes)}: {made.code}, {_said(made)}")
    if not has_all:
        click.echo(
            "There is no index of all: it needs PostgreSQL and pip install 'assetmap[tantivy]'."
            " Until then the installation's own site asks for a place."
        )
    if failed:
        raise click.ClickException(f"{failed} of {len(codes)} could not be made: see above")


def _said(made: Made) -> str:
    if made.why_not:
        return f"not made: {made.why_not}"
    if made.listings is None:
        return "ready"
    noun = "listing" if made.listings == 1 else "listings"
    return f"ready, {made.listings:,} {noun} in the index of all"


def _each_made(config: Config, codes: list[str], jobs: int) -> Iterator[Made]:
    if jobs == 1:
        _Worker.installation = Installation(config)
        try:
            yield from map(_make, codes)
        finally:
            _Worker.installation.close()
        return
    # Begun anew and not parted from us: connections to the database are not shared.
    with ProcessPoolExecutor(
        jobs, get_context("spawn"), initializer=_begin, initargs=(config,)
    ) as workers:
        yield from workers.map(_make, codes)


class _Worker:
    """What a process works with."""

    installation: Installation


def _begin(config: Config) -> None:
    _Worker.installation = Installation(config)


def _make(code: str) -> Made:
    from assetmap.services.preparing import prepare  # slow import: numpy and the dictionary

    installation = _Worker.installation
    config = config_of(installation.config, installation.authorities[code])
    try:
        # Brings its own index up to date; closed, it has written all that it writes behind.
        with closing(open_context(config, shared=installation.shared)) as context:
            prepare(context)
        following = following_of(installation)
        return Made(code, following.bring_up_to_date(code) if following else None)
    except (*PLAIN, OSError) as error:
        return Made(code, why_not=str(error))
