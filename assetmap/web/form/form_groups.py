"""The questions of a listing's form, in groups: one group is one page when a listing is added."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from assetmap.domain.borough import Borough
from assetmap.domain.listing import JOIN_WORDS, Kind, Precision
from assetmap.domain.listing_fields import FIELDS

Choice = tuple[str, str, str]  # value, words, hint


@dataclass(frozen=True)
class FormField:
    """One question: the name of its field in FIELDS, how it is asked, and what helps to answer.

    `control` is line, tel, email, url, age, text, lines, words, dates, radios, boxes, categories,
    times or point.
    """

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


_ROLES = (Kind.VOLUNTEERING_ROLE, Kind.TIME_BANK_OFFER)

WHAT = FormGroup(
    "what",
    "What it is",
    (
        FormField("name", "line", "Name", "As the people who run it say it."),
        FormField("kind", "radios", "What sort of thing is it?"),
        FormField(
            "summary",
            "line",
            "In one sentence",
            "What would you tell a neighbour? No more than 140 characters. For example: "
            "A friendly lunch for people with memory loss and those who care for them.",
        ),
        FormField(
            "description",
            "text",
            "More about it",
            "What happens there, and what makes people come back. Short sentences are best.",
        ),
        FormField(
            "also_known_as",
            "lines",
            "Other names people use (if any)",
            "Old names and short names. One on each line.",
        ),
    ),
)
ABOUT = FormGroup(
    "about",
    "What it is about and who it suits",
    (
        FormField("categories", "categories", "What is it about?", "Choose one to four."),
        FormField(
            "audience",
            "boxes",
            "Who does it suit?",
            "Choose all that fit. If all, choose Everyone.",
        ),
        FormField("min_age", "age", "Youngest age (if there is one)", "In years, such as 18."),
        FormField("max_age", "age", "Oldest age (if there is one)", "In years, such as 25."),
    ),
)
_PLACE = FormField("place", "line", "Town or village", "For example, Tilbury.")
_AREA = FormField(
    "area_served",
    "line",
    "Which area does it cover?",
    "The towns or estates where it is open to people. For example, Grays and Chafford Hundred.",
)
WHERE = FormGroup(
    "where",
    "Where it is",
    (
        FormField("postcode", "line", "Postcode", "For example, RM17 6SL. We look up the place."),
        FormField("venue", "line", "Name of the building", "For example, Dock Road Hall."),
        FormField("address", "line", "Number and street", "For example, 12 Dock Road."),
        _PLACE,
        FormField("area_served", "line", "Which area does it cover? (if any)", _AREA.hint),
        FormField("precision", "radios", "How much may everyone see?"),
        FormField(
            "point",
            "point",
            "Place on the map",
            "The postcode puts a pin on the map. Drag it to the door, or type the two numbers.",
        ),
    ),
    asks_home=True,
)
AREA_ONLY = FormGroup(
    "where",
    "Which area it covers",
    (
        _AREA,
        replace(_PLACE, hint="The town only, not the street. Everyone can see it."),
        FormField(
            "postcode",
            "line",
            "Postcode (if you know it)",
            "Only staff see this. It helps us not to list the same thing twice.",
        ),
    ),
    asks_home=True,
)
WHEN = FormGroup(
    "when",
    "When it is on",
    (
        FormField("when", "times", "Days and times"),
        FormField(
            "terms", "line", "Dates and terms (if any)", "For example: School term time only."
        ),
        FormField(
            "closed_dates",
            "dates",
            "Days when it is closed (if any)",
            "One on each line, such as 25 December 2026.",
        ),
    ),
)
JOINING = FormGroup(
    "joining",
    "Cost, joining and access",
    (
        FormField("cost", "line", "What does it cost?", "For example: Free, £4, or donation."),
        FormField("join", "radios", "How do people join?"),
        FormField(
            "join_note", "line", "More about joining (if any)", "For example: Ask for the kitchen."
        ),
        FormField(
            "access", "boxes", "How do people get in and take part?", "Choose only what you know."
        ),
        FormField(
            "languages",
            "words",
            "Languages spoken (if you know)",
            "With a comma between them, such as English, Polish.",
        ),
        FormField(
            "first_visit",
            "text",
            "What happens on the first visit?",
            "Who says hello, what to bring, and whether someone can meet you at the door.",
        ),
        FormField(
            "getting_there",
            "text",
            "Getting there",
            "The bus stop, the entrance, and where to park. Do not name a home address.",
        ),
        FormField("time_asked", "line", "How much time is asked for?", "2 hours a week", _ROLES),
        FormField("skills", "line", "Skills that help, or that you will learn", "", _ROLES),
    ),
)
CONTACT = FormGroup(
    "contact",
    "How to get in touch",
    (
        FormField("phone", "tel", "Public phone number"),
        FormField("email", "email", "Public email address"),
        FormField("website", "url", "Website", "For example, www.example.org."),
        FormField(
            "contact_name", "line", "Who to ask for (if they agree)", "A first name or role."
        ),
        FormField("private_name", "line", "Private contact name"),
        FormField("private_phone", "tel", "Private phone number"),
        FormField("private_email", "email", "Private email address"),
        FormField("private_website", "url", "Private website"),
        FormField(
            "consent",
            "line",
            "Who agreed to the listing, how and when?",
            "For example: The treasurer, by phone, on 3 March 2026. Not public.",
        ),
        FormField(
            "steward",
            "line",
            "Who will check that it stays true?",
            "A person or team here. For example: Hub volunteers. Not public.",
        ),
    ),
)
NEWS = FormGroup(
    "news",
    "News for this week",
    (
        FormField(
            "notice",
            "line",
            "Notice",
            "What people should know now. For example: No lunch on Good Friday.",
        ),
        FormField(
            "closed_dates",
            "dates",
            "Days when it is closed",
            "One on each line, such as 25 December 2026.",
        ),
    ),
)

# The pages of adding a listing, in their order; pictures and the last look have none to fill.
GROUPS = (WHAT, ABOUT, WHERE, WHEN, JOINING, CONTACT)
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
