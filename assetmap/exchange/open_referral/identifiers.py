"""Identifiers of the standard: every record has a UUID, and ours stay when we move.

They are made of names (RFC 9562, version 5) in a space of the borough's own, so that two boroughs
that both list a `riverside-hub` are told apart by whoever reads both.
"""

from uuid import NAMESPACE_URL, uuid5

GEOGRAPHY = "http://statistics.data.gov.uk/id/statistical-geography/"


class Identifiers:
    """Makes the identifiers of one borough's records."""

    def __init__(self, authority_code: str) -> None:
        """`authority_code` is the ONS code of the borough's council."""
        self._space = uuid5(NAMESPACE_URL, f"{GEOGRAPHY}{authority_code}")

    def of(self, *path: str) -> str:
        """The UUID of what is called so: the sort of record, whose it is, and which of them."""
        return str(uuid5(self._space, "/".join(part.replace("/", "//") for part in path)))
