"""What a sentence says beside what is wanted: a day, a time, a cost, an age, a need of access.

A wish is a soft preference that is shown and can be taken back, never a filter.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from assetmap.domain.search import preference_costs, preference_people, preference_times
from assetmap.domain.search.preference import Wish

_RULES = (*preference_times.RULES, *preference_costs.RULES, *preference_people.RULES)
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
