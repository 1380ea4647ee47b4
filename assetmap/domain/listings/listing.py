"""A listing: one group, service, hub, micro-enterprise, offer, role or space, as it is kept."""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from assetmap.domain.listings.cost import Cost
from assetmap.domain.listings.evidence import Evidence
from assetmap.domain.listings.kinds import Kind as Kind  # noqa: PLC0414 - read together with a listing
from assetmap.domain.place import Point
from assetmap.domain.times.schedule import Schedule

SUMMARY_LONGEST = 140  # characters, so that it stays one sentence


class Precision(StrEnum):
    """How much of where it is may be shown."""

    VENUE = "venue"  # the point
    APPROXIMATE = "approximate"  # a neighbourhood, never the point
    AREA = "area"  # only the area served
    WITHHELD = "withheld"  # never on a map, never measured from


class Status(StrEnum):
    """Where a listing is in its life. Only published, planned and paused ones are public."""

    SUGGESTED = "suggested"  # by a resident; nobody of the staff has looked yet
    DRAFT = "draft"
    IN_REVIEW = "in-review"
    PUBLISHED = "published"
    PLANNED = "planned"
    PAUSED = "paused"
    ARCHIVED = "archived"
    CLOSED = "closed"  # a suggestion that was not taken up; it never was public

    @property
    def is_public(self) -> bool:
        """Whether the public may see it."""
        return self in (Status.PUBLISHED, Status.PLANNED, Status.PAUSED)

    @property
    def is_off(self) -> bool:
        """Whether nobody can go there now: it is closed for now, or only planned."""
        return self in (Status.PLANNED, Status.PAUSED)

    @property
    def label(self) -> str:
        """The status as people say it."""
        return "Not taken up" if self is Status.CLOSED else self.replace("-", " ").capitalize()


@dataclass(frozen=True, slots=True)
class Where:
    """Where it is. `point`, `postcode`, `address` and `venue` stay inside unless a venue.

    `authority` is the ONS code of the council whose area the point lies in, if known.
    """

    precision: Precision = Precision.AREA
    venue: str = ""
    address: str = ""
    place: str = ""
    postcode: str = ""
    point: Point | None = None
    area_served: str = ""
    authority: str = ""


@dataclass(frozen=True, slots=True)
class Contact:
    """One way to get in touch: the public one and the private one are separate objects."""

    phone: str = ""
    email: str = ""
    website: str = ""
    name: str = ""

    def __bool__(self) -> bool:
        return bool(self.phone or self.email or self.website or self.name)


@dataclass(frozen=True, slots=True)
class Checked:
    """When somebody last made sure that it is true, who, and how. Not when it was edited.

    `reported` and `unanswered` are the days since then on which somebody reported a problem, or
    rang and got no answer. All of it is drawn from the check events and reports, never typed.
    """

    on: date | None = None
    by: str = ""
    how: str = ""
    reported: tuple[date, ...] = ()
    unanswered: tuple[date, ...] = ()


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture kept under a name of its own, and the words for those who cannot see it."""

    name: str
    alt: str


# How one comes to it, and the sentence that says so.
JOIN_WORDS = {
    "drop-in": "Just turn up. You do not need to book.",
    "book": "Book a place first.",
    "ring-first": "Ring before you come.",
    "self-refer": "Get in touch yourself. Nobody has to send you.",
    "referral": "Somebody such as a doctor or adviser has to refer you.",
    "membership": "For members. Ask how to join.",
    "time-bank": "Join the time bank to use this offer. An hour given is an hour to spend.",
    "ask": "Ask first.",
}


@dataclass(frozen=True, slots=True)
class Listing:
    """The whole record. `private` never leaves the store towards a public door."""

    id: str
    kind: Kind
    name: str
    summary: str = ""
    description: str = ""
    also_known_as: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()  # the first is the primary one; at most four
    audience: tuple[str, ...] = ()
    min_age: int | None = None
    max_age: int | None = None
    where: Where = field(default_factory=Where)
    schedule: Schedule = field(default_factory=Schedule)
    cost: Cost = field(default_factory=Cost)
    join: str = ""
    join_note: str = ""
    access: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    first_visit: str = ""
    getting_there: str = ""
    time_asked: str = ""
    skills: str = ""
    needs: tuple[str, ...] = ()  # what would help it, shown until `needs_until`
    needs_until: date | None = None
    with_group: str = ""  # of a role: the name of the group or hub that it is with
    training: str = ""
    checks_needed: str = ""
    expenses: str = ""
    closes_on: date | None = None  # the last day on which a role may be asked for
    exchange: tuple[str, ...] = ()
    availability: str = ""
    direct_payments: str = ""
    rooms: tuple[str, ...] = ()
    opens_on: date | None = None  # the day on which a planned hub opens
    capacity: int | None = None  # people
    facilities: tuple[str, ...] = ()
    free_hours: str = ""
    transfer: str = ""
    run_by: str = ""
    former_names: tuple[str, ...] = ()
    regulator: str = ""
    register_url: str = ""
    image_alts: tuple[str, ...] = ()
    pictures: tuple[Picture, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    notice: str = ""  # what to know this week, shown above everything else
    public: Contact = field(default_factory=Contact)
    private: Contact = field(default_factory=Contact, repr=False)
    steward: str = ""  # the id of the person who will check it; words in older records and files
    consent: str = ""  # who agreed that it is listed, and how; not public
    source: str = ""
    source_id: str = ""
    status: Status = Status.DRAFT
    merged_into: str = ""
    archived_because: str = ""
    paused_until: date | None = None
    checked: Checked = field(default_factory=Checked)
    published_on: date | None = None  # the day it became public, the last time it did
    created_at: datetime | None = None
    changed_at: datetime | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """Its name, then the other names that people know it by, those of before as well."""
        return (self.name, *self.also_known_as, *self.former_names)

    @property
    def cost_words(self) -> str:
        """What it costs, as a page says it; empty of a role that says nothing: it asks for time."""
        is_role = self.kind.rules.only_gives
        return "" if is_role and not self.cost.text.strip() else self.cost.words

    @property
    def comes_to_people(self) -> bool:
        """Whether it is had at home, by phone or online, or has no place that people go to."""
        is_place = self.where.precision is Precision.VENUE
        return not is_place or not HAD_AT_HOME.isdisjoint(self.access)

    @property
    def is_sample(self) -> bool:
        """Whether it is one of the invented listings that come with the program."""
        return self.source == SAMPLE_SOURCE


SAMPLE_SOURCE = "sample"
# The access words of what is had without going anywhere, and of those what is had from anywhere.
REMOTE = frozenset(("by-phone", "online"))
HAD_AT_HOME = REMOTE | {"home-visit"}
CATEGORIES_MOST = 4


def problems(listing: Listing) -> list[str]:
    """What stops a listing from being kept at all, in plain words; empty when nothing does."""
    found = []
    if not listing.name.strip():
        found.append("it has no name")
    if len(listing.categories) > CATEGORIES_MOST:
        found.append("it has more than four categories")
    needs_point = listing.where.precision in (Precision.VENUE, Precision.APPROXIMATE)
    if needs_point and listing.where.point is None:
        found.append("it has no place: give a postcode, or lat and lon, or a place name")
    low, high = listing.min_age, listing.max_age
    if low is not None and high is not None and low > high:
        found.append(f"its youngest age {low} is above its oldest age {high}")
    return found
