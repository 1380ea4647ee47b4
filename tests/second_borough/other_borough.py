"""The words that tell of the shipped borough, which no other may show."""

import re
from pathlib import Path

from assetmap.borough.files import read_borough
from assetmap.paths import BOROUGH

# Names of the shipped places that are ordinary words, or the names of other places as well.
_ORDINARY = {"ock", "mucking", "linford", "stanford", "council offices", "civic offices"}
_MORE = {"thurrock", "essex", "basildon", "stifford", "ockendon", "stanford-le-hope", "e06000034"}
_POSTCODE = re.compile(
    r"(?<!\w)(?:RM(?:1[4-9]|20)|SS1[67])(?: ?\d(?:[A-Z]{2})?)?(?!\w)", re.IGNORECASE
)


def _names() -> frozenset[str]:
    shipped = read_borough(BOROUGH, Path("nowhere"))
    places = (*shipped.places, *shipped.landmarks)
    names = {name.casefold() for each in places for name in (each.name, *each.aliases)}
    return frozenset(names - _ORDINARY | _MORE)


_NAMES = _names()


def words_of_the_other(text: str) -> list[str]:
    """The names of the shipped borough in a text, each once."""
    folded = " ".join(text.casefold().split())
    # Whether it is in there at all is asked first: that is quick, also of a large file.
    near = [name for name in _NAMES if name in folded]
    found = {name for name in near if re.search(rf"(?<!\w){re.escape(name)}(?!\w)", folded)}
    return sorted(found | set(_POSTCODE.findall(text)))
