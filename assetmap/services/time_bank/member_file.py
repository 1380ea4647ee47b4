"""Everything that the time bank holds about one member, as they can be given it (TB16)."""

from datetime import date
from typing import Any

import msgspec

from assetmap.domain.people.people import Action, require
from assetmap.domain.time_bank.hours import in_words
from assetmap.domain.time_bank.members import Member
from assetmap.domain.time_bank.statement import Statement, statement_of
from assetmap.services.context import Context
from assetmap.services.listing_repository import Actor
from assetmap.services.time_bank.accounts import account_titles, member_of
from assetmap.storage.tables import TIME_BANK_EXCHANGES, TIME_BANK_GROUPS, TIME_BANK_ITEMS

# What opens things; and what the safeguarding lead decides about: whether it may be told.
_NEVER = ("link_mark", "frozen_on")


def export_member(context: Context, actor: Actor, number: str) -> dict[str, Any]:
    """The whole file of one member, and that it was given into the audit.

    Raises NotAllowed, NotFound.
    """
    require(actor.person, Action.RUN_TIME_BANK)
    return member_file(context, member_of(context, actor, number))


def member_file(context: Context, member: Member) -> dict[str, Any]:
    """What is held about a member: others in it are called by their number (TB16)."""
    held = msgspec.to_builtins(member)
    own = {key: value for key, value in held.items() if key not in _NEVER}
    titles = account_titles(context, own=member.id)
    return {
        "number": member.id,
        "member": own,
        "offers_and_wants": msgspec.to_builtins(
            context.store.find(TIME_BANK_ITEMS, account=member.id)
        ),
        "exchanges": _exchanges(context, member, titles),
        "signs_for": [
            each.name
            for each in context.store.find(TIME_BANK_GROUPS)
            if member.id in each.signatories
        ],
        "statement": _statement_lines(_whole_statement(context, member), titles),
        "balance": in_words(context.store.ledger.balance(member.id)),
    }


def _whole_statement(context: Context, member: Member) -> Statement:
    transfers = context.store.ledger.transfers(account=member.id)
    return statement_of(member.id, transfers, date.min, date.max)


def _statement_lines(statement: Statement, titles: dict[str, str]) -> list[dict[str, str]]:
    return [
        {
            "done_on": line.transfer.done_on.isoformat(),
            "entered_at": line.transfer.posted_at.isoformat(timespec="seconds"),
            "what": line.transfer.kind.label,
            "with": ", ".join(
                titles.get(each.account, f"Account {each.account}")
                for each in line.transfer.lines
                if each.account != statement.account
            ),
            "hours": in_words(line.minutes),
            "balance": in_words(line.balance),
        }
        for line in statement.lines
    ]


def _exchanges(context: Context, member: Member, titles: dict[str, str]) -> list[dict[str, str]]:
    found = [
        *context.store.find(TIME_BANK_EXCHANGES, giver=member.id),
        *context.store.find(TIME_BANK_EXCHANGES, receiver=member.id),
    ]
    return [
        {
            "on": each.on.isoformat(),
            "giver": titles.get(each.giver, f"Account {each.giver}"),
            "receiver": titles.get(each.receiver, f"Account {each.receiver}"),
            "hours": in_words(each.minutes),
            "place": each.place.label,
            "state": each.state.label,
        }
        for each in sorted(found, key=lambda x: (x.on, x.id))
    ]
