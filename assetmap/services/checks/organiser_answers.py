"""What an organiser answers by their link: for their own listings only, and for each only once.

Whatever takes them out of the public's sight or changes what it reads goes to an editor. That all
is right, and that it is closed for now, counts at once.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from assetmap.domain.checks.check import Method, Outcome
from assetmap.domain.checks.report import Trouble
from assetmap.domain.listings.proposal import Value
from assetmap.services.checks.checks import record_check
from assetmap.services.checks.organiser_links import OpenLink, mark_done
from assetmap.services.checks.reports import report_problem
from assetmap.services.context import Context
from assetmap.services.listing_repository import Actor
from assetmap.services.listings import transitions
from assetmap.services.listings.proposals import NothingChanged, propose
from assetmap.storage.unit_of_work import UnitOfWork


def confirm(context: Context, opened: OpenLink, listing_ids: Sequence[str]) -> None:
    """Everything is still correct, for some of the link's listings.

    Raises BadLink, before anything is done, for a listing that is not theirs; UsedLink when
    somebody pressed the same button a moment before.
    """
    for listing_id in listing_ids:
        opened.listing(listing_id)
    for listing_id in dict.fromkeys(listing_ids):
        _check(context, opened, listing_id, Outcome.ALL_CORRECT)


def send_change(
    context: Context,
    opened: OpenLink,
    listing_id: str,
    values: Mapping[str, Value],
    words: str = "",
) -> None:
    """Ask for some fields to be changed; an editor looks at it. `words` are the organiser's own.

    With words alone they become a report. Raises BadLink, UsedLink, Unreadable, Incomplete,
    NothingChanged, NotPossible.
    """
    opened.listing(listing_id)
    by = _by(opened)
    try:
        propose(context, by, listing_id, values, words)
    except NothingChanged:
        if not words.strip():
            raise
        report_problem(context, by, listing_id, Trouble.OTHER, words, once=opened.link.id)
    with context.unit_of_work() as uow:
        mark_done(context, uow, opened.link.id, listing_id)


def close_for_now(
    context: Context, opened: OpenLink, listing_id: str, until: date | None, notice: str = ""
) -> None:
    """It is closed until a day, or until they say; public at once, and as good as a check.

    Raises BadLink, UsedLink, NotPossible, and ValueError for a day that has passed.
    """
    opened.listing(listing_id)
    transitions.pause(context, _by(opened), listing_id, until, notice)
    _check(context, opened, listing_id, Outcome.CHANGED)


def open_again(context: Context, opened: OpenLink, listing_id: str) -> None:
    """It was closed for now and runs again; public at once. Raises as close_for_now."""
    opened.listing(listing_id)
    transitions.resume(context, _by(opened), listing_id)
    _check(context, opened, listing_id, Outcome.CHANGED)


def ask_to_end(context: Context, opened: OpenLink, listing_id: str, outcome: Outcome) -> None:
    """It has closed for good, or they want it taken off: an editor is asked to archive it.

    Raises BadLink, UsedLink, NotPossible.
    """
    opened.listing(listing_id)
    # The request comes first: a crash in between must lose the link's mark and not the request.
    record_check(context, _by(opened), listing_id, Method.ORGANISER_LINK, outcome)
    with context.unit_of_work() as uow:
        mark_done(context, uow, opened.link.id, listing_id)


def _check(context: Context, opened: OpenLink, listing_id: str, outcome: Outcome) -> None:
    method = Method.ORGANISER_LINK
    along = _marking(context, opened.link.id, listing_id)
    record_check(context, _by(opened), listing_id, method, outcome, along=along)


def _marking(context: Context, link_id: str, listing_id: str) -> Callable[[UnitOfWork], None]:
    """Notes that a listing is dealt with in the check's own transaction: only one can be first."""
    return lambda uow: mark_done(context, uow, link_id, listing_id)


def _by(opened: OpenLink) -> Actor:
    return Actor(opened.person, "link")
