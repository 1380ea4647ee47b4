"""One page of a list, as the standard wraps it, and the feed's front page."""

from collections.abc import Sequence
from dataclasses import dataclass

from assetmap.exchange.open_referral.filled import Record

VERSION = "HSDS-UK-3.0"
SPECIFICATION = "https://openreferraluk.org/specifications/3.0"


@dataclass(frozen=True)
class PageOf:
    """Which page of how many items: `number` from 1, at most `per_page` on each."""

    number: int
    per_page: int
    total_items: int

    @property
    def total_pages(self) -> int:
        """How many pages there are: one, though an empty one, of nothing."""
        return max(1, -(-self.total_items // self.per_page))

    @property
    def part(self) -> slice:
        """Which of the items stand on it."""
        return slice((self.number - 1) * self.per_page, self.number * self.per_page)


def envelope(page: PageOf, contents: Sequence[Record]) -> Record:
    """A page with its items. `size` is how many items are on it, not how many there could be."""
    return {
        "total_items": page.total_items,
        "total_pages": page.total_pages,
        "page_number": page.number,
        "size": len(contents),
        "first_page": page.number == 1,
        "last_page": page.number >= page.total_pages,
        "empty": not contents,
        "contents": list(contents),
    }


def front_page() -> Record:
    """Which version of the standard it is, and where that stands.

    The official validator takes `openapi_url` as what to check by, so it is the standard's own.
    """
    return {
        "version": VERSION,
        "profile": SPECIFICATION,
        "openapi_url": f"{SPECIFICATION}/openapi.json",
    }
