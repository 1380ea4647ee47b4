"""What a role asks of people and gives them, out of the words that it says it in.

A form asks for words, since "A basic DBS check, free" says more than a tick. Whether they say no is
told by how they begin: `None`, `No checks needed`, `Not needed`, `n/a`.
"""

import re

from assetmap.domain.listings.listing import Listing
from assetmap.domain.text import fold

_NO = re.compile(r"(?:no|none|not|nothing|never|nil|na|n a|0|without|unnecessary)\b")
# `No experience, we train you` and `None needed: we show you how` are of the training a yes.
_BUT_YES = re.compile(
    r"\b(?:but|we (?:pay|train|show|give|cover|teach|will)|is given|are paid|is paid)\b"
)


def needs_no_checks(listing: Listing) -> bool:
    """Whether it says that no checks are needed."""
    return _says_no(listing.checks_needed)


def pays_expenses(listing: Listing) -> bool:
    """Whether it says that expenses are paid."""
    return _says_yes(listing.expenses)


def gives_training(listing: Listing) -> bool:
    """Whether it says that training is given."""
    return _says_yes(listing.training)


def _says_no(words: str) -> bool:
    folded = fold(words)
    return bool(_NO.match(folded)) and not _BUT_YES.search(folded)


def _says_yes(words: str) -> bool:
    return bool(fold(words)) and not _says_no(words)
