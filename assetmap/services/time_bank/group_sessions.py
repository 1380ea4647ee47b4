"""A group session: many members and a group on one form, each hour counted once (TB8)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from assetmap.domain.people.people import Action, require
from assetmap.domain.time_bank.ledger import AlreadyPosted, PlaceKind, TransferKind
from assetmap.domain.time_bank.members import GroupAccount, Member, Stage
from assetmap.domain.time_bank.session_reading import BadSession
from assetmap.services.context import Context
from assetmap.services.listing_repository import Actor
from assetmap.services.time_bank.accounts import members
from assetmap.services.time_bank.posting import Given, post_session
from assetmap.storage.store import NotFound
from assetmap.storage.tables import TIME_BANK_GROUPS

PLACES = (PlaceKind.PUBLIC, PlaceKind.REMOTE)  # at somebody's home it is no group session (TB9)


@dataclass(frozen=True)
class GroupSession:
    """What a form of a session says. `members_receive`: the group gave time to the members."""

    key: str
    group: str
    minutes: dict[str, int]
    on: date
    category: str
    place: PlaceKind
    members_receive: bool = False

    @property
    def total(self) -> int:
        """The hours of all members together, in minutes."""
        return sum(self.minutes.values())


@dataclass(frozen=True)
class CheckedSession:
    """A session that can be entered: the group, and who took part with their minutes.

    `is_like_another`: one of the same group, day and total is in the ledger already.
    """

    session: GroupSession
    group: GroupAccount
    people: tuple[tuple[Member, int], ...]
    is_like_another: bool


def checked_session(context: Context, actor: Actor, session: GroupSession) -> CheckedSession:
    """The session with the people behind the numbers. Raises NotAllowed, BadSession."""
    require(actor.person, Action.RUN_TIME_BANK)
    known = {each.id: each for each in members(context, actor)}
    messages = list(_against(context, session, known))
    if messages:
        raise BadSession(messages)
    group = context.store.get(TIME_BANK_GROUPS, session.group)
    people = tuple((known[each], minutes) for each, minutes in session.minutes.items())
    return CheckedSession(session, group, people, _is_like_another(context, session))


def enter_session(context: Context, actor: Actor, session: GroupSession) -> int:
    """Post a session, once however often its form is sent; gives its minutes in all.

    Raises NotAllowed, BadSession.
    """
    try:
        with context.unit_of_work() as uow:
            checked_session(context, actor, session)
            given = Given(session.category, place=session.place)
            post_session(
                *(context, uow, actor, session.group, session.minutes, session.on, given),
                key=f"session:{session.key}",
                members_receive=session.members_receive,
            )
    except AlreadyPosted:
        pass  # the same form: it is in the ledger, which is what was wanted
    return session.total


def _against(context: Context, session: GroupSession, known: dict[str, Member]) -> Iterator[str]:
    try:
        group = context.store.get(TIME_BANK_GROUPS, session.group)
    except NotFound:
        yield "Choose the group."
    else:
        if group.closed_on:
            yield f"The account of {group.name} is closed."
    if session.on > context.clock.today():
        yield "It has not been yet: give the day on which it was."
    for number in session.minutes:
        member = known.get(number)
        if member is None:
            yield f"There is no member {number}."
        elif not member.may_exchange:
            left = member.stage is Stage.LEFT
            yield f"Member {number} {'has left' if left else 'is not active yet'}."


def _is_like_another(context: Context, session: GroupSession) -> bool:
    ledger = context.store.ledger
    same_day = ledger.transfers(
        account=session.group,
        kinds=(TransferKind.GROUP,),
        done_from=session.on,
        done_until=session.on,
    )
    taken_back = ledger.corrections()
    return any(x.minutes == session.total and x.id not in taken_back for x in same_day)
