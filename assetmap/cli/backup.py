"""`backup`: everything that a data directory cannot do without, in one file, while it is served."""

import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from assetmap.bootstrap import opened_store
from assetmap.cli.opening import PLAIN, settings
from assetmap.services.backup.backing_up import KeyWish, back_up
from assetmap.services.backup.keys import SETTING
from assetmap.storage.backup.manifest import BOROUGH, PICTURES, KeyIn, Manifest
from assetmap.storage.secret_key import key_path

FILE = click.Path(path_type=Path)


@click.command()
@click.argument("file", type=FILE)
@click.option(
    "--key", "key_file", type=FILE, help="Write the key to this file, to be kept in another place."
)
@click.option("--with-key", is_flag=True, help="Enclose the key, encrypted by a passphrase.")
@click.option(
    "--passphrase-file",
    type=FILE,
    help="Read the passphrase from the first line of this file. Without it you are asked.",
)
def backup(file: Path, key_file: Path | None, with_key: bool, passphrase_file: Path | None) -> None:
    """Write a backup to FILE, a new one, also while the directory is served.

    It has all records, pictures and borough files, each with a checksum; not the index, which is
    made again from them. It holds personal data: its owner alone can read it. Exit status 1 when no
    backup was written.
    """
    if passphrase_file and not with_key:
        raise click.ClickException("--passphrase-file is for --with-key, which is not given")
    config = settings()
    with failures():
        passphrase = passphrase_of(passphrase_file, confirm=True) if with_key else ""
        with opened_store(config) as store:
            made = back_up(config, store, file, KeyWish(key_file, passphrase))
    click.echo(f"Backup written to {file}: {contents(made)}")
    kept = key_path(config.shared)
    is_setting = bool(config.secret_key) or not kept.exists()
    for line in _about_key(made, key_file, f"the value of {SETTING}" if is_setting else str(kept)):
        click.echo(line)


@contextmanager
def failures() -> Iterator[None]:
    """What cannot be backed up or restored ends the command with one line and exit status 1.

    Whoever asks it to end (a shutdown, a timer's limit) has it take out what is half-written.
    """
    before = signal.signal(signal.SIGTERM, _end)
    try:
        yield
    except PLAIN as error:
        click.echo(f"assetmap: {' '.join(str(error).split())}", err=True)
        raise click.exceptions.Exit(1) from error
    finally:
        signal.signal(signal.SIGTERM, before)


def _end(number: int, _: object) -> None:
    sys.exit(128 + number)


def passphrase_of(file: Path | None, *, confirm: bool = False) -> str:
    """The passphrase out of a file or, on a terminal, as somebody types it."""
    if file is None:
        if not sys.stdin.isatty():
            raise click.ClickException(
                "there is no terminal to ask for the passphrase on: give --passphrase-file FILE"
            )
        typed: str = click.prompt("Passphrase", hide_input=True, confirmation_prompt=confirm)
        return typed
    try:
        lines = file.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise click.ClickException(f"{file} cannot be read: {error}") from error
    return lines[0] if lines else ""


def contents(manifest: Manifest) -> str:
    """What is in a backup, in words: `342 listings, 12 pictures' files, 1 borough file, 1.4 MB`."""
    files = (
        (manifest.listings, "listing", "listings"),
        (manifest.count(PICTURES), "picture file", "picture files"),
        (manifest.count(BOROUGH), "borough file", "borough files"),
    )
    counted = [f"{number:,} {one if number == 1 else several}" for number, one, several in files]
    return ", ".join((*counted, f"{manifest.size / 1e6:,.1f} MB unpacked"))


def _about_key(made: Manifest, file: Path | None, place: str) -> Iterator[str]:
    if made.key is KeyIn.ENCLOSED:
        yield "The key is in it, encrypted: without the passphrase nobody can use it, you neither"
    if file:
        yield f"The key is in {file}: keep it in another place than the backup"
    elif made.key is KeyIn.APART:
        yield f"The key is not in it: keep {place} as well, in another place than the backup"
