"""What the first pages of adding a listing show, and the list of drafts."""

from collections.abc import Iterable
from dataclasses import dataclass

from assetmap.domain.borough.borough import Borough
from assetmap.domain.listings.listing import Kind, Listing, Precision, Status
from assetmap.domain.listings.requirements import missing_for_publishing
from assetmap.domain.people.people import Action, Person, may
from assetmap.domain.validation import Problem
from assetmap.services.context import Context
from assetmap.services.listing_repository import load_for_update
from assetmap.services.listings.duplicates import Candidate
from assetmap.services.listings.transitions import authors
from assetmap.storage.store import NotFound
from assetmap.storage.tables import PEOPLE
from assetmap.web.formatting import long_date
from assetmap.web.forms.listing_form import DrawnField, Form, drawn
from assetmap.web.forms.questions import Choice, FormGroup, asked, choices_of

START = FormGroup(
    "start",
    "Add a listing",
    (
        asked("name", label="What is it called?"),
        asked("kind"),
    ),
)
QUICK_FIELDS = ("name", "kind", "summary", "where", "way", "may_show", "note")
_OPEN = (Status.DRAFT, Status.IN_REVIEW)


@dataclass(frozen=True)
class AlikeLine:
    """A listing that may be the same thing, and why it looks alike."""

    id: str
    url: str
    name: str
    status: str  # empty for a public one
    place: str
    phone: str
    website: str
    why: str


@dataclass(frozen=True)
class AddPage:
    """`/work/add`: the name and the kind, and what is listed already under a name like it."""

    title: str
    fields: tuple[DrawnField, ...]
    problems: tuple[Problem, ...] = ()
    alike: tuple[AlikeLine, ...] = ()
    is_refused: bool = False  # the people who run it asked not to be listed
    may_go_on: bool = True


@dataclass(frozen=True)
class QuickPage:
    """`/work/add/quick`: what somebody said on the phone, as typed."""

    title: str
    typed: dict[str, str]
    kinds: tuple[tuple[str, str], ...]
    problems: tuple[Problem, ...] = ()
    alike: tuple[AlikeLine, ...] = ()
    is_refused: bool = False
    may_go_on: bool = True
    asks_private: bool = True  # whether the person may keep a contact that is not public
    subjects: tuple[tuple[str, str], ...] = ()  # categories that may fit, and those chosen
    chosen: tuple[str, ...] = ()
    has_suggested: bool = False  # categories were asked for, found or not


@dataclass(frozen=True)
class DraftLine:
    """One draft of the list; `missing` counts what it still needs before it can be published."""

    id: str
    name: str
    place: str
    missing: int
    by: str
    saved: str
    is_in_review: bool


@dataclass(frozen=True)
class DraftsPage:
    """`/work/drafts`: what was begun; one's own, or everybody's."""

    title: str
    lines: tuple[DraftLine, ...]
    is_all: bool


def add_page(context: Context, listing: Listing, form: Form | None = None) -> AddPage:
    """The page before anything was looked for."""
    return AddPage(
        START.title, drawn(START, listing, context.borough, form, today=context.clock.today())
    )


def alike_lines(found: Iterable[Candidate]) -> tuple[AlikeLine, ...]:
    """Likely duplicates as the page lists them."""
    return tuple(_alike_line(each) for each in found)


def quick_page(typed: dict[str, str], *, asks_private: bool) -> QuickPage:
    """The short page with what was typed."""
    kinds = tuple((str(kind), kind.label) for kind in Kind)
    return QuickPage("Add quickly", typed, kinds, asks_private=asks_private)


def quick_subjects(
    borough: Borough, suggested: Iterable[Choice], chosen: tuple[str, ...]
) -> tuple[tuple[str, str], ...]:
    """The categories to tick on the short page: those suggested, then those chosen before."""
    every = {slug: label for slug, label, _ in choices_of("categories", borough)}
    slugs = dict.fromkeys((*(slug for slug, _, _ in suggested), *chosen))
    return tuple((slug, every[slug]) for slug in slugs if slug in every)


def drafts_page(context: Context, person: Person, *, is_all: bool) -> DraftsPage:
    """The open drafts that somebody may go on with, the newest first; one's own, or all."""
    lines = []
    for listing in context.directory_cache.current().every.with_status(*_OPEN):
        by = authors(context, listing.id)
        if person.id in by or (is_all and may(person, Action.CREATE, listing.id)):
            lines.append((listing, _draft_line(context, listing, by)))
    lines.sort(key=lambda pair: str(pair[0].changed_at or ""), reverse=True)
    return DraftsPage("Drafts", tuple(line for _, line in lines), is_all)


def place_words(listing: Listing) -> str:
    """Where a listing is, as far as anybody may know."""
    where = listing.where
    if where.precision is Precision.VENUE:
        return ", ".join(filter(None, (where.venue, where.place, where.postcode)))
    if where.precision is Precision.WITHHELD:
        return "Location not shown for safety"
    return where.area_served or where.place


def _alike_line(candidate: Candidate) -> AlikeLine:
    listing = candidate.listing
    is_draft = listing.status is Status.DRAFT
    return AlikeLine(
        id=listing.id,
        url=f"/work/drafts/{listing.id}/check" if is_draft else f"/work/listings/{listing.id}",
        name=listing.name,
        status="" if listing.status is Status.PUBLISHED else listing.status.label,
        place=place_words(listing),
        phone=listing.public.phone,
        website=listing.public.website,
        why=", ".join(candidate.reasons),
    )


def _draft_line(context: Context, listing: Listing, by: set[str]) -> DraftLine:
    return DraftLine(
        id=listing.id,
        name=listing.name,
        place=place_words(listing),
        missing=len(
            {
                gap.field
                for gap in missing_for_publishing(load_for_update(context, listing.id).listing)
            }
        ),
        by=", ".join(sorted(_name_of(context, person_id) for person_id in by)),
        saved=long_date(listing.changed_at.date()) if listing.changed_at else "",
        is_in_review=listing.status is Status.IN_REVIEW,
    )


def _name_of(context: Context, person_id: str) -> str:
    try:
        return context.store.get(PEOPLE, person_id).name or person_id
    except NotFound:
        return person_id
