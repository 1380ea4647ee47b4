"""What changed in the directory for the public: noted by looking, whoever changed it and how.

Editors, imports, their undoing, the daily work and restores write listings in ways of their own.
None of them has to think of telling: what is public now is held against what was public at the
last look, of those listings alone that were written since.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from datetime import timedelta
from itertools import islice
from secrets import token_hex

from assetmap.domain.listings.listing import Listing
from assetmap.domain.listings.public_listing import public_view
from assetmap.domain.public_change import (
    ChangesSeen,
    EventType,
    PublicChange,
    PublicMark,
    event_of,
)
from assetmap.exchange.public_fields import public_fields
from assetmap.services.context import Context
from assetmap.services.webhooks.webhook_queue import (
    MOST,
    WebhookDelivery,
    deliver_messages,
    queue_messages,
)
from assetmap.storage.tables import CHANGES_SEEN, PUBLIC_CHANGES, PUBLIC_MARKS
from assetmap.storage.unit_of_work import UnitOfWork

KEPT = timedelta(days=90)
TOLD = (EventType.PUBLISHED, EventType.CHANGED, EventType.CLOSED)  # in the feed of changes
_CHECKED = ("checked_on", "checked_by", "checked_how")
_OF_THE_RECORD = ("created_at", "changed_at")
_FEW = 500  # listings of which the marks are looked up one by one

Marks = dict[str, PublicMark]


def tell(context: Context, *, most: int = MOST, only_few: bool = False) -> WebhookDelivery:
    """Note what changed, and send what waits to webhooks."""
    note_changes(context, only_few=only_few)
    return deliver_messages(context, most=most)


def note_changes(context: Context, *, only_few: bool = False) -> int:
    """Note what changed since the last look, and queue it for webhooks; gives how many changes.

    The first look notes no change: from then on there is something to compare with. With
    `only_few` it, and any other that would take long, is left to `assetmap upkeep deliver`.
    """
    store = context.store
    seen = _seen(context)
    now = ChangesSeen(store.instance_id(), store.version())
    if now == seen or (only_few and _takes_long(context, seen, now)):
        return 0
    before, after = _marks(context, seen, now)
    at = context.clock.now()
    changes = [
        PublicChange(token_hex(12), listing_id, event, at)
        for listing_id in sorted({*before, *after})
        if (event := event_of(before.get(listing_id), after.get(listing_id)))
    ]
    with context.unit_of_work() as uow:
        if _seen(context) != seen:
            return 0  # another process has noted them in the meantime
        _keep(uow, changes, after)
        uow.save(CHANGES_SEEN, now)
        if seen is None:
            return 0
        for change in changes:
            uow.save(PUBLIC_CHANGES, change)
        queue_messages(context, uow, changes)
    return len(changes)


def newest_changes(context: Context, page: int, per_page: int) -> tuple[list[PublicChange], int]:
    """A page of what was added, changed or taken off, newest first; and how many pages there are.

    The first page is 1.
    """
    total = context.store.count(PUBLIC_CHANGES, type=TOLD)
    newest = context.store.find(PUBLIC_CHANGES, type=TOLD, newest_first=True, most=page * per_page)
    return newest[(page - 1) * per_page :], max(1, -(-total // per_page))


def forget_old_changes(context: Context, uow: UnitOfWork) -> int:
    """Take out the changes that are too old to be told; gives how many."""
    before = (context.clock.now() - KEPT).date()
    gone = 0
    while oldest := context.store.find(PUBLIC_CHANGES, most=1):
        day = oldest[0].at.date()
        if day >= before:
            break
        gone += uow.delete(PUBLIC_CHANGES, day=day.isoformat())
    return gone


def _seen(context: Context) -> ChangesSeen | None:
    found = context.store.find(CHANGES_SEEN, most=1)
    return found[0] if found else None


def _must_see_all(seen: ChangesSeen, now: ChangesSeen) -> bool:
    return seen.instance != now.instance or seen.generation > now.generation


def _takes_long(context: Context, seen: ChangesSeen | None, now: ChangesSeen) -> bool:
    if seen is None or _must_see_all(seen, now):
        return True
    changed = islice(context.store.changed_since(seen.generation), _FEW + 1)
    return sum(1 for _ in changed) > _FEW


def _marks(context: Context, seen: ChangesSeen | None, now: ChangesSeen) -> tuple[Marks, Marks]:
    """The marks of then and of now, of the listings that may have changed.

    All of them are looked at when listings were deleted, which leaves no trace to go by.
    """
    store = context.store
    if seen is None or _must_see_all(seen, now):
        return _by_id(store.find(PUBLIC_MARKS)), _of(record.listing for record in store.all())
    listings = [record.listing for record in store.changed_since(seen.generation)]
    ids = [listing.id for listing in listings]
    known = store.find(PUBLIC_MARKS, id=ids) if len(ids) <= _FEW else store.find(PUBLIC_MARKS)
    wanted = {*ids}
    return _by_id(each for each in known if each.listing_id in wanted), _of(listings)


def _by_id(marks: Iterable[PublicMark]) -> Marks:
    return {each.listing_id: each for each in marks}


def _of(listings: Iterable[Listing]) -> Marks:
    return _by_id(_mark(each) for each in listings if each.status.is_public)


def _mark(listing: Listing) -> PublicMark:
    fields = public_fields(public_view(listing))
    checked = {name: fields.pop(name) for name in _CHECKED}
    for name in _OF_THE_RECORD:
        del fields[name]
    return PublicMark(listing.id, _digest(fields), _digest(checked))


def _digest(fields: Mapping[str, object]) -> str:
    text = json.dumps(fields, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:32]


def _keep(uow: UnitOfWork, changes: Iterable[PublicChange], after: Marks) -> None:
    for change in changes:
        if mark := after.get(change.listing_id):
            uow.save(PUBLIC_MARKS, mark)
        else:
            uow.delete(PUBLIC_MARKS, id=change.listing_id)
