"""Which page asks for which fields, and in which order: one group is one page when a listing is
added. How a field is asked stands with the field, but for the few words that a page says otherwise.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from assetmap.domain.borough.borough import Borough
from assetmap.domain.listings.fields import FIELDS
from assetmap.domain.listings.fields_kinds import CHOICES, FOR_KINDS
from assetmap.domain.listings.kinds import Kind, kinds_that
from assetmap.domain.listings.listing import JOIN_WORDS, Listing, Precision, Status

Choice = tuple[str, str, str]  # value, words, hint


@dataclass(frozen=True)
class FormField:
    """One question: the name of its field in FIELDS, and how a page asks for it (see Question)."""

    name: str
    control: str
    label: str
    hint: str = ""
    kinds: tuple[Kind, ...] = ()  # asked only of these; of all when empty


@dataclass(frozen=True)
class FormGroup:
    """Questions that are asked together: its part of the address, its heading, what it opens with.

    `asks_home` has it begin with "Is this someone's home?".
    """

    slug: str
    title: str
    fields: tuple[FormField, ...]
    lead: str = ""
    asks_home: bool = False

    def without(self, names: Iterable[str]) -> "FormGroup":
        """The group with some of its questions left out."""
        gone = set(names)
        return replace(self, fields=tuple(f for f in self.fields if f.name not in gone))

    def asked_of(self, kind: Kind) -> "FormGroup":
        """The group with the questions that are asked of a kind of listing."""
        fields = (field for field in self.fields if not field.kinds or kind in field.kinds)
        return replace(self, fields=tuple(fields))

    @property
    def public_side(self) -> "FormGroup":
        """The group without the questions about private contact."""
        return self.without(f.name for f in self.fields if FIELDS[f.name].private)


def asked(name: str, **instead: str) -> FormField:
    """The question of a field as the table has it, with some of its words changed for one page."""
    field = FIELDS[name]
    if field.question is None:
        raise ValueError(f"{name} has no question to be asked by")
    question = replace(field.question, **instead)
    return FormField(name, question.control, question.label, question.hint, field.kinds)


def _ask(*names: str) -> tuple[FormField, ...]:
    return tuple(asked(name) for name in names)


WHAT = FormGroup(
    "what", "What it is", _ask("name", "kind", "summary", "description", "also_known_as")
)
ABOUT = FormGroup(
    "about",
    "What it is about and who it suits",
    _ask("categories", "audience", "min_age", "max_age"),
)
WHERE = FormGroup(
    "where",
    "Where it is",
    _ask("postcode", "venue", "address", "place", "area_served", "precision", "point"),
    asks_home=True,
)
AREA_ONLY = FormGroup(
    "where",
    "Which area it covers",
    (
        asked("area_served", label="Which area does it cover?"),
        asked("place", hint="The town only, not the street. Everyone can see it."),
        asked(
            "postcode",
            label="Postcode (if you know it)",
            hint="Only staff see this. It helps us not to list the same thing twice.",
        ),
    ),
    asks_home=True,
)
PLACE = FormGroup(
    "place",
    "Replace the place",
    WHERE.without(("area_served", "precision")).fields,
    lead="We do not show the place that is there now. Give the new one whole: it takes the place "
    "of all of the old one.",
)
WHEN = FormGroup(
    "when",
    "When it is on",
    _ask(
        *(
            "when",
            "terms",
            "opening_hours",
            "phone_hours",
            "bank_holidays",
            "closed_dates",
            "changes",
        )
    ),
)
JOINING = FormGroup(
    "joining",
    "Cost, joining and access",
    _ask(
        *("cost", "join", "join_note", "access", "languages", "first_visit", "getting_there"),
        *("time_asked", "skills"),
    ),
)
KIND = FormGroup(
    "kind",
    "More that people ask about",
    tuple(asked(field.name) for field in FOR_KINDS),
)
CONTACT = FormGroup(
    "contact",
    "How to get in touch",
    _ask(
        *("phone", "email", "website", "contact_name"),
        *("private_name", "private_phone", "private_email", "private_website"),
        *("consent", "steward"),
    ),
)
PRIVATE = replace(
    CONTACT.without(f.name for f in CONTACT.public_side.fields),
    slug="private",
    title="Private contact",
    lead="Only staff see this, and it is written down who looked.",
)
NEWS = FormGroup(
    "news",
    "News for this week",
    (
        asked("notice"),
        asked("closed_dates", label="Days when it is closed"),
        replace(asked("changes"), kinds=kinds_that(lambda rules: rules.keeps_hours)),
        *_ask("needs", "needs_until", "opens_on", "availability", "free_hours"),
    ),
)


def news_of(listing: Listing) -> FormGroup:
    """What may be changed at once of a listing; when it opens only while it is planned."""
    news = NEWS.asked_of(listing.kind)
    return news if listing.status is Status.PLANNED else news.without(("opens_on",))


ALL = "all"  # in place of a group's slug: every question on one page

# The pages of adding a listing, in their order; pictures and the last look have none to fill.
GROUPS = (WHAT, ABOUT, WHERE, WHEN, JOINING, KIND, CONTACT)
GROUP_OF = {group.slug: group for group in GROUPS}
PRECISIONS: tuple[Choice, ...] = (
    (Precision.VENUE, "The whole address", "A hall, café or office that people visit."),
    (
        Precision.APPROXIMATE,
        "The neighbourhood only",
        "The map shows a circle. People ring to ask for the door.",
    ),
    (Precision.AREA, "Only the area it covers", "No address and no map."),
    (
        Precision.WITHHELD,
        "Nothing at all, for safety",
        "For a refuge, or where somebody could be in danger.",
    ),
)


def group_with(field: str) -> FormGroup | None:
    """The group whose page asks for a field; None for one that no page asks for."""
    for group in GROUPS:
        if any(question.name == field for question in group.fields):
            return group
    return None


def choices_of(field: str, borough: Borough) -> tuple[Choice, ...]:
    """What can be chosen for a field, as the borough has it."""
    words = borough.words
    if field in CHOICES:
        return tuple((value, text, "") for value, text in CHOICES[field].items())
    match field:
        case "kind":
            return tuple((kind, kind.label, "") for kind in Kind)
        case "join":
            return tuple((value, text, "") for value, text in JOIN_WORDS.items())
        case "precision":
            return PRECISIONS
        case "audience":
            return tuple((term.slug, term.label, term.hint) for term in words.audiences)
        case "access":
            return tuple((term.slug, term.label, term.hint) for term in words.access)
        case "categories":
            return tuple((c.slug, c.label, c.hint) for c in words.every_category())
    return ()
