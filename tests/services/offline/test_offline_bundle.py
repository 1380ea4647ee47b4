from datetime import date

import pytest

from assetmap.domain.listings.listing import Checked, Precision, Status, Where
from assetmap.services.offline import offline_bundle as module
from assetmap.services.offline.offline_bundle import bundle_version, offline_bundle
from tests.conftest import ContextMaker
from tests.factories import TILBURY, a_listing


def test_pack_has_public_listings_alone(make_context: ContextMaker) -> None:
    context = make_context(
        a_listing("open"),
        a_listing("paused", status=Status.PAUSED),
        a_listing("draft", status=Status.DRAFT),
        a_listing("gone", status=Status.ARCHIVED),
    )
    pack = offline_bundle(context)
    assert [row.listing.id for row in pack.rows] == ["open", "paused"]
    assert [hit.listing.id for hit in pack.hits] == ["open", "paused"]


def test_pack_has_no_point_of_what_is_withheld(make_context: ContextMaker) -> None:
    refuge = Where(Precision.WITHHELD, place="Tilbury", point=TILBURY)
    (row,) = offline_bundle(make_context(a_listing(where=refuge))).rows
    assert (row.listing.point, row.area.whole, row.area.points) == (None, True, ())


def test_pack_knows_names_other_names_and_parts_of_postcodes(make_context: ContextMaker) -> None:
    names = [name for name, _ in offline_bundle(make_context()).places]
    assert {"Tilbury", "RM18", "RM18 7", "RM18 8"} <= set(names)
    assert [name for name in names if len(name.replace(" ", "")) > 6 and name[:2] == "RM"] == []


def test_pack_mark_changes_with_the_listings_and_the_day(make_context: ContextMaker) -> None:
    context = make_context(a_listing("one"))
    before = bundle_version(context)
    assert bundle_version(context) == before
    with context.store.transaction() as uow:
        uow.save_listing(a_listing("two"))
    assert bundle_version(context) != before
    assert bundle_version(
        make_context(home=context.config.home, today="2026-03-17")
    ) != bundle_version(context)


def test_pack_of_a_county_has_those_that_were_checked_last(
    make_context: ContextMaker, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "MOST", 2)
    days = {"a": date(2026, 3, 1), "b": None, "c": date(2026, 2, 1), "d": date(2025, 6, 1)}
    context = make_context(*(a_listing(each, checked=Checked(on)) for each, on in days.items()))
    pack = offline_bundle(context)
    assert [row.listing.id for row in pack.rows] == ["a", "c"]
    assert len(pack.hits) == len(pack.has) == len(pack.unsaid) == 2
    assert (pack.left_out, module.left_out(context)) == (2, 2)
