"""What a listing must say before it may be a draft or be published; its pictures need words too."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from assetmap.domain.listings.listing import CATEGORIES_MOST, SUMMARY_LONGEST, Listing, Precision

SHORTEST = 5
LONGEST = 200

_OPENING = re.compile(
    r"(?:an?|the|this is an?)?\s*\b(?:image|picture|photo|photograph|pic|snap)s?\s+"
    r"(?:of|showing|that shows|which shows)\b",
    re.IGNORECASE,
)
_ENDING = re.compile(r"\.(?:jpe?g|png|webp|gif|hei[cf]|bmp|tiff?|avif|svg)$", re.IGNORECASE)
# `IMG_1234`, `DSC00042`, `PXL_20260316_101530`, `20260316-101530`, `photo 3`; but not `Hall 2`.
_CAMERA = re.compile(
    r"(?:[a-z]{0,12}[-_]?|(?:image|photo|picture|img|scan) )\d[\d_-]*(?:\(\d+\)|[a-z]{0,4})",
    re.IGNORECASE,
)
_PHONE = re.compile(r"(?:whatsapp image|screenshot|screen shot)\b.*\d", re.IGNORECASE)


def alt_text_problem(text: str) -> str:
    """What is wrong with a picture's words, as a message beside the field; empty when nothing."""
    words = " ".join(text.split())
    if not words:
        return "Say what the picture shows, for people who cannot see it."
    if _ENDING.search(words) or _CAMERA.fullmatch(words) or _PHONE.match(words):
        return "This looks like the name of a file. Say what the picture shows."
    if _OPENING.match(words):
        return "Leave out “picture of” or “photo of”, and just say what it shows."
    if len(words) < SHORTEST or not any(letter.isalpha() for letter in words):
        return f"Say a little more about what the picture shows: {SHORTEST} letters or more."
    if len(words) > LONGEST:
        return f"Use {LONGEST} letters or fewer. You have used {len(words)}."
    return ""


@dataclass(frozen=True, slots=True)
class MissingField:
    """One thing that is missing or wrong: the field, and a sentence that asks for it."""

    field: str
    message: str


def missing_for_draft(listing: Listing) -> tuple[MissingField, ...]:
    """What stops a draft from being saved: a name, where or which area, one way to get in touch.

    A small group must never be turned away for what somebody does not know yet.
    """
    return _gaps(listing, _DRAFT)


def missing_for_publishing(listing: Listing) -> tuple[MissingField, ...]:
    """What the record still needs before it may be published, in the order of the form."""
    return _gaps(listing, (*_DRAFT, *_PUBLISH))


def completeness(listing: Listing) -> int:
    """How full the record is, from 0 to 100: the minimum, and what helps people to come."""
    asked = len(_DRAFT) + len(_PUBLISH) + len(_HELPFUL)
    missing = len(_gaps(listing, (*_DRAFT, *_PUBLISH, *_HELPFUL)))
    return round(100 * (asked - missing) / asked)


_Rule = tuple[str, Callable[[Listing], bool], str]


def _gaps(listing: Listing, rules: tuple[_Rule, ...]) -> tuple[MissingField, ...]:
    gaps: dict[str, MissingField] = {}
    for field, holds, message in rules:
        if not holds(listing):
            gaps.pop(field, None)  # one sentence a field: of two, the later asks for more
            gaps[field] = MissingField(field, message)
    return tuple(gaps.values())


def _is_somewhere(listing: Listing) -> bool:
    where = listing.where
    if where.precision is Precision.WITHHELD:
        return True
    return bool(where.area_served or where.place or where.postcode or where.point)


def _can_be_reached(listing: Listing) -> bool:
    public, private = listing.public, listing.private
    ways = (public.phone, public.email, public.website, private.phone, private.email)
    return any(ways) or listing.join == "drop-in"


def _has_public_way_in(listing: Listing) -> bool:
    contact = listing.public
    return bool(contact.phone or contact.email or contact.website) or listing.join == "drop-in"


def _can_be_shown(listing: Listing) -> bool:
    where = listing.where
    if where.precision in (Precision.VENUE, Precision.APPROXIMATE):
        return where.point is not None
    return where.precision is Precision.WITHHELD or bool(where.area_served or where.place)


def _ages_in_order(listing: Listing) -> bool:
    low, high = listing.min_age, listing.max_age
    return low is None or high is None or low <= high


# Source: the product's minimum publishable record.
_DRAFT: tuple[_Rule, ...] = (
    ("name", lambda x: bool(x.name.strip()), "Enter the name."),
    ("place", _is_somewhere, "Enter a postcode, a town or village, or the area it covers."),
    ("phone", _can_be_reached, "Enter one way to get in touch: a phone number, email or website."),
)
_PUBLISH: tuple[_Rule, ...] = (
    ("summary", lambda x: bool(x.summary.strip()), "Say in one sentence what it is."),
    (
        "summary",
        lambda x: len(x.summary) <= SUMMARY_LONGEST,
        f"Make the sentence {SUMMARY_LONGEST} characters or fewer.",
    ),
    ("description", lambda x: bool(x.description.strip()), "Say a little more about it."),
    ("categories", lambda x: bool(x.categories), "Choose at least one category."),
    (
        "categories",
        lambda x: len(x.categories) <= CATEGORIES_MOST,
        f"Choose no more than {CATEGORIES_MOST} categories.",
    ),
    ("audience", lambda x: bool(x.audience), "Choose who it suits. Choose everyone if it is so."),
    ("max_age", _ages_in_order, "The oldest age must not be below the youngest."),
    ("postcode", _can_be_shown, "Enter a postcode we know, or put the pin on the map."),
    (
        "when",
        lambda x: bool(x.schedule.rules or x.schedule.words),
        "Enter a day and time, or “Ring for times”.",
    ),
    ("cost", lambda x: bool(x.cost.text.strip()), "Enter the cost. If it is free, say “Free”."),
    ("join", lambda x: bool(x.join.strip()), "Choose how people join."),
    (
        "phone",
        _has_public_way_in,
        "Enter a public phone number, email or website, or choose “Just turn up”.",
    ),
    ("steward", lambda x: bool(x.steward.strip()), "Say who will check it."),
    ("consent", lambda x: bool(x.consent.strip()), "Say who agreed to the listing, and how."),
    ("checked", lambda x: x.checked.on is not None, "Record the first check."),
)
_HELPFUL: tuple[_Rule, ...] = (
    ("access", lambda x: bool(x.access), "Say how people get in."),
    ("getting_there", lambda x: bool(x.getting_there), "Say how to get there."),
    ("first_visit", lambda x: bool(x.first_visit), "Say what happens on the first visit."),
    ("languages", lambda x: bool(x.languages), "Say which languages are spoken."),
    ("pictures", lambda x: bool(x.pictures), "Add a picture."),
    (
        "min_age",
        lambda x: x.min_age is not None or x.max_age is not None,
        "Say from which age.",
    ),
)
