"""What a sentence says beside what is wanted: a day, a time, a cost, an age, a need of access.

A wish is a soft preference that is shown and can be taken back, never a filter.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from assetmap.domain import wishes_how, wishes_when, wishes_who
from assetmap.domain.wish import Wish

_RULES = (*wishes_when.RULES, *wishes_how.RULES, *wishes_who.RULES)
_STRAIGHT = str.maketrans("’‘`´", "''''")


@dataclass(frozen=True)
class Wished:
    """A sentence read: its wishes in order, and the words left over."""

    wishes: tuple[Wish, ...]
    rest: str


def read_wishes(words: str, today: date, ignore: Iterable[str] = ()) -> Wished:
    """The wishes in `words`; those of the sorts in `ignore` stay ordinary words.

    `today` says which day `tomorrow` is.
    """
    ignored = set(ignore)
    wishes: list[Wish] = []
    rest = " ".join(words.translate(_STRAIGHT).split())
    for rule in _RULES:
        if rule.sort not in ignored:
            rest = rule.cut(rest, today, wishes)
    kept = {(wish.sort, wish.values): wish for wish in reversed(wishes)}
    order = [wish for wish in wishes if kept[wish.sort, wish.values] is wish]
    return Wished(tuple(order), rest)
