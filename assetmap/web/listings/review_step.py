"""The last look at a draft before it is sent: every answer, and what is missing, beside it."""

from collections.abc import Iterable
from dataclasses import dataclass

from assetmap.domain.checks.check import Method
from assetmap.domain.listings.fields import FIELDS
from assetmap.domain.listings.listing import Listing, Precision
from assetmap.domain.listings.requirements import MissingField, completeness, missing_for_publishing
from assetmap.domain.people.people import Action, Person, may
from assetmap.domain.times.schedule_words import schedule_lines
from assetmap.domain.validation import Problem
from assetmap.services.checks.sent_back import draft_sent_back
from assetmap.services.context import Context
from assetmap.services.listings.history import person_name
from assetmap.services.listings.images import ShownPicture, shown_pictures
from assetmap.services.listings.stewards import named
from assetmap.web.formatting import long_date
from assetmap.web.forms.questions import GROUPS, FormGroup, group_with
from assetmap.web.listings.draft_step_page import address, group_of, part_before, step_words
from assetmap.web.listings.step_lines import note_lines
from assetmap.web.presenters.field_values import field_words

_PAGE_OF = {"checked": ("check", "method"), "pictures": ("pictures", "picture")}


@dataclass(frozen=True)
class Answer:
    """One line of the last look: the question, its answer in words, and what is wrong with it."""

    field: str
    label: str
    words: tuple[str, ...]
    url: str
    gaps: tuple[str, ...] = ()
    is_private: bool = False


@dataclass(frozen=True)
class AnswerGroup:
    """The answers of one page, and the way back to it."""

    title: str
    url: str
    answers: tuple[Answer, ...]


@dataclass(frozen=True)
class CheckPage:
    """`/work/drafts/<id>/check`: everything that was answered, before it is sent for review.

    `gaps` are (field, sentence, address of the question), told only once it was sent.
    """

    title: str
    listing: Listing
    step: str
    back: str
    groups: tuple[AnswerGroup, ...]
    gaps: tuple[tuple[str, str, str], ...]
    missing: int
    complete: int  # from 0 to 100
    methods: tuple[tuple[str, str, str], ...]
    method: str
    spoke_to: str
    checked: str
    is_refused: bool
    may_send: bool
    method_problems: tuple[Problem, ...]
    warning: str = ""  # words that name an address which is not shown
    pictures: tuple[ShownPicture, ...] = ()
    notes: tuple[tuple[str, str], ...] = ()  # for staff: words, and who and when
    sent_back: tuple[str, str] | None = None  # who sent it back and when, and their words


def check_page(
    context: Context,
    person: Person,
    listing: Listing,
    *,
    is_refused: bool,
    was_sent: bool = False,
    method: str = "",
    spoke_to: str = "",
) -> CheckPage:
    """Everything that was answered; with `was_sent` also what is missing, beside each question."""
    gaps = missing_for_publishing(listing)
    told = gaps if was_sent else ()
    return CheckPage(
        title="Check your answers",
        listing=listing,
        step=step_words("check"),
        back=part_before(listing, "check"),
        groups=tuple(_answers(context, person, listing, group, told) for group in GROUPS),
        gaps=tuple((gap.field, gap.message, _question(listing, gap.field)) for gap in told),
        missing=len(gaps),
        complete=completeness(listing),
        methods=tuple((m, m.label, "") for m in Method if m is not Method.ORGANISER_LINK),
        method=method,
        spoke_to=spoke_to,
        checked=_checked(listing),
        is_refused=is_refused,
        may_send=not is_refused or may(person, Action.PUBLISH),
        method_problems=tuple(Problem("method", x.message) for x in told if x.field == "checked"),
        warning=named_in_text(listing),
        pictures=shown_pictures(context, listing),
        notes=note_lines(context, person, listing.id),
        sent_back=_sent_back(context, listing),
    )


def _sent_back(context: Context, listing: Listing) -> tuple[str, str] | None:
    back = draft_sent_back(context, listing)
    if back is None:
        return None
    who = person_name(context, back.by)
    return f"{who} sent it back on {long_date(back.at.date())}", back.words


def named_in_text(listing: Listing) -> str:
    """The part of an address that is not shown, and yet stands in words that everyone reads."""
    where = listing.where
    if where.precision is Precision.VENUE:
        return ""
    texts = (listing.summary, listing.description, listing.getting_there, listing.first_visit)
    said = " ".join("".join(" ".join(texts).casefold().split()).split())
    for hidden in (where.postcode, where.address):
        if hidden and "".join(hidden.casefold().split()) in said:
            return hidden
    return ""


def _answers(
    context: Context,
    person: Person,
    listing: Listing,
    group: FormGroup,
    gaps: Iterable[MissingField],
) -> AnswerGroup:
    asked = group_of(context, group.slug, listing, person)
    told = list(gaps)
    answers = tuple(
        Answer(
            field=question.name,
            label=FIELDS[question.name].label,
            words=_words(context, listing, question.name),
            url=address(listing, group.slug, question.name),
            gaps=tuple(gap.message for gap in told if gap.field == question.name),
            is_private=FIELDS[question.name].private,
        )
        for question in asked.fields
    )
    return AnswerGroup(asked.title, address(listing, group.slug), answers)


def _words(context: Context, listing: Listing, name: str) -> tuple[str, ...]:
    if name == "when":
        return tuple(schedule_lines(listing.schedule))
    value = named(context, name, FIELDS[name].read(listing))
    words = field_words(name, value, context.borough)
    return tuple(line for line in words.split("\n") if line)


def _question(listing: Listing, name: str) -> str:
    """Where a gap's question is asked: a page of the draft, or this one."""
    if name in _PAGE_OF:
        part, question = _PAGE_OF[name]
        return f"#{question}" if part == "check" else address(listing, part, question)
    if name == "precision":
        return address(listing, "home")
    group = group_with(name)
    return address(listing, group.slug if group else "what", name)


def _checked(listing: Listing) -> str:
    on = listing.checked.on
    return f"{listing.checked.how}, {on.day} {on:%B %Y}" if on else ""
