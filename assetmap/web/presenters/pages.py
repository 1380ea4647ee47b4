"""What each page's template may use: one documented dataclass per page, passed as `page`.

Beside `page` every template has the globals listed in `jinja.py`. All texts are plain and
unescaped; the templates escape them.
"""

from dataclasses import dataclass

from assetmap.domain.borough.borough import Link
from assetmap.domain.borough.help_line import HelpLine
from assetmap.domain.borough.vocabulary import Category, Need
from assetmap.domain.listings.listing import Listing
from assetmap.domain.search.results import Answer
from assetmap.domain.validation import Problem
from assetmap.services.listings.images import ShownPicture
from assetmap.web.presenters.covers_box import CoversBox
from assetmap.web.presenters.directions import Directions
from assetmap.web.presenters.filter_groups import Filter
from assetmap.web.presenters.hosted_pages import AlsoHerePart, TransferBox
from assetmap.web.presenters.occurrence_pages import VenueWeek
from assetmap.web.presenters.subscribing import SubscribeBox


@dataclass(frozen=True)
class Counted:
    """Something to browse by, how many listings stand behind it, and where they are listed."""

    label: str
    count: int
    url: str
    hint: str = ""
    icon: str = ""
    colour: str = ""
    within: tuple["Counted", ...] = ()


@dataclass(frozen=True)
class HomePage:
    """`/`: the search, the picture tiles, and the categories."""

    title: str
    needs: tuple[tuple[Need, str], ...]  # each tile and its address
    categories: tuple[Counted, ...]
    total: int
    map_attribution: str  # whom to thank for the picture of the map


@dataclass(frozen=True)
class BrowsePage:
    """`/browse`: every category of both levels and every place, with counts."""

    title: str
    categories: tuple[Counted, ...]
    places: tuple[Counted, ...]
    total: int


@dataclass(frozen=True)
class Card:
    """One hit as the list shows it. Empty texts are left out of the card."""

    id: str
    url: str
    name: str
    summary: str
    category: Category  # level 1: its icon and colour
    category_label: str  # the primary category, level 2 where there is one
    kind: str
    open: str  # `Open now until 4pm`, beside the next session; empty of what keeps no hours
    when: str  # the next session in words, or how its door stands, or how to find out
    where: str  # the venue and place, or the area served
    distance: str  # `0.4 miles away`; empty when it cannot be measured
    comes_to: str  # the place that was asked for, when it comes there; usually empty
    cost: str
    speaks: str  # `Speaks Polish and Romanian`; empty when English is all it says
    checked: str  # `Checked by ... on ...`, or that it has not been for too long
    is_checked: bool  # whether anybody ever has
    is_doubtful: bool  # whether that is too long ago: shown in amber
    notice: str  # `Planned: not open yet`, `Closed for now, until 3 May`; usually empty
    news: str  # what to know this week, in the organiser's own words; usually empty
    unknown: str  # `Does not say whether: Step-free`; usually empty
    outside: str  # `Outside Thurrock`; usually empty
    on_map: bool  # whether it has a pin or a soft circle
    is_sample: bool
    because: tuple[str, ...] = ()  # what of the question it fits, as typed
    phone: str = ""  # their own number, as they give it; empty when there is none
    time_asked: str = ""  # of a role or an offer of the time bank
    skills: str = ""  # likewise
    needed: tuple[str, ...] = ()  # what it needs of what the person wants to give; usually empty
    kept_by: str = ""  # the neighbour on whose site it is; empty of this directory's own


@dataclass(frozen=True)
class Chip:
    """One part of the question in words, and the address of the question without it."""

    label: str
    remove_url: str


@dataclass(frozen=True)
class Suggestion:
    """A way on when little was found: words and an address."""

    text: str
    url: str


# Over and under the one way to give that stands after a list.
GIVE = "You could give"
UNSURE = "We are not sure that these are what you mean. Try other words, or ring"  # a number
NEAREST = "These are the nearest we have"
NEAREST_SAYS = "They may not be what you are looking for."
GIVE_SAYS = "Somebody is looking for help with something like this."
# Over and under what groups need, for who wants to give.
ALSO_NEED = "They also need"
ALSO_NEED_SAYS = "These groups and hubs told us what would help them."


@dataclass(frozen=True)
class ResultPart:
    """A part of the list: its heading (none over a list that has but one part) and a line on it,
    the words and address of a way to see it alone, and a line that stands before the heading.
    """

    heading: str
    says: str
    cards: tuple[Card, ...]
    only: str = ""
    only_url: str = ""
    before: str = ""


@dataclass(frozen=True)
class FindPage:
    """`/find`: the question, what was understood, and one page of the answer."""

    title: str
    answer: Answer
    heading: str  # `12 results for “lunch” near Tilbury`
    status: str  # the same, said shortly for the live region
    cards: tuple[Card, ...]
    chips: tuple[Chip, ...]
    filters: tuple[Filter, ...]
    typed: dict[str, str]  # what the person typed in q, near, within, age, bbox, as typed
    hidden: tuple[tuple[str, str], ...]  # parts of the question that no field of the form shows
    problems: tuple[Problem, ...]
    notes: tuple[str, ...]  # what we understood, in sentences
    meant: tuple[Chip, ...] = ()  # what was read out of the words; each address takes it as typed
    correction: str = ""  # the spelling we searched for; empty when as typed
    mended_url: str = ""  # the question in that spelling
    exact_url: str = ""  # the same question with the words exactly as typed
    parts: tuple[ResultPart, ...] = ()  # the cards again, in the parts of the list
    unsure: str = ""  # that we are not sure whether these are meant; empty when we are
    nearest: tuple[Card, ...] = ()  # when nothing fits: what comes nearest
    nearest_heading: str = NEAREST
    nearest_says: str = NEAREST_SAYS
    over_border: ResultPart | None = None  # what neighbours list near the border
    over_border_before: int | None = None  # which of `parts` it stands before; None: after all
    give: ResultPart | None = None  # a way to give that fits, after the list and apart from it
    also_need: ResultPart | None = None  # what needs what the person wants to give, likewise
    previous_url: str = ""
    next_url: str = ""
    suggestions: tuple[Suggestion, ...] = ()  # shown when nothing was found
    clear_url: str = "/find"
    question: str = ""  # `knitting near RM17`, `Everything`; empty when nothing was asked
    map_url: str = ""  # /map.json with this question
    downloads: tuple[tuple[str, str], ...] = ()  # (label, address)
    papers: tuple[tuple[str, str], ...] = ()  # of the printed map: likewise
    website_url: str = ""  # the page that makes a box of this question for another website
    older: str = ""  # `3 more have not been confirmed for a long time.`; empty when there are none
    older_url: str = ""  # the same question with those too
    whats_on_url: str = ""  # the same question, by day; empty where nothing was found
    advice: Link | None = None  # more advice elsewhere on the need that was asked for
    other_parts: tuple[tuple[str, str], ...] = ()  # of the question, beside words, place and page
    covers: CoversBox | None = None  # whom to ask about the place of the question


@dataclass(frozen=True)
class ShownFact:
    """One thing to know of a listing: `field` of FIELDS, as the macro `fact` draws it.

    `closed` are days when it is closed, said below the lines; `is_ticked` draws the lines as ticks,
    and `url` is where its one line leads.
    """

    field: str
    label: str
    lines: tuple[str, ...]
    closed: tuple[str, ...] = ()
    is_ticked: bool = False
    url: str = ""


@dataclass(frozen=True)
class ListingPage:
    """`/listing/<id>`: one listing, whole. `listing` is its public side only."""

    title: str
    listing: Listing
    card: Card
    categories: tuple[Counted, ...]
    facts: tuple[ShownFact, ...]  # what it says of itself, in the order of the page
    next: str  # `Tuesday 17 March, 12 noon to 2pm`; empty when not known
    checked: str  # who checked it last and when, also when that is long ago
    seen: tuple[str, ...]  # the proofs that hold: `Insurance certificate seen 4 May 2025`
    doubt: str  # `Not confirmed since August – please ring first`; usually empty
    lat: float | None
    lon: float | None
    soft: bool  # a circle instead of a pin
    wrong_url: str  # where to tell us what is wrong with it
    printed_on: str  # `Printed 16 March 2026`
    subscribe: SubscribeBox | None = None  # its dates for one's own calendar; None without any
    pictures: tuple[ShownPicture, ...] = ()
    urgent: tuple[HelpLine, ...] = ()  # of what helps in danger: whom to ring; usually none
    leave_url: str = ""  # where the way to leave the page quickly leads; usually empty
    also_here: tuple[AlsoHerePart, ...] = ()  # other listings at its venue
    transfer: TransferBox | None = None  # of a place that groups may ask to take on
    directions: Directions | None = None  # how to get to its venue
    needs: tuple[str, ...] = ()  # what would help it
    term_dates: str = ""  # that the school terms it goes by are not known yet; usually empty
    finished: str = ""  # that its last date has passed, and when that was; usually empty
    instead: tuple[Card, ...] = ()  # what is like one that has finished
    open: str = ""  # `Open now until 4pm`; empty of what keeps no hours
    week: VenueWeek | None = None  # of a hub: what meets there this week
    covers: CoversBox | None = None  # whom to ask where it is

    @property
    def is_house(self) -> bool:
        """Whether others meet there: a hub, or a place to hire."""
        return self.listing.kind.rules.hosts_others or self.listing.kind.rules.lets_rooms


@dataclass(frozen=True)
class TextPage:
    """About, accessibility, privacy and the error pages: a heading and its own template."""

    title: str


@dataclass(frozen=True)
class SendAgainPage:
    """A form that was not taken: `why` is `expired`, `elsewhere`, or empty when nobody knows."""

    title: str
    why: str
    own_address: str


@dataclass(frozen=True)
class GonePage:
    """A listing that is no longer listed (410). Its name is not said: they may not want it."""

    title: str
    since: str  # `3 March 2026`; empty when not known
    because: str  # a sentence; empty when not known
    nearby: tuple[Card, ...]  # what is like it, the nearest first where its place was open


@dataclass(frozen=True)
class WaitPage:
    """The page for who tried too often: `wait` is how long, such as `4 minutes`."""

    title: str
    wait: str
