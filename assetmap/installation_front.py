"""Makes what an installation with several authorities has as a whole: the places and the listings
of all, which its own site finds by, and what keeps those listings in step.
"""

import socket
from collections.abc import Hashable, Mapping
from functools import partial
from typing import TYPE_CHECKING

from assetmap.bootstrap import open_database
from assetmap.borough.authority_places import read_authority_places
from assetmap.borough.files import read_borough, read_vocabulary, state_of
from assetmap.domain.borough.vocabulary import Vocabulary
from assetmap.installation import Installation
from assetmap.paths import BOROUGH
from assetmap.services.installation.all_listings import AllListings, can_index_all
from assetmap.services.installation.front import Front
from assetmap.services.installation.places import AllPlaces
from assetmap.storage.locks import FileLocks
from assetmap.storage.store import Store

if TYPE_CHECKING:
    from assetmap.services.installation.following import Following

FOLLOWED_EVERY_S = 0.3  # a change is found within a second of its commit


def front_of(installation: Installation) -> Front:
    """What the installation's own site works with."""
    config = installation.config
    places = AllPlaces(
        tuple(installation.authorities.values()),
        partial(read_authority_places, config.boroughs, BOROUGH),
        installation.shared.postcodes,
    )
    shipped = read_borough(BOROUGH, config.boroughs / ".none")
    front = Front(installation.authorities, places, shipped, listings_of(installation))
    if pool := installation.shared.pool:
        from assetmap.storage.postgres.all_records import AllRecords  # psycopg, as for the store

        front.ask_records = AllRecords(config.database_url, pool).states
    return front


def listings_of(installation: Installation) -> AllListings | None:
    """The index of all; None without PostgreSQL, or the engine for it."""
    if installation.shared.pool is None or not can_index_all():
        return None
    return AllListings(installation.config.home, tuple(installation.authorities))


def following_of(installation: Installation) -> "Following | None":
    """What keeps the index of all in step; None where there is no such index."""
    listings = listings_of(installation)
    if listings is None:
        return None
    from assetmap.services.installation.following import Following  # tantivy need not be installed

    locks = FileLocks(installation.config.home)
    return Following(listings, _Followed(installation), locks)


class _Followed:
    """The records of all authorities, as the index of all follows them."""

    def __init__(self, installation: Installation) -> None:
        from assetmap.services.installation.following import MACHINE
        from assetmap.storage.postgres.all_records import AllRecords  # psycopg, as for the store

        config, pool = installation.config, installation.shared.pool
        assert pool is not None
        self._boroughs, self._url, self._pool = config.boroughs, config.database_url, pool
        self._machine = MACHINE.format(config.machine or socket.gethostname())
        self._records = AllRecords(config.database_url, pool)
        self.codes = tuple(installation.authorities)

    def states(self) -> Mapping[str, str]:
        """See AllRecords in services/installation/following.py; the others too."""
        return self._records.states()

    def store(self, code: str) -> Store:
        """An authority's records."""
        return open_database(self._url, self._machine, code, self._pool)

    def vocabulary(self, code: str) -> tuple[Vocabulary, str]:
        """The words that its listings are found by."""
        return read_vocabulary(BOROUGH, self._boroughs / code)

    def files(self, code: str) -> Hashable:
        """What changes with its borough's files."""
        return state_of(self._boroughs / code)
