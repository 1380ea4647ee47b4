"""What a source last said of a listing, kept so that its next file changes only what it says anew.

Values are kept as digests: they tell whether a file says the same again, and hold no phone number
or hidden address beside the listing's own record, so nothing has to be erased from them.
"""

import hashlib
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from assetmap.domain.listings.fields import FIELDS, fields_of
from assetmap.domain.listings.listing import Listing
from assetmap.domain.listings.proposal import Value

_DIGEST = 8  # bytes: two values of one field that a file could say do not meet by chance


@dataclass(frozen=True, slots=True)
class SourceRow:
    """A row of a source, as it was read last.

    `key` is the source's own id of it, or one made of its name and place. `digests` hold what it
    said by names of FIELDS, those of blank values left out; it said so at `at`, or at the later
    moment of `later`. `status` is what the listing's status became by it, `status_word` the file's
    own word for that. `gone_on` is the first day on which the source's file did not have it.
    """

    id: str
    source: str
    key: str
    listing_id: str
    salt: str
    at: datetime
    digests: dict[str, str] = field(default_factory=dict)
    later: dict[str, datetime] = field(default_factory=dict)
    status: str = ""
    status_word: str = ""
    gone_on: date | None = None

    def has_said(self, name: str, value: Value) -> bool:
        """Whether this is what the source last said of a field."""
        return self.digests.get(name, "") == _digest(self.salt, name, value)

    def said_at(self, name: str) -> datetime:
        """Since when it has said what it says of a field."""
        return self.later.get(name, self.at)

    def saying(self, values: Mapping[str, Value], now: datetime) -> "SourceRow":
        """The row as it says these values; the moment counts for those that are new."""
        said = {name: _digest(self.salt, name, value) for name, value in values.items()}
        new = {name: each for name, each in said.items() if each != self.digests.get(name, "")}
        digests = dict(self.digests)
        for name, digest in new.items():
            digests.pop(name, None)
            if digest:
                digests[name] = digest
        return replace(self, digests=digests, later={**self.later, **dict.fromkeys(new, now)})


@dataclass(frozen=True, slots=True)
class ImportSource:
    """A source of which files came in: its name, and a mark of each set of headings they had.

    `removed_on` is the day on which all that came from it was taken out for good.
    """

    id: str
    headings: tuple[str, ...] = ()
    removed_on: date | None = None


def row_id(source: str, key: str) -> str:
    """The id under which a source's row is kept."""
    return f"{source}\n{key}"


def first_row(source: str, key: str, listing: Listing, at: datetime) -> SourceRow:
    """A row that says everything that the listing holds: nobody has changed anything since."""
    salt = secrets.token_hex(8)
    said = {name: _digest(salt, name, value) for name, value in fields_of(listing).items()}
    return SourceRow(
        *(row_id(source, key), source, key, listing.id, salt, at),
        digests={name: digest for name, digest in said.items() if digest},
        status=str(listing.status),
    )


def _digest(salt: str, name: str, value: Value) -> str:
    if not value:
        return ""
    text = "\x1f".join((salt, name, *((value,) if isinstance(value, str) else value)))
    return hashlib.blake2b(text.encode(), digest_size=_DIGEST).hexdigest()


# Of the fields, those that a file's row may change: all that can be written. The rest (status,
# checks, proofs) have rules of their own.
CHANGEABLE = frozenset(name for name, each in FIELDS.items() if each.write)
