"""What each page of a draft shows: one group of questions, or its pictures."""

from dataclasses import dataclass

from assetmap.domain.listings.hidden_place import hidden_fields
from assetmap.domain.listings.listing import Listing, Precision
from assetmap.domain.listings.safety import speaks_of_refuge
from assetmap.domain.people.people import Action, Person, may
from assetmap.domain.place import parse_postcode
from assetmap.domain.validation import Problem
from assetmap.services.admin.category_guess import guess_categories
from assetmap.services.context import Context
from assetmap.services.listings.hidden_places import sees_place
from assetmap.services.listings.images import ShownPicture, shown_pictures
from assetmap.web.forms.listing_form import DrawnField, Form, drawn
from assetmap.web.forms.questions import (
    AREA_ONLY,
    CONTACT,
    GROUP_OF,
    GROUPS,
    WHERE,
    FormGroup,
    choices_of,
)
from assetmap.web.listings.new_page import AlikeLine

PARTS = (*(group.slug for group in GROUPS), "pictures", "check")
TITLES = {**{group.slug: group.title for group in GROUPS}, "pictures": "Pictures"}


@dataclass(frozen=True)
class StepPage:
    """`/work/drafts/<id>/<part>`: one group of questions."""

    title: str
    listing: Listing
    part: str
    step: str  # `Step 2 of 8`
    back: str  # the address of the page before
    fields: tuple[DrawnField, ...]
    problems: tuple[Problem, ...] = ()
    suggested: tuple[tuple[str, str, str], ...] = ()  # categories that may fit
    places: tuple[str, ...] = ()  # the borough's towns, to choose from
    found: str = ""  # what the postcode was found to be
    is_area_only: bool = False
    sounds_like_refuge: bool = False
    asks_private: bool = True


@dataclass(frozen=True)
class HomePage:
    """`/work/drafts/<id>/home`: is this someone's home?"""

    title: str
    listing: Listing
    step: str
    back: str
    answer: str
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True)
class PicturesPage:
    """The pictures of a listing, and the box for one more."""

    title: str
    listing: Listing
    step: str
    back: str
    onward: str
    pictures: tuple[ShownPicture, ...]
    action: str  # where a new picture is sent to
    remove: str  # where one to be taken off is sent to
    problems: tuple[Problem, ...] = ()
    alt: str = ""
    is_proposal: bool = False
    is_waiting: bool = False  # a change to the pictures waits for an editor already
    may_delete: bool = False  # for good


@dataclass(frozen=True)
class AlikePage:
    """What may be the same as a draft, looked for again when its place or contact is known."""

    title: str
    listing: Listing
    alike: tuple[AlikeLine, ...]
    onward: str  # the part that comes next


def step_words(part: str) -> str:
    """`Step 2 of 8`."""
    return f"Step {PARTS.index(part) + 1} of {len(PARTS)}"


def address(listing: Listing, part: str, question: str = "") -> str:
    """The address of a part of a draft, and of a question in it."""
    return f"/work/drafts/{listing.id}/{part}" + (f"#{question}" if question else "")


def part_before(listing: Listing, part: str) -> str:
    """The address of the page before a part."""
    at = PARTS.index(part)
    return address(listing, PARTS[at - 1]) if at else "/work/drafts"


def part_after(part: str) -> str:
    """The part that comes after one."""
    return PARTS[min(PARTS.index(part) + 1, len(PARTS) - 1)]


def group_of(context: Context, part: str, listing: Listing, person: Person) -> FormGroup:
    """The questions of a part, as they are asked about this listing and of this person.

    A hidden place is asked only of those who may see it.
    """
    group = GROUP_OF[part].asked_of(listing.kind)
    if group.slug == WHERE.slug and listing.where.precision is Precision.AREA:
        group = AREA_ONLY
    if group.slug == WHERE.slug and not sees_place(context, person, listing):
        group = group.without(hidden_fields([listing.where.precision]))
    if group.slug == CONTACT.slug and not may(person, Action.SEE_PRIVATE, listing.id):
        group = group.public_side
    return group


def step_page(
    context: Context,
    person: Person,
    listing: Listing,
    part: str,
    problems: tuple[Problem, ...] = (),
    form: Form | None = None,
) -> StepPage:
    """One group of questions with the answers so far."""
    group = group_of(context, part, listing, person)
    is_where = part == WHERE.slug
    return StepPage(
        title=group.title,
        listing=listing,
        part=part,
        step=step_words(part),
        back=part_before(listing, part),
        fields=drawn(group, listing, context.borough, form, today=context.clock.today()),
        problems=problems,
        suggested=suggested(context, listing) if part == "about" else (),
        places=tuple(place.name for place in context.borough.places) if is_where else (),
        found=found_words(context, listing) if is_where else "",
        sounds_like_refuge=is_where and speaks_of_refuge(listing.name, listing.categories),
        is_area_only=is_where and listing.where.precision is Precision.AREA,
        asks_private=may(person, Action.SEE_PRIVATE, listing.id),
    )


def found_words(context: Context, listing: Listing) -> str:
    """What a listing's postcode was found to be; empty without one that is known."""
    code = parse_postcode(listing.where.postcode)
    found = context.gazetteer.find(str(code)) if code else None
    if code is None or found is None or found.point is None:
        return ""
    near = context.gazetteer.nearest_place(found.point)
    if context.gazetteer.is_in_borough(found.authority) is False:
        return f"We found {code}. It is outside {context.borough.name}."
    return f"We found {code}. It is near {near}." if near else f"We found {code}."


def postcode_problem(context: Context, listing: Listing) -> tuple[Problem, ...]:
    """That a listing's postcode is none we know, and what to do."""
    typed = listing.where.postcode
    if not typed or (parse_postcode(typed) and context.gazetteer.find(typed)):
        return ()
    words = "We do not know this postcode. Check it, or leave it empty and give the town instead."
    return (Problem("postcode", words),)


def pictures_page(
    context: Context, listing: Listing, problems: tuple[Problem, ...] = (), alt: str = ""
) -> PicturesPage:
    """The pictures of a draft."""
    action = address(listing, "pictures")
    return PicturesPage(
        title=TITLES["pictures"],
        listing=listing,
        step=step_words("pictures"),
        back=part_before(listing, "pictures"),
        onward=address(listing, "check"),
        pictures=shown_pictures(context, listing),
        action=action,
        remove=f"{action}/remove",
        problems=problems,
        alt=alt,
    )


def suggested(context: Context, listing: Listing) -> tuple[tuple[str, str, str], ...]:
    """The categories that may fit what was written about a listing so far; a person chooses."""
    choices = {choice[0]: choice for choice in choices_of("categories", context.borough)}
    return tuple(choices[slug] for slug in guess_categories(context, listing) if slug in choices)
