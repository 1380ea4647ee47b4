"""What one directory writes, another of this program reads: the same listings, but for what
docs/open-referral.md lists.
"""

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import pytest

from assetmap.domain.listings.listing import Listing, Precision
from assetmap.domain.people.people import PROGRAM
from assetmap.domain.times.rules import Rule
from assetmap.services.context import Context
from assetmap.services.feeds.import_bytes import import_bytes
from assetmap.services.listing_repository import Actor
from assetmap.services.open_referral import answers
from assetmap.services.open_referral.question import Question
from tests.conftest import ContextMaker

Pairs = list[tuple[Listing, Listing]]  # what was written, and what came of it


@pytest.fixture
def pairs(sample_context: Context, make_context: ContextMaker) -> Pairs:
    services = answers.services(sample_context, Question(is_stream=True, full=True)).stream()
    data = "\n".join(map(json.dumps, services)).encode()
    other = make_context()
    came = import_bytes(other, Actor(PROGRAM, "upkeep"), "Neighbour", "services.ndjson", data)
    ids = other.store.source_ids("Neighbour")
    index = sample_context.open_referral.current(sample_context.clock.today())
    assert (came.new, set(ids)) == (len(index.by_service), set(index.by_service))
    return [
        (index.listing(position).shown, other.store.get_listing(ids[service_id]).listing)
        for service_id, position in index.by_service.items()
    ]


def plain(rules: Iterable[Rule]) -> Counter[Rule]:
    """Rules without the names and places of single series."""
    return Counter(
        replace(rule, details=replace(rule.details, name="", at="", in_terms=False))
        for rule in rules
    )


def test_they_are_the_same_listings(pairs: Pairs) -> None:
    same = ("name", "kind", "categories", "audience", "min_age", "max_age", "cost", "join")
    differ = [
        (theirs.id, name)
        for theirs, ours in pairs
        for name in (*same, "also_known_as", "getting_there")
        if getattr(theirs, name) != getattr(ours, name)
    ]
    assert differ == []
    for theirs, ours in pairs:
        assert set(theirs.access) == set(ours.access), theirs.id
        assert set(theirs.languages) - {"English"} == set(ours.languages), theirs.id
        assert (theirs.public.phone, theirs.public.email) == (ours.public.phone, ours.public.email)
        assert theirs.public.website in ("", ours.public.website)
        assert theirs.checked.on == ours.checked.on
        assert theirs.summary in ours.description
        assert theirs.description in ours.description


def test_they_are_at_the_same_places(pairs: Pairs) -> None:
    def place(listing: Listing) -> tuple[Any, ...]:
        where = listing.where
        return where.precision, where.point, where.venue, where.address, where.postcode

    differ = {t.id: (place(t), place(o)) for t, o in pairs if place(t) != place(o)}
    # A withheld place is not told, so what is left of it is the area that it serves.
    assert {written[0] for written, _ in differ.values()} == {Precision.WITHHELD}
    for written, read in differ.values():
        assert read == (Precision.AREA, *written[1:])


def test_they_are_on_at_the_same_times(pairs: Pairs) -> None:
    differ = {}
    for theirs, ours in pairs:
        written = plain((*theirs.schedule.rules, *theirs.schedule.opening))
        read = plain((*ours.schedule.rules, *ours.schedule.opening))
        if written - read:
            differ[theirs.id] = written - read
    assert differ == {}
