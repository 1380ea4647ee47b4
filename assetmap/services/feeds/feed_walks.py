"""Walking feeds: what came of each, and what two full walks a week apart did not have."""

import logging
import threading
from collections.abc import Iterator
from dataclasses import dataclass, replace

from assetmap.domain.imports.import_feed import ImportFeed
from assetmap.domain.people.people import PROGRAM, Action, require
from assetmap.exchange.incoming import BadFile
from assetmap.services.context import Context
from assetmap.services.feeds.feeds import MakeFetcher, feeds, fetcher_for
from assetmap.services.feeds.import_bytes import CameIn, import_bytes
from assetmap.services.feeds.walking import NotWalked, Walk, walk
from assetmap.services.imports.gone_rows import note_gone
from assetmap.services.listing_repository import Actor
from assetmap.storage.store import NotFound, StoreError
from assetmap.storage.tables import IMPORT_FEEDS

_BY = Actor(PROGRAM, "upkeep")
_BROKE_OFF = "The walk broke off. Whoever runs the server sees why in the log."
log = logging.getLogger(__name__)


class IsWalked(Exception):
    """Somebody walks the feed now."""


@dataclass(frozen=True)
class Walked:
    """A feed after a walk; what came in, if anything, and how many listings are to be rung."""

    feed: ImportFeed
    came_in: CameIn | None = None
    gone: int = 0


def due_feeds(context: Context) -> list[ImportFeed]:
    """The feeds that are to be walked today."""
    now = context.clock.now()
    return [feed for feed in feeds(context) if feed.is_due(now) and not feed.is_walked_now(now)]


def walk_due(context: Context, make_fetcher: MakeFetcher = fetcher_for) -> Iterator[Walked]:
    """Walk the feeds that are due, one after the other; gives each when it is done."""
    for feed in due_feeds(context):
        try:
            yield walk_feed(context, _BY, feed.id, make_fetcher=make_fetcher)
        except (IsWalked, NotFound):  # another process was quicker
            continue


def walk_feed(
    context: Context, actor: Actor, source: str, *, make_fetcher: MakeFetcher = fetcher_for
) -> Walked:
    """Walk a feed now and take in what it gives. Raises NotFound, IsWalked, StoreError.

    A walk that does not get to its end changes no listing; the feed says why.
    """
    feed = _claim(context, source)
    try:
        fetcher = make_fetcher(context, feed.allows_private)
        walked = walk(fetcher.get, feed.address)
        if feed.has_same(walked.data):
            return _finish_same(context, feed)
        came_in = import_bytes(context, actor, source, walked.name, walked.data)
    except (NotWalked, BadFile) as error:
        return Walked(_keep(context, feed.after_failure(str(error), context.clock.now())))
    except BaseException:
        _keep(context, feed.after_failure(_BROKE_OFF, context.clock.now()))
        raise
    return _finish(context, feed, walked, came_in)


def walk_in_background(
    context: Context, actor: Actor, source: str, make_fetcher: MakeFetcher = fetcher_for
) -> threading.Thread:
    """Walk a feed behind the page that asked for it. Raises NotAllowed, NotFound, IsWalked."""
    require(actor.person, Action.MANAGE_FEEDS)
    if context.store.get(IMPORT_FEEDS, source).is_walked_now(context.clock.now()):
        raise IsWalked

    def go() -> None:
        try:
            walk_feed(context, actor, source, make_fetcher=make_fetcher)
        except (IsWalked, NotFound):
            return
        except StoreError as error:
            log.error("the feed %s was not walked: %s", source, error)
        except Exception:
            log.exception("the feed %s was not walked", source)

    thread = threading.Thread(target=go, name="feed", daemon=True)
    thread.start()
    return thread


def _claim(context: Context, source: str) -> ImportFeed:
    """The feed, noted as being walked."""
    now = context.clock.now()
    with context.unit_of_work() as uow:
        feed = context.store.get(IMPORT_FEEDS, source)
        if feed.is_walked_now(now):
            raise IsWalked
        uow.save(IMPORT_FEEDS, replace(feed, walking_since=now))
    return feed


def _keep(context: Context, feed: ImportFeed) -> ImportFeed:
    with context.unit_of_work() as uow:
        if context.store.count(IMPORT_FEEDS, id=feed.id):  # else it was removed meanwhile
            uow.save(IMPORT_FEEDS, feed)
    return feed


def _finish_same(context: Context, feed: ImportFeed) -> Walked:
    """What the feed gave is just what it gave before; what it lacked then, it lacks still."""
    now = context.clock.now()
    after = feed.after_full_walk(set(feed.missing), "Nothing has changed in it.", now)
    gone = after.gone(context.clock.today())
    if gone:
        known = set(context.store.source_ids(feed.id).values())
        note_gone(context, feed.id, known - gone)
    return Walked(_keep(context, after), gone=len(gone))


def _finish(context: Context, feed: ImportFeed, walked: Walk, came_in: CameIn) -> Walked:
    now, today = context.clock.now(), context.clock.today()
    if came_in.is_empty or not walked.is_whole:
        said = _words(came_in, walked, 0)
        kept = replace(feed.after_full_walk((), said, now), missing=feed.missing)
        return Walked(_keep(context, kept), came_in)
    seen = came_in.seen | _unread(context, feed.id, walked.unread)
    lacking = note_gone(context, feed.id, seen, came_in.refused, dry_run=True)
    missing = {each.id for each in lacking}
    after = feed.after_full_walk(missing, "", now).giving(b"" if walked.unread else walked.data)
    gone = after.gone(today)
    if gone:
        note_gone(context, feed.id, seen | (missing - gone), came_in.refused)
    after = replace(after, result=_words(came_in, walked, len(gone)))
    return Walked(_keep(context, after), came_in, len(gone))


def _unread(context: Context, source: str, unread: frozenset[str]) -> set[str]:
    """The listings of services that are in the feed and could not be read this time."""
    known = context.store.source_ids(source)
    return {id_ for key, id_ in known.items() if key in unread or key.split("@")[0] in unread}


def _words(came_in: CameIn, walked: Walk, gone: int) -> str:
    """What came of a walk, as the list of feeds says it."""
    counts = f"{came_in.new:,} new, {came_in.changed:,} changed, {came_in.unchanged:,} unchanged"
    parts = [f"{counts}, {len(came_in.refused):,} refused."]
    if gone:
        one = "listing is" if gone == 1 else "listings are"
        parts.append(f"{gone:,} {one} not in it any more, and on the call list.")
    return " ".join((*parts, *(came_in.notes if came_in.is_empty else ()), *walked.remarks))
