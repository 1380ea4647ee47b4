"""What is written down about a member, looked at before it is kept."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from assetmap.domain.email import is_email
from assetmap.domain.phone import comparable_phones
from assetmap.domain.place import parse_postcode
from assetmap.domain.text import clean
from assetmap.domain.time_bank.ages import is_old_enough, turns_18_on
from assetmap.domain.time_bank.members import ContactBy, Member
from assetmap.domain.validation import Problem
from assetmap.services.context import Context
from assetmap.services.time_bank.refusals import BadAnswers
from assetmap.services.time_bank.wards import ward_of

DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_LONGEST = {"name": 100, "email": 254, "phone": 60, "address": 300, "postcode": 10}


@dataclass(frozen=True)
class MemberDetails:
    """What somebody tells when they join. `is_adult` is None when they did not say.

    `born` is asked of the young alone, and only to work out the day on which they turn 18 (TB9).
    """

    name: str = ""
    email: str = ""
    phone: str = ""
    address: str = ""
    postcode: str = ""
    is_adult: bool | None = None
    born: date | None = None
    consent_on: date | None = None
    contact_by: ContactBy = ContactBy.PHONE
    large_print: bool = False
    days: tuple[str, ...] = ()
    access: tuple[str, ...] = ()
    thanks: bool = False


def details_of(member: Member, today: date) -> MemberDetails:
    """What is kept of a member, as it would be told again; but for a birth date, which is not."""
    return MemberDetails(
        *(member.name, member.email, member.phone, member.address, member.postcode),
        is_adult=not member.is_under_18(today),
        consent_on=member.consent_on,
        contact_by=member.contact_by,
        large_print=member.large_print,
        days=member.days,
        access=member.access,
        thanks=member.thanks,
    )


def with_details(context: Context, member: Member, details: MemberDetails) -> Member:
    """A member with what they told; not kept. Raises BadAnswers, a problem for each field."""
    details = _cleaned(details)
    problems = tuple(_problems(context, member, details))
    if problems:
        raise BadAnswers(*problems)
    young = _turns_18_on(context, member, details)
    read = parse_postcode(details.postcode)
    return replace(
        member,
        name=details.name,
        email=details.email,
        phone=details.phone,
        address=details.address,
        postcode=str(read) if read else "",
        ward=ward_of(context, details.postcode),
        turns_18_on=young,
        consent_on=details.consent_on if young else None,
        home_allowed=member.home_allowed and young is None,
        lifts_allowed=member.lifts_allowed and young is None,
        contact_by=details.contact_by,
        large_print=details.large_print,
        days=tuple(day for day in DAYS if day in details.days),
        access=tuple(x for x in details.access if x in context.borough.words.access_feature),
        thanks=details.thanks,
    )


def _cleaned(details: MemberDetails) -> MemberDetails:
    return replace(
        details,
        name=_one_line(details.name),
        email=_one_line(details.email),
        phone=_one_line(details.phone),
        postcode=_one_line(details.postcode),
        address=clean(details.address),
    )


def _one_line(text: str) -> str:
    return " ".join(clean(text).split())


def _problems(context: Context, member: Member, details: MemberDetails) -> Iterator[Problem]:
    if not details.name:
        yield Problem("name", "Enter their name.")
    if details.email and not is_email(details.email):
        yield Problem("email", "Enter an email address like name@example.org, or leave it empty.")
    if details.phone and not comparable_phones(details.phone):
        yield Problem("phone", "Enter a whole phone number with its code, or leave it empty.")
    if details.postcode and parse_postcode(details.postcode) is None:
        just = context.borough.example.postcode
        yield Problem("postcode", f"Enter a whole postcode, like {just}, or leave it empty.")
    for name, longest in _LONGEST.items():
        if len(getattr(details, name)) > longest:
            yield Problem(name, f"Use {longest} characters or fewer.")
    yield from _of_contact(details)
    yield from _of_age(context, member, details)


def _of_contact(details: MemberDetails) -> Iterator[Problem]:
    """That they can be told in the way they like."""
    if details.contact_by is ContactBy.EMAIL and not details.email:
        yield Problem("email", "Enter the email address that they want to be written to at.")
    if details.contact_by is ContactBy.PHONE and not details.phone:
        yield Problem("phone", "Enter the number that they want to be rung at.")
    if details.contact_by is ContactBy.POST and not (details.address and details.postcode):
        yield Problem("address", "Enter the address and the postcode that letters go to.")


def _of_age(context: Context, member: Member, details: MemberDetails) -> Iterator[Problem]:
    today, youngest = context.clock.today(), context.borough.time_bank.youngest
    if details.is_adult is None:
        yield Problem("adult", "Say whether they are 18 or over.")
    if details.consent_on and details.consent_on > today:
        yield Problem("consent", "Enter the day on which you saw it: it is not in the future.")
    if details.is_adult is not False:
        return
    if details.born is None:
        if member.turns_18_on is None:
            yield Problem("born", "Enter their date of birth. Only the day they turn 18 is kept.")
    elif details.born > today:
        yield Problem("born", "Enter a date of birth that is in the past.")
    elif not is_old_enough(details.born, today, youngest):
        yield Problem("born", f"One can join from {youngest} years on.")


def _turns_18_on(context: Context, member: Member, details: MemberDetails) -> date | None:
    if details.is_adult:
        return None
    if details.born is None:
        return member.turns_18_on
    return turns_18_on(details.born, context.clock.today())
