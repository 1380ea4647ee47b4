"""The answer to a question: what was understood, the hits of one page, and counts."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from assetmap.domain.areas.area_set import Area, RoleContact
from assetmap.domain.borough.borough import Borough
from assetmap.domain.borough.help_line import HelpLine
from assetmap.domain.borough.signposts import Signpost
from assetmap.domain.borough.thesaurus import PhraseMatch
from assetmap.domain.checks.freshness import Freshness
from assetmap.domain.listings.public_listing import PublicListing
from assetmap.domain.place import Point
from assetmap.domain.search.preference import Preference
from assetmap.domain.search.query import Search
from assetmap.domain.search.refusals import Refusal
from assetmap.domain.times.opening_hours import Opening
from assetmap.domain.times.schedule import Session
from assetmap.domain.validation import Problem


class Match(StrEnum):
    """How well a question is answered: by what it asks for, by something that may fit, or by
    nothing.
    """

    GOOD = "good"
    WEAK = "weak"
    NONE = "none"


class Reach(StrEnum):
    """Whether somebody at a place can have a listing: go there, be visited, or neither."""

    THERE = "there"
    COMES = "comes"
    ELSEWHERE = "elsewhere"


class Part(StrEnum):
    """The part of the list that a listing stands in, in their order."""

    FITS = "fits"  # all that was asked
    OTHER = "other"  # on other days, at other costs, or it does not say
    AREAS = "areas"  # it covers other areas
    GIVE = "give"  # a way to give time; it stands apart, and does not count


@dataclass(frozen=True)
class PlaceMatch:
    """A place that somebody named: its point (WGS 84) and the council it lies in, if known.

    `typed` is set when the name was guessed from a slip (`tilbery`); `whole_area` when the
    name means the whole borough, and `point` is then None.
    """

    label: str
    point: Point | None
    authority: str = ""
    typed: str = ""
    whole_area: bool = False


@dataclass(frozen=True)
class Understood:
    """How the words were read: terms left to look for, the place, and corrected spelling.

    `words` are those typed without the place, the wishes still in them; `said` the same with what
    is refused.
    """

    terms: str = ""
    words: str = ""
    said: str = ""
    place: PlaceMatch | None = None
    place_in_words: str = ""  # the part of the words that named the place
    outside_borough: bool = False  # the place is known and lies in another council's area
    correction: str = ""  # the words with spelling put right, when they were
    relaxed: bool = False  # no listing has all the words, so some are enough
    preferences: tuple[Preference, ...] = ()  # soft preferences found in the words
    refusals: tuple[Refusal, ...] = ()  # what is not wanted
    matches: tuple[PhraseMatch, ...] = ()  # everyday phrases found in the words, and what they mean
    is_urgent: bool = False  # somebody may be in danger: the numbers for help come first
    written_out: tuple[tuple[str, str], ...] = ()  # short forms, and what they were read as
    asks_place: bool = False  # the words say "near me", and no place is given
    signposts: tuple[Signpost, ...] = ()  # where to go for what is not listed here
    dangers: tuple[str, ...] = ()  # the kinds of danger that the words tell of
    wants_to_give: bool = False  # the words tell of giving time, so roles are what is asked for


@dataclass(frozen=True)
class Hit:
    """One listing in an answer. `unknown` names the filters that it does not speak of."""

    listing: PublicListing
    distance_m: float | None = None
    next: Session | None = None
    opening: Opening | None = None  # how its door stands; None without hours
    is_on_holiday: bool = False  # it goes by school terms, and none is known to be on
    unknown: tuple[str, ...] = ()
    outside_borough: bool = False
    freshness: Freshness = Freshness.FRESH
    because: tuple[str, ...] = ()  # the words of the question that it fits, as they were typed
    reach: Reach | None = None  # None when the question names no place
    part: Part = Part.FITS
    is_asked_for: bool = False  # by its name
    needs: tuple[str, ...] = ()  # what it needs from others today
    needed: tuple[str, ...] = ()  # those of its needs that who asks wants to give


@dataclass(frozen=True)
class Covers:
    """Whom to ask about a place. `patch` is empty where no patch covers it.

    `is_rough` when the place is no whole postcode: its middle was taken, and its edges may be
    somebody else's.
    """

    place: str
    patch: str = ""
    code: str = ""
    contact: RoleContact = field(default_factory=RoleContact)
    is_rough: bool = False
    hub: Hit | None = None

    @property
    def role(self) -> str:
        """`Your local area coordinator`."""
        label = self.contact.label
        return f"Your {label[:1].lower()}{label[1:]}"

    @property
    def line(self) -> str:
        """One line for paper: `Your local area coordinator: Tilbury, 01632 960111`."""
        parts = (self.patch, self.contact.phone or self.contact.email)
        return f"{self.role}: {', '.join(filter(None, parts))}"


def covers_of(place: str, area: Area | None, hub: Hit | None, *, is_rough: bool) -> Covers:
    """Whom to ask about a place in an area, which may be none."""
    if area is None:
        return Covers(place, is_rough=is_rough, hub=hub)
    return Covers(place, area.name, area.code, area.contact, is_rough, hub)


@dataclass(frozen=True)
class NeighbourAnswer:
    """What another authority of the installation lists near the place of a question, the nearest
    first: its code, its name and the address of its site, and by whose words its hits are told.
    """

    code: str
    name: str
    url: str
    borough: Borough
    hits: tuple[Hit, ...]


@dataclass(frozen=True)
class FacetValue:
    """One value of a filter, and how many listings that surely have it you would then see."""

    value: str
    label: str
    count: int
    selected: bool = False


@dataclass(frozen=True)
class Answer:
    """A page of hits. `total` counts them all; the first `total_known` speak of every filter."""

    search: Search
    understood: Understood
    total: int
    total_known: int
    hits: tuple[Hit, ...]
    facets: dict[str, tuple[FacetValue, ...]]
    version: int
    problems: tuple[Problem, ...] = ()
    near_spellings: tuple[str, ...] = field(default=())
    match: Match = Match.GOOD
    in_parts: Mapping[Part, int] = field(default_factory=dict)  # how many of `total` each part has
    named: int = 0  # so many of those that fit are there for their names
    has_aside: bool = False  # some in `other` meet every condition, but answer the words less well
    nearest: tuple[Hit, ...] = ()  # when nothing fits: what comes nearest, and is no answer
    give: Hit | None = None  # a way to give that fits what was asked; `total` does not count it
    asks_to_give: bool = False  # by a filter, a tile or its words: ways to give are what is sought
    also_need: tuple[Hit, ...] = ()  # what needs what somebody wants to give; `total` counts none
    older: int = 0  # so many more answer it that nobody has confirmed for a long time
    urgent: tuple[HelpLine, ...] = ()  # to stand above the hits when somebody may be in danger
    leave_url: str = ""  # where the way to leave the page quickly leads; empty where none is needed
    ward: str = ""  # the name of the ward that was asked for
    covers: Covers | None = None  # whom to ask about the place of the question
    neighbours: tuple[NeighbourAnswer, ...] | None = None  # None where the installation has none

    @property
    def pages(self) -> int:
        """How many pages there are; at least one."""
        return max(1, -(-self.total // self.search.per_page))
