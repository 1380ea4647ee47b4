"""The documents of the feed: pages of lists, streams, and single records."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

import numpy as np

from assetmap.domain.text import fold
from assetmap.exchange.open_referral.envelope import PageOf, envelope, front_page
from assetmap.exchange.open_referral.filled import Record
from assetmap.exchange.open_referral.known_fields import only_known
from assetmap.exchange.open_referral.organization import organization_record
from assetmap.exchange.open_referral.service import (
    basic_service_of,
    last_modified,
    service_at_location_of,
    service_of,
    stamp,
)
from assetmap.services.context import Context
from assetmap.services.open_referral.filters import services_for
from assetmap.services.open_referral.question import PER_PAGE, Question
from assetmap.services.open_referral_index import FeedIndex
from assetmap.storage.store import NotFound

Item = TypeVar("Item")


@dataclass(frozen=True)
class Listed:
    """The answer to a question for a list: how many items there are, and each when it is asked for.

    `make` makes the records of some of them, by their places in the order.
    """

    question: Question
    total: int
    make: Callable[[slice], Iterator[Record]]

    def page(self) -> Record:
        """The page that was asked for, in its envelope; all on one of those that are minimal."""
        question = self.question
        everything = max(1, self.total) if question.minimal else PER_PAGE
        page = PageOf(question.page or 1, question.per_page or everything, self.total)
        return envelope(page, list(self.make(page.part)))

    def stream(self) -> Iterator[Record]:
        """Every item, one after the other."""
        return self.make(slice(None))


def front() -> Record:
    """The front page: which version of the standard this is."""
    return front_page()


def services(context: Context, question: Question) -> Listed:
    """The services that answer. Raises BadParameter."""
    index = _index(context)
    positions = np.flatnonzero(services_for(context, index, question)).tolist()
    return _listed(question, positions, lambda position: _service(index, position, question))


def service(context: Context, identifier: str, question: Question) -> Record:
    """One service with all that belongs to it. Raises NotFound."""
    index = _index(context)
    position = _known(index.by_service.get(identifier.casefold()))
    return _service(index, position, replace(question, full=True))


def services_at_locations(context: Context, question: Question) -> Listed:
    """The services that answer and are at a location. Raises BadParameter."""
    index = _index(context)
    mask = services_for(context, index, question) & index.located
    positions = np.flatnonzero(mask).tolist()
    return _listed(question, positions, lambda position: _placed(index, position, question))


def service_at_location(context: Context, identifier: str, question: Question) -> Record:
    """One service at its location, with all that belongs to either. Raises NotFound."""
    index = _index(context)
    position = _known(index.by_service_at_location.get(identifier.casefold()))
    return _placed(index, position, replace(question, full=True))


def organizations(context: Context, question: Question) -> Listed:
    """The organisations that answer, by name."""
    index = _index(context)
    every = list(index.organized.values())
    if question.search:
        known = ((index.organization(positions[0]), positions) for positions in every)
        every = [
            positions
            for each, positions in known
            if _has_words(question, each.name, each.description)
        ]
    return _listed(question, every, lambda positions: _organization(index, positions, question))


def organization(context: Context, identifier: str, question: Question) -> Record:
    """One organisation with its services. Raises NotFound."""
    index = _index(context)
    known = _known(index.organized.get(identifier.casefold()))
    return _organization(index, known, replace(question, full=True))


def taxonomies(context: Context, question: Question) -> Listed:
    """The taxonomies that answer, without their terms."""
    every = [
        each
        for each in _index(context).feed.taxonomies.all.values()
        if _has_words(question, each["name"], each["description"])
    ]
    return _listed(question, every, lambda each: _told("taxonomy", each, question))


def taxonomy(context: Context, identifier: str, question: Question) -> Record:
    """One taxonomy with its terms. Raises NotFound."""
    known = _index(context).feed.taxonomies
    name = _known(known.name_of_taxonomy.get(identifier.casefold()))
    return _told("taxonomy", known.taxonomy_with_terms(name), question)


def taxonomy_terms(context: Context, question: Question) -> Listed:
    """The terms that answer: of one taxonomy, without any above them, or beneath one."""
    every = [
        term
        for term in _index(context).feed.taxonomies.terms.values()
        if _has_words(question, term["name"], term["description"])
        and question.taxonomy in ("", term["taxonomy_id"])
        and question.parent in ("", term.get("parent_id"))
        and not (question.top_only and "parent_id" in term)
    ]
    return _listed(question, every, lambda each: _told("taxonomy_term", each, question))


def taxonomy_term(context: Context, identifier: str, question: Question) -> Record:
    """One term. Raises NotFound."""
    known = _index(context).feed.taxonomies
    tag = _known(known.tag_of_term.get(identifier.casefold()))
    return _told("taxonomy_term", known.terms[tag], question)


def _index(context: Context) -> FeedIndex:
    return context.open_referral.current(context.clock.today())


def _known(found: Item | None) -> Item:
    if found is None:
        raise NotFound("no record of Open Referral has that id")
    return found


def _listed(question: Question, every: Sequence[Item], make: Callable[[Item], Record]) -> Listed:
    return Listed(question, len(every), lambda part: (make(each) for each in every[part]))


def _told(sort: str, record: Record, question: Question) -> Record:
    return only_known(sort, record) if question.strict else record


def _service(index: FeedIndex, position: int, question: Question) -> Record:
    listing = index.listing(position)
    if question.minimal:
        moment = stamp(last_modified(listing))
        record = {"id": index.feed.id_of("service", listing.id)}
        return {**record, "last_modified": moment} if moment else record
    make = service_of if question.full else basic_service_of
    return _told("service", make(listing, index.organization(position), index.feed), question)


def _placed(index: FeedIndex, position: int, question: Question) -> Record:
    listing = index.listing(position)
    organization = index.organization(position)
    record = service_at_location_of(listing, organization, index.feed, full=question.full)
    return _told("service_at_location", record, question)


def _organization(index: FeedIndex, positions: list[int], question: Question) -> Record:
    record = organization_record(index.organization(positions[0]))
    if question.full_service:
        whole = replace(question, full=True)
        record["services"] = [_service(index, position, whole) for position in positions]
    elif question.full and not question.strict:
        listings = map(index.listing, positions)
        record["services"] = [
            {"id": index.feed.id_of("service", each.id), "name": each.shown.name}
            for each in listings
        ]
    return _told("organization", record, question)


def _has_words(question: Question, *texts: str) -> bool:
    """Whether some texts hold all the words that are looked for, or begin with them."""
    words = [f" {word}" for word in fold(question.search).split()]
    whole = f" {fold(' '.join(texts))}" if words else ""
    return all(word in whole for word in words)
