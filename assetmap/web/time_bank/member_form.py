"""What is typed about a member: read out of the form, and shown again as it was typed."""

from collections.abc import Mapping
from dataclasses import dataclass

from werkzeug.datastructures import MultiDict

from assetmap.domain.time_bank.members import ContactBy, Member
from assetmap.domain.validation import Problem
from assetmap.services.context import Context
from assetmap.services.time_bank.member_details import MemberDetails, details_of
from assetmap.services.time_bank.refusals import BadAnswers
from assetmap.web.forms.values import BadDate, Boxes, boxes_of, read_boxes, typed_boxes
from assetmap.web.time_bank.choices import DAYS, Choices

_TEXTS = ("name", "email", "phone", "address", "postcode", "adult", "contact_by")
_LISTS = ("days", "access")
_TICKS = ("large_print", "thanks")


@dataclass(frozen=True)
class TypedMember:
    """A member as typed: `texts` by field, `lists` what is ticked of several, dates as boxes."""

    texts: Mapping[str, str]
    lists: Mapping[str, tuple[str, ...]]
    ticks: Mapping[str, bool]
    born: Boxes = ("", "", "")
    consent: Boxes = ("", "", "")


@dataclass(frozen=True)
class MemberFormPage:
    """The form for somebody new, or for what is known of a member."""

    title: str
    number: str  # empty for somebody new
    typed: TypedMember
    youngest: int
    knows_age: bool  # of the young: the day they turn 18 is kept already
    days: Choices
    access: Choices
    ways: Choices
    problems: tuple[Problem, ...] = ()


def member_form_page(
    context: Context, member: Member | None, typed: TypedMember, *problems: Problem
) -> MemberFormPage:
    """The page of the form."""
    access = context.borough.words.access
    return MemberFormPage(
        f"Change what is known of {member.title}" if member else "Add somebody who applied",
        member.id if member else "",
        typed,
        context.borough.time_bank.youngest,
        bool(member and member.turns_18_on),
        DAYS,
        tuple((each.slug, each.label) for each in access),
        tuple((str(each), each.label) for each in ContactBy),
        problems,
    )


def typed_member(form: MultiDict[str, str]) -> TypedMember:
    """What was typed, as it was typed."""
    return TypedMember(
        {name: form.get(name, "") for name in _TEXTS},
        {name: tuple(form.getlist(name)) for name in _LISTS},
        {name: form.get(name) == "yes" for name in _TICKS},
        typed_boxes(form, "born"),
        typed_boxes(form, "consent"),
    )


def blank_member() -> TypedMember:
    """The form before anything is typed."""
    texts = dict.fromkeys(_TEXTS, "") | {"contact_by": str(ContactBy.PHONE)}
    return TypedMember(texts, dict.fromkeys(_LISTS, ()), dict.fromkeys(_TICKS, False))


def known_member(context: Context, member: Member) -> TypedMember:
    """The form with what is kept of a member."""
    known = details_of(member, context.clock.today())
    texts = {
        **{name: getattr(known, name) for name in _TEXTS[:5]},
        "adult": "yes" if known.is_adult else "no",
        "contact_by": str(known.contact_by),
    }
    ticks = {"large_print": known.large_print, "thanks": known.thanks}
    lists = {"days": known.days, "access": known.access}
    return TypedMember(texts, lists, ticks, consent=boxes_of(known.consent_on))


def read_member(typed: TypedMember) -> MemberDetails:
    """What was typed, as the service takes it. Raises BadAnswers for what is no date."""
    dates, problems = {}, []
    for name, boxes in (("born", typed.born), ("consent", typed.consent)):
        try:
            dates[name] = read_boxes(boxes)
        except BadDate as error:
            problems.append(Problem(name, str(error)))
    if problems:
        raise BadAnswers(*problems)
    texts = typed.texts
    ways = {str(each): each for each in ContactBy}
    return MemberDetails(
        *(texts["name"], texts["email"], texts["phone"], texts["address"], texts["postcode"]),
        is_adult={"yes": True, "no": False}.get(texts["adult"]),
        born=dates["born"],
        consent_on=dates["consent"],
        contact_by=ways.get(texts["contact_by"], ContactBy.PHONE),
        large_print=typed.ticks["large_print"],
        days=typed.lists["days"],
        access=typed.lists["access"],
        thanks=typed.ticks["thanks"],
    )
