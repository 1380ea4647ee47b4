"""The members of the time bank in words: the list of them, and the page of one."""

from collections.abc import Iterator
from dataclasses import dataclass

from assetmap.domain.time_bank.hours import in_words
from assetmap.domain.time_bank.members import (
    NEXT_STAGES,
    REFERENCES_NEEDED,
    CheckSeen,
    Member,
    Stage,
)
from assetmap.domain.time_bank.places_allowed import member_places
from assetmap.services.context import Context
from assetmap.services.listing_repository import Actor
from assetmap.services.listings.history import person_name
from assetmap.services.time_bank.accounts import groups, members
from assetmap.services.time_bank.items import items_to_renew
from assetmap.services.time_bank.own_membership import is_own
from assetmap.services.time_bank.wards import ward_titles
from assetmap.web.formatting import long_date
from assetmap.web.time_bank.choices import days_in_words
from assetmap.web.time_bank.item_lines import ItemLine, item_line

MOST = 50  # members on a page of the list


@dataclass(frozen=True)
class MemberLine:
    """One member in a list: how they are called, their stage, and what is to be known at once."""

    number: str
    title: str
    stage: str
    ward: str
    balance: str
    tags: tuple[str, ...]


@dataclass(frozen=True)
class MembersPage:
    """`/work/time-bank/members`: those that are asked for; `stages` narrow them."""

    title: str
    typed: str
    stage: str
    lines: tuple[MemberLine, ...]
    total: int
    stages: tuple[tuple[str, str, int], ...]  # value, words, how many
    groups: tuple[tuple[str, str, str], ...]  # number, name, balance
    next_from: int  # where the next page begins; 0 on the last


@dataclass(frozen=True)
class NextStep:
    """A button that brings a member to a stage."""

    stage: str
    words: str


@dataclass(frozen=True)
class MemberPage:
    """`/work/time-bank/members/<number>`: what is known of a member, and what can be done."""

    title: str
    number: str
    stage: Stage
    tags: tuple[str, ...]
    steps: tuple[NextStep, ...]
    references: str
    may_add_reference: bool
    facts: tuple[tuple[str, str], ...]
    phone: str
    places: tuple[str, ...]
    checks: tuple[str, ...]
    history: tuple[str, ...]
    balance: str
    items: tuple[ItemLine, ...]
    is_frozen: bool
    has_left: bool
    is_erased: bool
    is_under_18: bool
    is_own: bool


def members_page(
    context: Context, actor: Actor, typed: str, stage: str, first: int = 0
) -> MembersPage:
    """The members whose name or number was typed, of a stage or of any who have not left."""
    every = members(context, actor)
    balances, wards = context.store.ledger.balances(), ward_titles(context)
    fits = [each for each in every if _is_meant(each, typed)]
    shown = [
        each
        for each in fits
        if (each.stage == stage if stage else typed or each.stage is not Stage.LEFT)
    ]
    return MembersPage(
        "Members",
        typed,
        stage,
        tuple(
            _line(context, each, balances.get(each.id, 0), wards)
            for each in shown[first : first + MOST]
        ),
        len(shown),
        tuple((str(s), s.label, sum(each.stage is s for each in fits)) for s in Stage),
        tuple(
            (each.id, each.name, in_words(balances.get(each.id, 0)))
            for each in groups(context, actor)
            if each.closed_on is None
        ),
        first + MOST if first + MOST < len(shown) else 0,
    )


def member_page(context: Context, actor: Actor, member: Member) -> MemberPage:
    """The page of one member."""
    today = context.clock.today()
    has_left = member.stage is Stage.LEFT
    items = items_to_renew(context, actor, member.id)
    return MemberPage(
        title=member.title,
        number=member.id,
        stage=member.stage,
        tags=_tags(context, member),
        steps=() if has_left else tuple(_steps(context, member)),
        references=f"{len(member.references)} of {REFERENCES_NEEDED} references",
        may_add_reference=member.stage in (Stage.APPLIED, Stage.MET),
        facts=tuple((label, words) for label, words in _facts(context, member) if words),
        phone=member.phone,
        places=tuple(each.label for each in member_places(member, today)),
        checks=tuple(_checks(context, member)),
        history=tuple(_history(context, member)),
        balance=in_words(context.store.ledger.balance(member.id)),
        items=tuple(item_line(context, each, "") for each in items),
        is_frozen=member.frozen_on is not None,
        has_left=has_left,
        is_erased=has_left and not member.name,
        is_under_18=member.is_under_18(today),
        is_own=is_own(actor, member),
    )


def _is_meant(member: Member, typed: str) -> bool:
    words = typed.casefold().removeprefix("member").split()
    named = f"{member.name} {member.id}".casefold()
    return all(word in named for word in words)


def _line(context: Context, member: Member, balance: int, wards: dict[str, str]) -> MemberLine:
    ward, tags = wards.get(member.ward, ""), _tags(context, member)
    return MemberLine(member.id, member.title, member.stage.label, ward, in_words(balance), tags)


def _tags(context: Context, member: Member) -> tuple[str, ...]:
    is_young = member.is_under_18(context.clock.today())
    told = (
        ("A concern is open: not matched", member.frozen_on is not None),
        ("Under 18", is_young),
        ("No parent’s consent yet", is_young and member.consent_on is None),
        ("Sample", member.is_sample),
    )
    return tuple(words for words, is_so in told if is_so)


def _steps(context: Context, member: Member) -> Iterator[NextStep]:
    welcome = in_words(context.borough.time_bank.welcome)
    again = member.stage is Stage.PAUSED
    words = {
        Stage.MET: "We have met them",
        Stage.ACTIVE: "Active again" if again else f"Make them active, with {welcome} to start",
        Stage.PAUSED: "Pause them",
    }
    for stage in NEXT_STAGES[member.stage]:
        if stage in words:
            yield NextStep(str(stage), words[stage])


def _facts(context: Context, member: Member) -> Iterator[tuple[str, str]]:
    yield "Email", member.email
    yield "Address", ", ".join(filter(None, (member.address, member.postcode)))
    yield "Ward", ward_titles(context).get(member.ward, "") or "Not known from the postcode"
    yield (
        "How to tell them",
        member.contact_by.label + (", in large print" if member.large_print else ""),
    )
    yield "Has time on", days_in_words(member.days)
    access = context.borough.words.access_feature
    yield "Needs", ", ".join(access[each].label for each in member.access if each in access)
    yield "May be thanked by name", "Yes" if member.thanks else "No"
    if member.turns_18_on:
        yield "Turns 18 on", long_date(member.turns_18_on)
        seen = member.consent_on
        yield "Parent’s consent", f"Seen on {long_date(seen)}" if seen else "Not seen yet"


def _checks(context: Context, member: Member) -> Iterator[str]:
    for label, seen in (("DBS check", member.dbs), ("Driving papers", member.driving)):
        if seen:
            yield f"{label}{_seen_words(context, seen)}"


def _seen_words(context: Context, seen: CheckSeen) -> str:
    level = f", {seen.level}" if seen.level else ""
    by = person_name(context, seen.by)
    until = ""
    if seen.until:
        verb = "holds until" if seen.holds(context.clock.today()) else "ran out on"
        until = f". It {verb} {long_date(seen.until)}"
    return f"{level}: seen on {long_date(seen.on)} by {by}{until}."


def _history(context: Context, member: Member) -> Iterator[str]:
    for change in member.stages:
        by = person_name(context, change.by)
        yield f"{change.stage.label}: {long_date(change.on)}, noted by {by}"
    for reference in member.references:
        by = person_name(context, reference.by)
        yield f"A reference came: {long_date(reference.on)}, noted by {by}"
