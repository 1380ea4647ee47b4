"""How well an offer fits a want: a score to sort by, and the reasons for it in words.

Pure sums: what is found out about the two is handed in. Only a broker ever sees the outcome.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from assetmap.domain.time_bank.items import ItemPreference, TimeBankItem
from assetmap.domain.time_bank.ledger import PlaceKind

MOST = 5  # matches of one want
NEAR_IN_MEANING = 0.5  # from where on the meaning model says that two are about the same

_WEIGHTS = {"category": 3.0, "branch": 1.5, "meaning": 3.0, "words": 2.0}
_BY_WARDS = {0: 1.5, 1: 1.0, 2: 0.5}  # by how many wards away
_FAR_KM = 8.0
_KM_A_MILE = 1.609344
_DAYS, _NO_DAY = 1.0, -1.0
_PREFERENCE = 0.75
_ONCE_GIVEN, _GIVEN_MOST = 0.1, 5
_MET_BEFORE = 0.5
_SAME_HOUSE = -2.0
_FULL_DAYS = {
    "Mon": "Mondays",
    "Tue": "Tuesdays",
    "Wed": "Wednesdays",
    "Thu": "Thursdays",
    "Fri": "Fridays",
    "Sat": "Saturdays",
    "Sun": "Sundays",
}
# What one of the two looks for, and what the other must have said for it to fit (TB19).
_FITTING = {
    ItemPreference.LEARN: (ItemPreference.TEACH, "one wants to learn it, the other to teach it"),
    ItemPreference.TEACH: (ItemPreference.LEARN, "one likes to teach it, the other to learn it"),
    ItemPreference.YOUNGER: (ItemPreference.OLDER, "both like to be with somebody of another age"),
    ItemPreference.OLDER: (ItemPreference.YOUNGER, "both like to be with somebody of another age"),
}


@dataclass(frozen=True, slots=True)
class Similarity:
    """What two items have in common in what they are about.

    `category` is whether it is the same one, `branch` whether both are within one of level 1;
    `meaning` is from 0 to 1, by the meaning model or the everyday words; `words` are those they
    share.
    """

    category: bool = False
    branch: bool = False
    meaning: float = 0.0
    words: tuple[str, ...] = ()

    @property
    def score(self) -> float:
        """How much alike they are; 0 when they are about different things."""
        category = _WEIGHTS["category"] * self.category
        branch = _WEIGHTS["branch"] * (self.branch and not self.category)
        meaning = _WEIGHTS["meaning"] * (self.meaning if self.meaning >= NEAR_IN_MEANING else 0)
        return category + branch + meaning + (_WEIGHTS["words"] if self.words else 0)

    @property
    def is_alike(self) -> bool:
        """Whether they are about the same: to be in one broad branch alone is not enough."""
        return self.category or self.meaning >= NEAR_IN_MEANING or bool(self.words)


@dataclass(frozen=True, slots=True)
class WardDistance:
    """How far the two wards are apart: `wards` steps from one to the next where that is known,
    `km` between their middles. Nothing is known when both are None.
    """

    wards: int | None = None
    km: float | None = None


@dataclass(frozen=True, slots=True)
class Fit:
    """What is known of an offer beside a want.

    `days` are those that both have, None when either has not said. `places` are the sorts of place
    that both want and the rules allow. `given` is how often the offer's owner has given, `met` how
    often the two have exchanged. `access` is what the receiver needs, in words. `shares_home` says
    that they have one e-mail address or home.
    """

    similarity: Similarity
    distance: WardDistance
    places: frozenset[PlaceKind]
    days: tuple[str, ...] | None = None
    given: int = 0
    met: int = 0
    access: tuple[str, ...] = ()
    shares_home: bool = False
    preferences: tuple[str, ...] = ()

    @property
    def score(self) -> float:
        """The whole of it: the higher, the better."""
        days = 0.0 if self.days is None else (_DAYS if self.days else _NO_DAY)
        past = _ONCE_GIVEN * min(self.given, _GIVEN_MOST) + _MET_BEFORE * bool(self.met)
        house = _SAME_HOUSE if self.shares_home else 0
        wishes = _PREFERENCE * len(self.preferences)
        return self.similarity.score + _distance_score(self.distance) + days + past + house + wishes

    @property
    def reasons(self) -> tuple[str, ...]:
        """Why it fits or does not quite, in words for the broker; the weightiest first."""
        return tuple(self._reasons())

    def _reasons(self) -> Iterator[str]:
        yield from _similarity_words(self.similarity)
        if self.days is not None:
            named = " and ".join(_FULL_DAYS.get(each, each) for each in self.days)
            yield f"both free on {named}" if self.days else "no day in common"
        yield from _distance_words(self.distance)
        yield from self.preferences
        if self.met:
            yield "have exchanged before"
        yield _times_given(self.given)
        if self.access:
            yield f"choose a place with: {', '.join(self.access)}"
        if self.shares_home:
            yield "they share an e-mail address or a home: ask each of them alone"


def preferences_met(want: TimeBankItem, offer: TimeBankItem) -> tuple[str, ...]:
    """The wishes of the want that the offer's own wishes answer, in words (TB19)."""
    found = (_FITTING[each] for each in want.preferences if each in _FITTING)
    said = (words for needed, words in found if needed in offer.preferences)
    return tuple(dict.fromkeys(said))


def days_in_common(one: tuple[str, ...], other: tuple[str, ...]) -> tuple[str, ...] | None:
    """The days that stand in both, in the week's order; None when either says none at all."""
    if not one or not other:
        return None
    return tuple(each for each in _FULL_DAYS if each in one and each in other)


def _distance_score(distance: WardDistance) -> float:
    if distance.wards is not None and distance.wards in _BY_WARDS:
        return _BY_WARDS[distance.wards]
    return 0.0 if distance.km is None or distance.km < _FAR_KM else -0.5


def _similarity_words(similarity: Similarity) -> Iterator[str]:
    if similarity.category:
        yield "the same category"
    if similarity.words:
        yield f"both say “{'”, “'.join(similarity.words[:2])}”"
    elif similarity.meaning >= NEAR_IN_MEANING:
        yield "means much the same"


def _distance_words(distance: WardDistance) -> Iterator[str]:
    match distance.wards:
        case 0:
            yield "in the same ward"
        case 1:
            yield "1 ward away"
        case _ if distance.km is not None:
            far = max(1, round(distance.km / _KM_A_MILE))
            yield f"about {far} mile{'' if far == 1 else 's'} away"


def _times_given(times: int) -> str:
    if times == 0:
        return "has not given yet"
    return f"has given {'once' if times == 1 else 'twice' if times == 2 else f'{times} times'}"
