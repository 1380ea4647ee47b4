"""Opens the context for a command, and says plainly why when it cannot be opened."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

import click

from assetmap.bootstrap import open_context
from assetmap.borough.files import BadBorough
from assetmap.config import BadSetting, Config, read_config
from assetmap.exchange.incoming import BadFile
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
    """The settings of the environment."""
    with plain_refusals():
        return read_config()


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
