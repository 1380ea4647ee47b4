"""The daily or weekly email of what waits for somebody, for those who chose one.

It holds counts, links and names of listings: only of what their role and patch let them see, and
never words that somebody typed, private contact or a place.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from assetmap.domain.listings.listing import Status
from assetmap.domain.people.people import Action, Digest, Person, may
from assetmap.mail.message import BadMessage
from assetmap.services.checks.work_queue import Work, work_of
from assetmap.services.context import Context
from assetmap.services.listings.drafts import LOCAL_SOURCE
from assetmap.services.mail.mail_queue import queue_email
from assetmap.storage.tables import EMAILS, PEOPLE
from assetmap.storage.unit_of_work import UnitOfWork

LETTER = "what_waits"
_DAYS = {Digest.DAILY: 1, Digest.WEEKLY: 7}


@dataclass(frozen=True)
class DigestLine:
    """One thing that waits: in words, and the whole address where it is dealt with."""

    words: str
    url: str


def due_digests(context: Context) -> list[tuple[Person, tuple[DigestLine, ...]]]:
    """Who is to be written to today, with what waits for each: nobody for whom nothing does."""
    wanted = (x for x in context.store.find(PEOPLE) if _is_due(context, x))
    found = ((person, digest_lines(context, person)) for person in wanted)
    return [(person, lines) for person, lines in found if lines]


def queue_digests(context: Context, uow: UnitOfWork) -> int:
    """Queue the letters of today; gives how many. A second run on the same day queues none."""
    queued = 0
    for person, lines in due_digests(context):
        site = context.config.public_url
        try:
            sent = queue_email(
                context,
                uow,
                LETTER,
                person.email,
                _about(context, person, 0),
                lines=lines,
                every=str(person.digest),
                link=f"{site}/work",
                account=f"{site}/account",
            )
        except BadMessage:  # nobody can be written to at that address
            continue
        queued += sent is not None
    return queued


def digest_lines(context: Context, person: Person) -> tuple[DigestLine, ...]:
    """What waits for somebody, where their role lets them do something about it."""
    if not may(person, Action.SEE_WORK):
        return ()
    work, site = work_of(context, person), context.config.public_url
    counted = (
        DigestLine(_counted(count, one, many), f"{site}{path}")
        for count, one, many, path, action in _counts(context, work, person)
        if count and may(person, action)
    )
    mine = (
        DigestLine(f"“{each.listing.name}” was sent back to you", f"{site}/work")
        for each in work.sent_back
        if not each.is_closed
    )
    return (*counted, *mine)


def _counts(
    context: Context, work: Work, person: Person
) -> Iterator[tuple[int, str, str, str, Action]]:
    """How many of each, in words for one and for several, where, and who may deal with it."""
    calls, queue = "/work/calls", "/work/review"
    reports = queue if may(person, Action.REVIEW) else calls
    yield work.due, "listing is due for a check", "listings are due for a check", calls, _CHECKS
    yield work.reports, "report", "reports", reports, _CHECKS
    yield work.suggestions, "suggestion", "suggestions", queue, Action.REVIEW
    yield (
        work.to_review,
        "change or new listing waits",
        "changes and new listings wait",
        queue,
        Action.REVIEW,
    )
    yield (
        work.expired,
        "listing has proof that has run out",
        "listings have proof that has run out",
        "/work/evidence",
        Action.RECORD_EVIDENCE,
    )
    yield (
        work.letters,
        "email did not go out",
        "emails did not go out",
        "/work/letters",
        Action.REVIEW,
    )
    yield (
        _imported(context),
        "imported listing is not public yet",
        "imported listings are not public yet",
        "/work/drafts?all=yes",
        Action.PUBLISH,
    )


_CHECKS = Action.CONFIRM


def _imported(context: Context) -> int:
    """The listings that came in from a file and that nobody has sent for review."""
    arrays = context.directory_cache.current().every.arrays
    return int((arrays.has_status(Status.DRAFT) & ~arrays.is_of_source(LOCAL_SOURCE)).sum())


def _is_due(context: Context, person: Person) -> bool:
    """Whether they want one, and had none today, or in the last seven days."""
    if not (person.active and person.is_staff and person.email) or person.digest not in _DAYS:
        return False
    told = [_about(context, person, days) for days in range(_DAYS[person.digest])]
    return not context.store.count(EMAILS, about=told)


def _about(context: Context, person: Person, days_ago: int) -> str:
    on = context.clock.today() - timedelta(days=days_ago)
    return f"digest:{person.id}:{on.isoformat()}"


def _counted(count: int, one: str, many: str) -> str:
    return f"{count:,} {one if count == 1 else many}"
