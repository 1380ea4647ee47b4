"""A coordinator asks the broker whether somebody could help, and sees no member (TB20)."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from assetmap.domain.people.people import Action, require
from assetmap.domain.text import clean
from assetmap.domain.time_bank.broker_request import BrokerRequest, RequestState
from assetmap.domain.time_bank.items import ItemKind, TimeBankItem
from assetmap.domain.validation import Problem
from assetmap.services.context import Context
from assetmap.services.listing_repository import Actor, new_id
from assetmap.services.time_bank.accounts import note
from assetmap.services.time_bank.item_details import ItemDetails, personal_details
from assetmap.services.time_bank.items import new_item
from assetmap.services.time_bank.member_details import DAYS
from assetmap.services.time_bank.refusals import BadAnswers, NotNow
from assetmap.services.time_bank.wards import ward_titles
from assetmap.storage.tables import TIME_BANK_REQUESTS
from assetmap.storage.unit_of_work import UnitOfWork

WHAT_LONGEST = 80  # characters: it can become the title of a want


@dataclass(frozen=True)
class RequestDetails:
    """What help is wanted, in which ward (a code), on which days; never for whom."""

    what: str = ""
    category: str = ""
    ward: str = ""
    days: tuple[str, ...] = ()


def ask(context: Context, actor: Actor, details: RequestDetails) -> BrokerRequest:
    """Ask the broker. Raises NotAllowed, and BadAnswers also for what tells who it is for."""
    require(actor.person, Action.ASK_BROKER)
    what = " ".join(clean(details.what).split())
    problems = tuple(_problems(context, replace(details, what=what)))
    if problems:
        raise BadAnswers(*problems)
    days = tuple(day for day in DAYS if day in details.days)
    request = BrokerRequest(
        *(new_id(), actor.person.id, context.clock.now(), what),
        *(details.category, details.ward, days),
    )
    with context.unit_of_work() as uow:
        uow.save(TIME_BANK_REQUESTS, request)
        subject = f"time-bank-request:{request.id}"
        note(context, uow, actor, "asked the time-bank broker", subject)
    return request


def own_requests(context: Context, actor: Actor) -> list[BrokerRequest]:
    """What somebody asked themselves, the newest first. Raises NotAllowed."""
    require(actor.person, Action.ASK_BROKER)
    return [each for each in _newest_first(context) if each.by == actor.person.id]


def requests(context: Context, actor: Actor) -> list[BrokerRequest]:
    """What anybody asked, the newest first. Raises NotAllowed."""
    require(actor.person, Action.RUN_TIME_BANK)
    return _newest_first(context)


def request_of(context: Context, actor: Actor, request_id: str) -> BrokerRequest:
    """One of them. Raises NotAllowed, NotFound."""
    require(actor.person, Action.RUN_TIME_BANK)
    return context.store.get(TIME_BANK_REQUESTS, request_id)


def take_up(context: Context, actor: Actor, request_id: str, account: str) -> TimeBankItem | None:
    """Take a request up: as a want of an account, or without one when it is arranged elsewhere.

    Raises NotAllowed, NotFound, BadAnswers, NotNow.
    """
    with context.unit_of_work() as uow:
        request = _open_request(context, actor, request_id)
        item = None
        if account:
            want = ItemDetails(ItemKind.WANT, request.what, "", request.category, request.days)
            item = new_item(context, uow, actor, account, want, asked_by=request.by)
        _answer(context, uow, actor, request, RequestState.TAKEN, item.id if item else "")
    return item


def not_possible(context: Context, actor: Actor, request_id: str) -> None:
    """Say that nobody can help. Raises NotAllowed, NotFound, NotNow."""
    with context.unit_of_work() as uow:
        request = _open_request(context, actor, request_id)
        _answer(context, uow, actor, request, RequestState.NOT_POSSIBLE)


def _open_request(context: Context, actor: Actor, request_id: str) -> BrokerRequest:
    request = request_of(context, actor, request_id)
    if request.state is not RequestState.WAITING:
        raise NotNow("This was answered already.")
    return request


def _answer(
    context: Context,
    uow: UnitOfWork,
    actor: Actor,
    request: BrokerRequest,
    state: RequestState,
    item_id: str = "",
) -> None:
    by, now = actor.person.id, context.clock.now()
    after = replace(request, state=state, item_id=item_id, answered_at=now, answered_by=by)
    uow.save(TIME_BANK_REQUESTS, after)
    what = f"answered a question to the broker: {state.label.lower()}"
    note(context, uow, actor, what, f"time-bank-request:{request.id}")


def _newest_first(context: Context) -> list[BrokerRequest]:
    found = context.store.find(TIME_BANK_REQUESTS)
    return sorted(found, key=lambda each: (each.at, each.id), reverse=True)


def _problems(context: Context, details: RequestDetails) -> Iterator[Problem]:
    if not details.what:
        yield Problem("what", "Say in a few words what help is wanted.")
    if len(details.what) > WHAT_LONGEST:
        yield Problem("what", f"Use {WHAT_LONGEST} characters or fewer.")
    yield from personal_details(context, "what", details.what)
    if details.category not in context.borough.words.category:
        yield Problem("category", "Choose what it is about.")
    if details.ward and details.ward not in ward_titles(context):
        yield Problem("ward", "Choose a ward from the list.")
