"""Opens the context for a command, and says plainly why when it cannot be opened."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import click

from assetmap.bootstrap import open_context
from assetmap.borough.files import BadBorough
from assetmap.config import BadSetting, Config, read_config
from assetmap.exchange.incoming import BadFile
from assetmap.installation import chosen_config
from assetmap.search_index.text_index import IndexUnwritable
from assetmap.search_index.text_view import IndexDamaged
from assetmap.services.context import Context
from assetmap.storage.store import StoreError

_UMASK = os.umask(0o077)  # it can only be asked by setting it
os.umask(_UMASK)
PUBLIC = 0o666 & ~_UMASK  # the mode of a public file, as the caller's umask has it
PLAIN = (BadSetting, BadBorough, BadFile, IndexDamaged, IndexUnwritable, StoreError)


@contextmanager
def plain_refusals() -> Iterator[None]:
    """Whatever is refused in plain words becomes the command's one line of error."""
    try:
        yield
    except PLAIN as error:
        raise click.ClickException(str(error)) from error


def settings() -> Config:
    """The settings of whom the command is for, by the environment and `--authority`."""
    with plain_refusals():
        return chosen_config(installation_settings())


def installation_settings() -> Config:
    """The settings of the installation, whether it has one authority or several; which of them is
    said is in it.
    """
    with plain_refusals():
        config = read_config()
        running = click.get_current_context(silent=True)
        said = running.find_root().params.get("authority") if running else None
        return replace(config, authority=said) if said else config


@contextmanager
def opened(*, needs_key: bool = True) -> Iterator[Context]:
    """The context for the length of a command; its plain refusals end the command.

    Without `needs_key` for a command that only reads: it works without the key of the data.
    """
    with plain_refusals():
        context = open_context(settings(), needs_key=needs_key)
        try:
            yield context
        finally:
            context.close()
