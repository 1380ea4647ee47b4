"""What every record of the feed needs beside its listing."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from assetmap.domain.borough.borough import Borough
from assetmap.exchange.open_referral.identifiers import Identifiers
from assetmap.exchange.open_referral.taxonomy import Taxonomies


@dataclass(frozen=True)
class Feed:
    """The borough that is told of, the directory's own address, and the day.

    Of dates that differ, those before `today` are told no more.
    """

    borough: Borough
    site: str
    today: date

    @cached_property
    def identifiers(self) -> Identifiers:
        """Makes the identifiers of records."""
        return Identifiers(self.borough.authority_code)

    @cached_property
    def taxonomies(self) -> Taxonomies:
        """What records are tagged with."""
        borough = self.borough
        return Taxonomies(borough.title, borough.words, borough.service_types, self.identifiers)

    def id_of(self, *path: str) -> str:
        """The identifier of a record."""
        return self.identifiers.of(*path)
