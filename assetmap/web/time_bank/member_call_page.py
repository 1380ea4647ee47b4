"""The list of people to ring, and one call, in words."""

from dataclasses import dataclass
from datetime import date

from flask import url_for

from assetmap.domain.borough.borough import Borough
from assetmap.domain.time_bank.items import TimeBankItem
from assetmap.domain.time_bank.member_calls import Reason
from assetmap.domain.time_bank.members import Member, Stage
from assetmap.domain.validation import Problem
from assetmap.services.time_bank.broker_work import BrokerWork, ToRing
from assetmap.web.formatting import counted, long_date
from assetmap.web.time_bank.broker_page import BrokerLine, call_line
from assetmap.web.time_bank.call_reasons import reason_words, script_of


@dataclass(frozen=True)
class MemberCallsPage:
    """`/work/time-bank/calls`: whom to ring today, the most pressing first."""

    title: str
    says: str
    lines: tuple[BrokerLine, ...]


@dataclass(frozen=True)
class MemberCallLinks:
    """Where the parts of a call's page lead, and where its forms are sent."""

    made: str
    number: str
    skip: str
    member: str


@dataclass(frozen=True)
class MemberCallPage:
    """`/work/time-bank/calls/<number>`: everything for one call. `phone` is filled only on the
    page that answers the press of "Show the number".
    """

    title: str
    number: str  # `Member 101`
    place: str  # `Call 3 of 12`; empty when they are not on today's list
    why: tuple[str, ...]
    has_phone: bool
    phone: str
    told_by: str  # how they like to be told of things
    script: tuple[tuple[str, str], ...]
    tries: tuple[str, ...]
    spoken: str
    can_renew: bool
    can_pause: bool
    links: MemberCallLinks
    problems: tuple[Problem, ...] = ()


def member_calls_page(work: BrokerWork, today: date) -> MemberCallsPage:
    """The list in words."""
    says = f"{counted(len(work.to_ring), 'call')} to make today."
    if work.rung:
        says += f" {counted(work.rung, 'was', 'were').capitalize()} made today."
    lines = tuple(call_line(each, today) for each in work.to_ring)
    return MemberCallsPage("People to ring", says, lines)


def member_call_page(
    member: Member,
    reasons: tuple[Reason, ...],
    items: tuple[TimeBankItem, ...],
    to_ring: tuple[ToRing, ...],
    borough: Borough,
    today: date,
    *,
    phone: str = "",
    problems: tuple[Problem, ...] = (),
) -> MemberCallPage:
    """One call in words; `items` are their open offers and wants."""
    spoken = f"Last spoken to on {long_date(member.spoken_on)}." if member.spoken_on else ""
    return MemberCallPage(
        title=member.title,
        number=member.number_title,
        place=_place(member, to_ring),
        why=tuple(reason_words(each, today) for each in reasons),
        has_phone=bool(member.phone),
        phone=phone,
        told_by=member.contact_by.label,
        script=script_of(borough, reasons, items, today),
        tries=tuple(f"Try {n}: {long_date(on)}" for n, on in enumerate(member.tried_on, start=1)),
        spoken=spoken or "Nobody has noted a talk with them yet.",
        can_renew=bool(items),
        can_pause=member.stage is Stage.ACTIVE,
        links=_links(member.id),
        problems=problems,
    )


def _links(number: str) -> MemberCallLinks:
    return MemberCallLinks(
        made=url_for("member_calls.made", number=number),
        number=url_for("member_calls.phone", number=number),
        skip=url_for("member_calls.after", number=number),
        member=f"/work/time-bank/members/{number}",
    )


def _place(member: Member, to_ring: tuple[ToRing, ...]) -> str:
    numbers = [each.member.id for each in to_ring]
    if member.id not in numbers:
        return ""
    return f"Call {numbers.index(member.id) + 1} of {len(numbers)}"
