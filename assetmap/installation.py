"""An installation: one authority, or several, each with people, records and pages of its own.

With several, each has its own folder of data, its own schema in a PostgreSQL database, its own key,
and so people, roles, queue and figures of its own. What they have in common is the program, the
postcodes, and the connections to the database.
"""

import hashlib
import hmac
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace
from functools import cached_property

from assetmap.bootstrap import Shared, open_context, open_pool
from assetmap.borough.authorities import Authority, read_authorities
from assetmap.config import BadSetting, Config
from assetmap.paths import BOROUGH
from assetmap.places.council_cells import CouncilCells
from assetmap.places.postcodes import Postcodes
from assetmap.services.context import Context
from assetmap.services.lending import OpenContexts
from assetmap.services.neighbours import CouncilNeighbours
from assetmap.storage.served_address import served_address

_NAMED = 10  # authorities in a message


def authorities_of(config: Config) -> Mapping[str, Authority]:
    """The authorities of an installation by code; none where it holds a single one.

    Raises BadBorough.
    """
    found = read_authorities(config.boroughs, BOROUGH, installation_url(config))
    return {each.code: each for each in found}


def installation_url(config: Config) -> str:
    """The address of the installation itself: what is set, or where it was last served."""
    served = "" if config.has_public_url else served_address(config.home)
    return served or config.public_url


def config_of(config: Config, authority: Authority) -> Config:
    """The settings of one authority of an installation.

    A key that the settings give makes one for each authority: a sign-in of one says nothing in
    another.
    """
    key = config.secret_key
    own = hmac.new(key.encode(), authority.code.encode(), hashlib.sha256).hexdigest() if key else ""
    return config.of_authority(authority.code, authority.public_url, own)


def chosen_config(config: Config) -> Config:
    """The settings of whom a command is for: of the authority that is said, where there are
    several. Raises BadSetting, BadBorough.
    """
    code = config.authority
    authorities = authorities_of(config)
    if not authorities and code:
        raise BadSetting(
            f"there is no folder {config.boroughs / code}: an installation with one authority takes"
            " no --authority"
        )
    if not authorities:
        return config
    if code not in authorities:
        which = f"there is none called {code!r}" if code else "say which with --authority CODE"
        raise BadSetting(
            f"{config.boroughs} has several authorities: {which}: {_some(authorities)}"
        )
    return config_of(config, authorities[code])


def _some(authorities: Mapping[str, Authority]) -> str:
    first, more = list(authorities)[:_NAMED], len(authorities) - _NAMED
    return ", ".join(first) + (f" and {more} more" if more > 0 else "")


class Installation:
    """Several authorities in one process. Safe to use from several threads.

    Raises BadBorough, Unavailable.
    """

    def __init__(self, config: Config) -> None:
        self.config = replace(config, public_url=installation_url(config))
        self.authorities = authorities_of(config)
        pool = open_pool(config.database_url) if config.database_url else None
        cells = CouncilCells(config.cache)
        self.neighbours = CouncilNeighbours(self.authorities.values(), cells, self.lent)
        self.shared = Shared(Postcodes(config.cache), pool, self.neighbours.of)
        self.contexts = OpenContexts(self._open, config.open_authorities)

    def lent(self, code: str) -> AbstractContextManager[Context]:
        """The context of an authority for the length of a block. Raises KeyError for no authority,
        and what opening one raises.
        """
        return self.contexts.lent(self.authorities[code].code)

    def at_host(self, host: str) -> Authority | None:
        """The authority whose site a host is; None for the installation's own, and any other."""
        return self._by_host.get(host.lower())

    def of_council(self, ons_code: str) -> Authority | None:
        """The authority whose council has an ONS code."""
        return self._by_ons_code.get(ons_code)

    def close(self) -> None:
        """Let go of all that is open."""
        self.neighbours.close()
        self.contexts.close()
        if self.shared.pool:
            self.shared.pool.close()

    @cached_property
    def _by_host(self) -> Mapping[str, Authority]:
        return {each.host: each for each in self.authorities.values()}

    @cached_property
    def _by_ons_code(self) -> Mapping[str, Authority]:
        return {each.ons_code: each for each in self.authorities.values()}

    def _open(self, code: str) -> Context:
        return open_context(config_of(self.config, self.authorities[code]), shared=self.shared)


@contextmanager
def opened_installation(config: Config) -> Iterator[Installation]:
    """An installation for the length of a block."""
    installation = Installation(config)
    try:
        yield installation
    finally:
        installation.close()
