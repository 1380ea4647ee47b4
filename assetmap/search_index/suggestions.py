"""Names that begin like what is being typed."""

from bisect import bisect_left

from assetmap.domain.text import fold
from assetmap.search_index.snapshot import Snapshot


class NameFinder:
    """Finds listings and categories by the beginning of their name, or of a word in it."""

    def __init__(self, names: list[str]) -> None:
        entries = []
        for position, name in enumerate(names):
            folded = fold(name)
            starts = [0, *(place + 1 for place, ch in enumerate(folded) if ch == " ")]
            entries += [(folded[start:], start > 0, position) for start in starts]
        self._entries = sorted(entries)
        self._keys = [entry[0] for entry in self._entries]

    def beginning(self, text: str, most: int) -> list[int]:
        """Up to `most` positions, those whose whole name begins so first."""
        wanted = fold(text)
        if not wanted:
            return []
        place = bisect_left(self._keys, wanted)
        whole: dict[int, None] = {}
        inside: dict[int, None] = {}
        # A common beginning has very many names behind it; nobody reads past the first few.
        for key, is_inside, position in self._entries[place : place + 50 * most]:
            if not key.startswith(wanted):
                break
            (inside if is_inside else whole)[position] = None
        return list({**whole, **inside})[:most]


def names_of(snapshot: Snapshot) -> NameFinder:
    """A finder over the names of a snapshot's listings; positions are the snapshot's."""
    return NameFinder([row.listing.shown.name for row in snapshot.rows])
