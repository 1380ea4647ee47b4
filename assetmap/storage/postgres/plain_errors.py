"""The database's own errors in plain words."""

from collections.abc import Iterator
from contextlib import contextmanager

import psycopg

from assetmap.storage.store import Unavailable


@contextmanager
def plain_errors() -> Iterator[None]:
    """The database's errors as Unavailable."""
    try:
        yield
    except psycopg.Error as error:
        raise unavailable(error) from error


def unavailable(error: psycopg.Error) -> Unavailable:
    """What is raised for an error: not all that the server says, which may quote the row."""
    said = error.diag.message_primary or str(error)
    return Unavailable(f"the database cannot be used: {' '.join(said.split())}")
