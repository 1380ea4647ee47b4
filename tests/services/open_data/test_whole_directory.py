"""The directory as open data: its mark, its day, and the GeoPackage that is made once."""

import hashlib
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from assetmap.clock import Clock
from assetmap.domain.listings.listing import Checked, Status
from assetmap.exchange.incoming import BadFile
from assetmap.services.listing_repository import load_for_update
from assetmap.services.open_data.whole_directory import (
    every_listing,
    geopackage,
    whole_directory,
)
from tests.conftest import ContextMaker
from tests.factories import a_listing

EARLY, LATE = datetime(2026, 1, 5, 9, tzinfo=UTC), datetime(2026, 2, 5, 9, 30, tzinfo=UTC)


def test_last_change_is_that_of_a_public_listing_or_of_one_taken_off(
    make_context: ContextMaker,
) -> None:
    context = make_context(
        a_listing("a", changed_at=EARLY),
        a_listing("b", changed_at=LATE, status=Status.ARCHIVED),
        a_listing("c", changed_at=LATE + timedelta(days=9), status=Status.DRAFT),
    )
    whole = whole_directory(context)
    assert (whole.count, whole.changed) == (1, LATE)


def test_empty_directory_has_a_day_too(make_context: ContextMaker) -> None:
    whole = whole_directory(make_context())
    assert (whole.count, whole.changed) == (0, datetime(2024, 1, 1, tzinfo=UTC))


def test_needs_that_ran_out_are_not_told_and_the_mark_is_another(
    make_context: ContextMaker,
) -> None:
    checked = Checked(date(2026, 1, 1), "Thurrock CVS", "phoned")
    needs = {"needs": ("A driver",), "needs_until": EARLY.date(), "checked": checked}
    context = make_context(a_listing("a", **needs), today="2026-01-05")
    mark = whole_directory(context).mark
    assert whole_directory(context).mark == mark
    assert [each.shown.needs for each in every_listing(context)] == [("A driver",)]
    context.clock = Clock(frozen=context.clock.now() + timedelta(days=1))
    assert [each.shown.needs for each in every_listing(context)] == [()]
    assert whole_directory(context).mark != mark


def test_geopackage_is_made_once_for_each_generation(make_context: ContextMaker) -> None:
    context = make_context(a_listing("a", changed_at=EARLY))
    first = geopackage(context)
    made = first.stat().st_mtime_ns
    digest = hashlib.sha256(first.read_bytes()).digest()
    assert geopackage(context).stat().st_mtime_ns == made
    first.unlink()
    assert hashlib.sha256(geopackage(context).read_bytes()).digest() == digest
    before = load_for_update(context, "a")
    with context.unit_of_work() as uow:
        uow.save_listing(replace(before.listing, name="Another name"))
    second = geopackage(context)
    assert [each.name for each in (context.config.open_data).iterdir()] == [second.name]
    assert second != first


def test_folder_that_cannot_be_used_is_told(make_context: ContextMaker) -> None:
    context = make_context(a_listing())
    (context.config.open_data).write_text("in the way")
    with pytest.raises(BadFile):
        geopackage(context)
