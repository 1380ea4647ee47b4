"""`restore`: a backup back into an empty directory, a look at one, and the key that it needs."""

from collections.abc import Iterator
from pathlib import Path

import click

from assetmap.bootstrap import open_context, opened_store, take_records
from assetmap.cli.backup import FILE, contents, failures, passphrase_of
from assetmap.cli.opening import settings
from assetmap.config import Config
from assetmap.domain.people.people import COMMAND_LINE
from assetmap.services.backup.keys import WAYS_OUT, give_key
from assetmap.services.backup.new_key import Ended, replace_key
from assetmap.services.backup.restoring import (
    KeyFound,
    KeySource,
    Restored,
    check_backup,
)
from assetmap.services.backup.restoring import (
    restore as restore_backup,
)
from assetmap.services.listing_repository import Actor
from assetmap.storage.backup.manifest import KeyIn

_BY = Actor(COMMAND_LINE, "command line")


@click.command()
@click.argument("file", required=False, type=FILE)
@click.option("--check", is_flag=True, help="Read all of FILE, compare checksums, write nothing.")
@click.option("--key", "key_file", type=FILE, help="The key, where it was kept apart.")
@click.option("--new-key", is_flag=True, help="The key is lost: begin with another.")
@click.option(
    "--passphrase-file",
    type=FILE,
    help="Read the passphrase from the first line of this file. Without it you are asked.",
)
def restore(
    file: Path | None,
    check: bool,
    key_file: Path | None,
    new_key: bool,
    passphrase_file: Path | None,
) -> None:
    """Bring the backup FILE back into the data directory, which must be empty or missing.

    With ASSETMAP_DATABASE_URL the records go into that database, which must be empty as well, and
    all else into the folder that the machines share.

    The index is made again. Without the key commands that only read work, and `serve` does not:
    give it later, without FILE, by --key or --new-key. Exit status 1 when nothing was restored, or
    the backup is not as it was written.
    """
    if key_file and new_key:
        raise click.ClickException("give --key or --new-key, not both")
    if not file and (check or not (key_file or new_key)):
        raise click.ClickException("say which backup, or give --key FILE or --new-key")
    config = settings()
    with failures():
        if file is None:
            _only_key(config, key_file)
        elif check:
            _check(config, file, key_file, passphrase_file)
        else:
            source = KeySource(key_file, lambda: passphrase_of(passphrase_file), new_key)
            _restore(config, file, source)


def _check(config: Config, file: Path, key_file: Path | None, passphrase: Path | None) -> None:
    asked = (lambda: passphrase_of(passphrase)) if passphrase else None
    found = check_backup(file, KeySource(key_file, asked), config.secret_key)
    made = found.manifest
    click.echo(f"{file} is whole: {contents(made)}")
    click.echo(f"Made on {made.made_at:%-d %B %Y at %H:%M} by version {made.program}")
    if found.key is not KeyFound.MISSING:
        click.echo("The key fits")
    elif made.key is KeyIn.ENCLOSED:
        click.echo("The key is in it, encrypted by a passphrase, which was not tried")
    else:
        click.echo("The key is not in it, and was not tried: --key FILE tries it")


def _restore(config: Config, file: Path, source: KeySource) -> None:
    done = restore_backup(config, file, source, take_records)
    place = f"the database and {config.shared}" if config.database_url else str(config.home)
    click.echo(f"Restored to {place}: {contents(done.manifest)}")
    context = open_context(config, needs_key=False)  # makes the index
    try:
        click.echo("The index is made")
        for copy in context.store.earlier_copies():  # of older data: the backup is one already
            copy.unlink()
        ended = replace_key(config, context, _BY) if source.is_lost else None
    finally:
        context.close()
    for line in _ended_words(ended) if ended else _words(done):
        click.echo(line)


def _words(done: Restored) -> Iterator[str]:
    if done.key is KeyFound.MISSING:
        yield f"The key is missing: commands that only read work, serve does not. {WAYS_OUT}"
    elif done.key is KeyFound.GIVEN:
        yield "The key fits, and is in its place"
    else:
        yield "The key of the settings fits"


def _only_key(config: Config, file: Path | None) -> None:
    """Give the key to a directory that is there already, or a new one."""
    if file:
        with opened_store(config) as store:
            give_key(config, store, file)
        click.echo("The key fits, and is in its place")
        return
    with opened_store(config):  # which says so when there is none
        pass
    context = open_context(config, needs_key=False)
    try:
        ended = replace_key(config, context, _BY)
    finally:
        context.close()
    for line in _ended_words(ended):
        click.echo(line)


def _ended_words(ended: Ended) -> Iterator[str]:
    """What ended with the old key, a line each."""
    yield "A new key is in use. With the old one ended:"
    yield f"  codes to sign in: {ended.second_factors:,} of staff set them up anew, told by email"
    yield f"  sign-ins and remembered browsers: {ended.sign_ins:,}"
    yield f"  organisers' links: {ended.links:,}; the day's work writes to them again"
    yield f"  links to a password, {ended.invitations:,} of them invitations: invite them again"
    yield f"  letters with such links or codes that were not sent yet: {ended.letters:,}"
    yield (
        f"  who asked not to be listed: {ended.known_by_name_alone:,} are known by name alone now, "
        f"no more by phone or email; {ended.not_known:,} of them had no name: add those again"
    )
    if ended.webhooks:
        yield f"  webhooks: {ended.webhooks:,} are off until an admin makes new secrets"
    yield "Passwords, sheets' codes, listings and their history stay"
