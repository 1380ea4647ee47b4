"""The filters that offer choices: what each is called, what it offers, how listings answer it.

One entry of FACETS is all of a filter. The address parameter, the JSON, the find page with its
counts and chips, the command line and the search on a phone read it from here.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from assetmap.domain.borough.vocabulary import Vocabulary
from assetmap.domain.listings.cost import CostBand
from assetmap.domain.listings.fields_kinds import CHOICES
from assetmap.domain.listings.kinds import Kind, kinds_that
from assetmap.domain.listings.listing import Listing
from assetmap.domain.listings.role_conditions import (
    gives_training,
    needs_no_checks,
    pays_expenses,
)
from assetmap.domain.text import fold, slug
from assetmap.domain.times.schedule import DAYS, TIMES
from assetmap.domain.times.schedule_words import DAY_NAMES

Labels = Mapping[str, str]  # label by slug, in the order in which they are offered
_ROLES = kinds_that(lambda rules: rules.only_gives)
TIMETABLE = "day"  # the one filter that `day` and `time` make: Tuesday evening, not either


@dataclass(frozen=True)
class Facet:
    """A filter of choices.

    `name` is its address parameter and its key in JSON, `label` its heading on the find page, and
    `place` where it stands there. `choices` gives what can be chosen, out of a borough's words and
    of what the public listings say, as far as `written` gives that of each: every text of it is a
    choice, `slug_of` it.

    `values` gives which choices a listing has; None where the timetable says it, or with `by_clock`
    the time of day at which somebody asks: a phone that was filled before cannot. With `unsaid` a
    listing that has none is left open and shown last: it ends the sentence "Does not say ...", and
    `says_other` tells those that say something all the same. Without it they are ruled out.

    `is_many`: ticks, which must all hold; otherwise one is chosen instead of another. `has_levels`:
    `a/b` stands under `a` on the page. `of_kinds` are those that it is about, all when empty: it
    rules out all others, and the page offers it where most of what was found is of these, or where
    ways to give are sought and it is about those.
    """

    name: str
    label: str
    place: int
    choices: Callable[[Vocabulary, Iterable[str]], Labels]
    values: Callable[[Listing], Iterable[str]] | None
    written: Callable[[Listing], Iterable[str]] | None = None
    slug_of: Callable[[str], str] = str
    is_many: bool = False
    has_levels: bool = False
    unsaid: str = ""
    says_other: Callable[[Listing], bool] | None = None
    by_clock: bool = False
    of_kinds: tuple[Kind, ...] = ()


def language_slug(language: str) -> str:
    """A language for addresses: `british-sign-language`; letters of any script are kept."""
    return slug(language) or fold(language).replace(" ", "-")


def _languages(_: Vocabulary, written: Iterable[str]) -> Labels:
    """The languages that listings name, each as most of them write it."""
    labels: dict[str, str] = {}
    counted = Counter(written).items()
    for language, _times in sorted(counted, key=lambda each: (-each[1], each[0])):
        labels.setdefault(language_slug(language), language)
    labels.pop("", None)
    return dict(sorted(labels.items(), key=lambda each: fold(each[1])))


def _both_levels(listing: Listing) -> Iterable[str]:
    return (part for each in listing.categories for part in (each, each.partition("/")[0]))


def _costs(listing: Listing) -> Iterable[str]:
    match listing.cost.band:
        case CostBand.FREE:
            return ("free", "upto5")
        case CostBand.UP_TO_5:
            return ("upto5",)
    return ()


def _holds(listing: Listing) -> Iterable[str]:
    """Which of the numbers of people a space holds."""
    capacity = listing.capacity if listing.kind in _SPACES else None
    return () if capacity is None else (str(n) for n in HOLDS if n <= capacity)


def _transfer(listing: Listing) -> Iterable[str]:
    return ("open",) if listing.kind in _SPACES and listing.transfer == "open" else ()


def _is_no_space(listing: Listing) -> bool:
    """What is no space is not one of which nobody has said how many people it holds."""
    return listing.kind not in _SPACES or listing.capacity is not None


_SPACES = kinds_that(lambda rules: rules.lets_rooms)
HOLDS = (10, 20, 30, 50, 80, 120, 200)  # people: a meeting, a class, a party, a wedding
_ALL = (
    Facet(
        name="category",
        label="What it is about",
        place=1,
        choices=lambda words, _: {each.slug: each.label for each in words.every_category()},
        values=_both_levels,
        has_levels=True,
    ),
    Facet(
        name="kind",
        label="Kind of listing",
        place=6,
        choices=lambda *_: {str(kind): kind.label for kind in Kind},
        values=lambda listing: (str(listing.kind),),
    ),
    Facet(
        name="audience",
        label="Who it is for",
        place=9,
        choices=lambda words, _: {term.slug: term.label for term in words.audiences},
        values=lambda listing: listing.audience,
        is_many=True,
    ),
    Facet(
        name="access",
        label="Access",
        place=8,
        choices=lambda words, _: {term.slug: term.label for term in words.access},
        values=lambda listing: listing.access,
        is_many=True,
        unsaid="whether it has what you asked for to get in or take part",
    ),
    Facet(
        name="day",
        label="Day",
        place=2,
        choices=lambda *_: dict(zip(DAYS, DAY_NAMES, strict=True)),
        values=None,
    ),
    Facet(
        name="time",
        label="Time of day",
        place=3,
        choices=lambda *_: {time: time.capitalize() for time in TIMES},
        values=None,
    ),
    Facet(
        name="open",
        label="Open now",
        place=4,
        choices=lambda *_: {"now": "Open or on now"},
        values=None,
        unsaid="whether it is open on bank holidays",
        by_clock=True,
    ),
    Facet(
        name="cost",
        label="Cost",
        place=5,
        choices=lambda *_: {"free": "Free", "upto5": "Up to £5"},
        values=_costs,
        unsaid="what it costs",
        says_other=lambda listing: listing.cost.band is CostBand.MORE,
    ),
    Facet(
        name="language",
        label="Language",
        place=7,
        choices=_languages,
        values=lambda listing: map(language_slug, listing.languages),
        written=lambda listing: listing.languages,
        slug_of=language_slug,
        unsaid="which languages are spoken",
    ),
    Facet(
        name="capacity",
        label="How many people it holds",
        place=10,
        choices=lambda *_: {str(n): f"At least {n} people" for n in HOLDS},
        values=_holds,
        unsaid="how many people it holds",
        says_other=_is_no_space,
        of_kinds=_SPACES,
    ),
    Facet(
        name="transfer",
        label="Taking it on",
        place=11,
        choices=lambda *_: {"open": "Can be taken on"},
        values=_transfer,
        of_kinds=_SPACES,
    ),
    Facet(
        name="direct_payments",
        label="Direct payments",
        place=16,
        choices=lambda *_: {"yes": "Takes direct payments"},
        values=lambda listing: ("yes",) if listing.direct_payments == "yes" else (),
        unsaid="whether you can pay with a direct payment",
        says_other=lambda listing: listing.direct_payments == "no",
        of_kinds=kinds_that(lambda rules: rules.works_alone),
    ),
    Facet(
        name="exchange",
        label="Sharing a skill",
        place=12,
        choices=lambda *_: CHOICES["exchange"],
        values=lambda listing: listing.exchange,
        is_many=True,
        of_kinds=kinds_that(lambda rules: rules.asks_time),
    ),
    Facet(
        name="training",
        label="Training",
        place=13,
        choices=lambda *_: {"given": "Training given"},
        values=lambda listing: ("given",) if gives_training(listing) else (),
        is_many=True,
        unsaid="whether training is given",
        says_other=lambda listing: bool(fold(listing.training)),
        of_kinds=_ROLES,
    ),
    Facet(
        name="expenses",
        label="Expenses",
        place=14,
        choices=lambda *_: {"paid": "Expenses paid"},
        values=lambda listing: ("paid",) if pays_expenses(listing) else (),
        is_many=True,
        unsaid="whether expenses are paid",
        says_other=lambda listing: bool(fold(listing.expenses)),
        of_kinds=_ROLES,
    ),
    Facet(
        name="checks",
        label="Checks",
        place=15,
        choices=lambda *_: {"none": "No checks needed"},
        values=lambda listing: ("none",) if needs_no_checks(listing) else (),
        is_many=True,
        unsaid="whether checks are needed",
        says_other=lambda listing: bool(fold(listing.checks_needed)),
        of_kinds=_ROLES,
    ),
)

# By name, in the order of addresses and JSON.
FACETS: dict[str, Facet] = {facet.name: facet for facet in _ALL}


def choices_of(words: Vocabulary, listings: Iterable[Listing] = ()) -> dict[str, Labels]:
    """What each facet offers; a facet that goes by the listings offers nothing without them."""
    every = tuple(listings)
    return offered(
        words,
        {
            facet.name: [text for listing in every for text in facet.written(listing)]
            for facet in FACETS.values()
            if facet.written
        },
    )


def offered(words: Vocabulary, written: Mapping[str, Iterable[str]]) -> dict[str, Labels]:
    """What each facet offers; `written` has all that listings write, by the facet it is for."""
    return {
        facet.name: facet.choices(words, written.get(facet.name, ())) for facet in FACETS.values()
    }
