"""The kinds of listings and what each means: the one table that every other place asks."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What sort of thing a listing is."""

    GROUP = "group"
    SERVICE = "service"
    HUB = "hub"
    MICRO_ENTERPRISE = "micro-enterprise"
    TIME_BANK_OFFER = "time-bank-offer"
    VOLUNTEERING_ROLE = "volunteering-role"
    SPACE = "space"

    @property
    def label(self) -> str:
        """The kind as people say it."""
        return self.rules.label

    @property
    def rules(self) -> "KindRules":
        """What the kind means."""
        return KIND_RULES[self]


class Hosted(StrEnum):
    """What a listing is to the host that it meets in: the heading of its part of the page."""

    VISITS = "Who visits"
    GROUPS = "Groups that meet here"
    HELP = "Help wanted here"
    ROOMS = "Rooms and spaces here"
    ALSO = "Also at this place"


@dataclass(frozen=True, slots=True)
class KindRules:
    """What a kind of listing means to the rest of the program.

    `label` is how people say it, `other_names` how files of others do. `gives_time`: people who
    take it up give time to others; it is then no duplicate of the group that asks for it, and
    `invite` is what its card says in a conversation. `only_gives`: taking it up helps nobody who
    asks for help, so it is no answer to them. `asks_time`: its form asks how much time and which
    skills. `at_home`: run from a home, so never a pin unasked. `never_at_home`: listed by who runs
    it, and never as the home of one person. `works_alone`: one person, of whom a page says as well
    that we have seen no proof. `ends_with_dates`: over once the last of its dates has passed.
    `keeps_hours`: its door is open for hours. `hosts_others`: other listings meet there, so that
    its closing closes them, and all its long times are hours of its door. `hosted` is what it is to
    a host that it meets in. `lets_rooms`: others use it by asking for it.
    """

    label: str
    other_names: tuple[str, ...] = ()
    gives_time: bool = False
    invite: str = ""
    only_gives: bool = False
    asks_time: bool = False
    at_home: bool = False
    never_at_home: bool = False
    works_alone: bool = False
    ends_with_dates: bool = False
    keeps_hours: bool = False
    hosts_others: bool = False
    hosted: Hosted = Hosted.ALSO
    lets_rooms: bool = False


KIND_RULES: dict[Kind, KindRules] = {
    Kind.GROUP: KindRules("Group or activity", hosted=Hosted.GROUPS),
    Kind.SERVICE: KindRules("Service", never_at_home=True, keeps_hours=True, hosted=Hosted.VISITS),
    Kind.HUB: KindRules("Community hub", keeps_hours=True, hosts_others=True),
    Kind.MICRO_ENTERPRISE: KindRules("Micro-enterprise", at_home=True, works_alone=True),
    Kind.TIME_BANK_OFFER: KindRules(
        "Time-bank offer",
        other_names=("timebank offer",),
        gives_time=True,
        invite="They give an hour; you could give one back one day",
        asks_time=True,
        at_home=True,
    ),
    Kind.VOLUNTEERING_ROLE: KindRules(
        "Volunteering role",
        gives_time=True,
        invite="You could give",
        only_gives=True,
        asks_time=True,
        ends_with_dates=True,
        hosted=Hosted.HELP,
    ),
    Kind.SPACE: KindRules(
        "Place or space",
        other_names=("place",),
        keeps_hours=True,
        hosted=Hosted.ROOMS,
        lets_rooms=True,
    ),
}

# Of a row that does not say its kind: words in its name or type that tell it, as a regular
# expression, and what it is otherwise. Most lists that others keep are of services.
TELLING_WORDS = ((r"\blibrar(?:y|ies)\b", Kind.SERVICE), (r"\bhubs?\b", Kind.HUB))
OTHERWISE = Kind.SERVICE


def kinds_that(rule: Callable[[KindRules], bool]) -> tuple[Kind, ...]:
    """The kinds whose rules say so, in the order of the form."""
    return tuple(kind for kind in Kind if rule(kind.rules))
