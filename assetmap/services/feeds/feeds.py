"""The feeds that an admin had us read: adding one, and taking it away."""

from collections.abc import Callable

from assetmap.domain.imports.import_feed import Every, ImportFeed
from assetmap.domain.people.people import Action, require
from assetmap.domain.privacy.audit import AuditEvent
from assetmap.domain.text import clean, one_line
from assetmap.domain.validation import Problem
from assetmap.services.context import Context
from assetmap.services.listing_repository import Actor
from assetmap.storage.tables import IMPORT_FEEDS
from assetmap.websites.fetching import Fetcher, NotFetched
from assetmap.websites.own_site import about, own_hosts
from assetmap.websites.public_addresses import is_near_or_public, is_public

SOURCE_LONGEST, ADDRESS_LONGEST = 100, 2_000
MakeFetcher = Callable[[Context, bool], Fetcher]


class BadFeed(Exception):
    """A feed that cannot be added, with what is wrong beside each field."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__(" ".join(problem.message for problem in problems))
        self.problems = problems


def fetcher_for(context: Context, allows_private: bool) -> Fetcher:
    """What feeds are fetched with. Private networks only where the command line allowed them."""
    if allows_private:
        return Fetcher(about=about(context.config), allows=is_near_or_public)
    return Fetcher(own_hosts(context.config), about(context.config), allows=is_public)


def add_feed(
    context: Context,
    actor: Actor,
    source: str,
    address: str,
    every: Every,
    *,
    allows_private: bool = False,
    make_fetcher: MakeFetcher = fetcher_for,
) -> ImportFeed:
    """Keep a feed of a source, which has one. Raises NotAllowed, BadFeed.

    Its address is looked up and judged now, and again each time that it is asked. `allows_private`
    is for the command line alone.
    """
    require(actor.person, Action.MANAGE_FEEDS)
    source, address = one_line(clean(source)), clean(address)
    problems = _problems(context, source, address)
    if not problems:
        try:
            make_fetcher(context, allows_private).judge(address)
        except NotFetched as error:
            problems = [Problem("address", str(error))]
    if problems:
        raise BadFeed(*problems)
    now = context.clock.now()
    feed = ImportFeed(source, address, every, actor.person.id, now, allows_private)
    with context.unit_of_work() as uow:
        uow.save(IMPORT_FEEDS, feed)
        uow.audit(_event(context, actor, "added a feed", source))
    return feed


def feeds(context: Context) -> list[ImportFeed]:
    """Every feed, by source."""
    return sorted(context.store.find(IMPORT_FEEDS), key=lambda feed: feed.id.casefold())


def remove_feed(context: Context, actor: Actor, source: str) -> None:
    """Read a feed no more; what came from it stays. Raises NotAllowed, NotFound."""
    require(actor.person, Action.MANAGE_FEEDS)
    with context.unit_of_work() as uow:
        feed = context.store.get(IMPORT_FEEDS, source)
        uow.delete(IMPORT_FEEDS, id=feed.id)
        uow.audit(_event(context, actor, "removed a feed", source))


def _problems(context: Context, source: str, address: str) -> list[Problem]:
    found = []
    if not source:
        found.append(Problem("source", "Enter a name for whose data it is, such as a council."))
    elif len(source) > SOURCE_LONGEST:
        found.append(Problem("source", f"Keep the name to {SOURCE_LONGEST} characters."))
    elif context.store.count(IMPORT_FEEDS, id=source):
        found.append(Problem("source", "This source has a feed already. Remove that one first."))
    if not address or len(address) > ADDRESS_LONGEST:
        found.append(Problem("address", "Enter the address of the feed."))
    return found


def _event(context: Context, actor: Actor, what: str, source: str) -> AuditEvent:
    now, subject = context.clock.now(), f"source:{source}"
    return AuditEvent(now, actor.person.id, what, subject, actor.origin)
