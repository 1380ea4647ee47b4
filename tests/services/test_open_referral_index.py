"""What the feed is looked up by: the same while nothing changes."""

from datetime import date, timedelta

import numpy as np

from assetmap.domain.listings.listing import Precision, Where
from assetmap.exchange.open_referral.taxonomy import Tag
from tests.conftest import ContextMaker
from tests.factories import a_listing

TODAY = date(2026, 3, 16)


def test_it_is_kept_until_the_directory_or_the_day_changes(make_context: ContextMaker) -> None:
    context = make_context(a_listing())
    first = context.open_referral.current(TODAY)
    assert context.open_referral.current(TODAY) is first
    assert context.open_referral.current(TODAY + timedelta(days=1)) is not first
    with context.unit_of_work() as uow:
        uow.save_listing(a_listing("another"))
    changed = context.open_referral.current(TODAY)
    assert (len(first.by_service), len(changed.by_service)) == (1, 2)


def test_services_have_positions_by_id(make_context: ContextMaker) -> None:
    nowhere = a_listing("nowhere", where=Where(Precision.WITHHELD))
    index = make_context(a_listing(), nowhere).open_referral.current(TODAY)
    by_id = {key: index.listing(position).id for key, position in index.by_service.items()}
    assert by_id == {index.feed.id_of("service", each): each for each in ("knit-club", "nowhere")}
    assert [index.listing(n).id for n in index.by_service_at_location.values()] == ["knit-club"]
    assert np.flatnonzero(index.located).tolist() == [0]


def test_a_category_has_what_stands_beneath_it(make_context: ContextMaker) -> None:
    above = a_listing("above", categories=("create",))
    index = make_context(a_listing(), above).open_referral.current(TODAY)
    assert index.tagged[Tag("category", "create")] == [0, 1]
    assert index.tagged[Tag("category", "create/crafts")] == [1]
