"""The sample listings on a clock that stands still, and on one that runs."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from assetmap.bootstrap import open_context
from assetmap.clock import Clock
from assetmap.domain.checks.check import Method, Outcome
from assetmap.domain.people.people import Person, Role
from assetmap.services.admin.sample import WRITTEN_FOR, SampleReport, load_sample
from assetmap.services.checks.checks import record_check
from assetmap.services.context import Context
from assetmap.services.listing_repository import Actor
from tests.conftest import config_at

VOLUNTEER = Actor(Person("p-v", roles=(Role.VOLUNTEER,)))
LUNCH, KIND = "riverside-memory-lunch-club", "kind-hands-at-home"


def context_at(home: Path, cache: Path, today: str = "") -> Context:
    config = config_at(home, cache)
    return open_context(config if today else replace(config, clock=Clock()))


def test_dates_stay_on_a_clock_that_stands_still(tmp_path: Path, postcode_cache: Path) -> None:
    context = context_at(tmp_path / "home", postcode_cache, "2026-03-16")
    report = load_sample(context)
    assert report.new > 300
    assert report == SampleReport(report.new, 0, 0)
    assert load_sample(context) == SampleReport(0, 0, report.new)
    assert context.store.get_listing(LUNCH).listing.checked.on == date(2026, 3, 3)
    (proof,) = context.store.get_listing(KIND).listing.evidence
    assert (proof.seen_on, proof.expires) == (date(2025, 5, 4), date(2026, 4, 1))
    context.close()


def test_dates_move_on_a_clock_that_runs_but_not_what_people_changed(
    tmp_path: Path, postcode_cache: Path
) -> None:
    first = context_at(tmp_path / "home", postcode_cache, "2026-03-16")
    total = load_sample(first).new
    record_check(first, VOLUNTEER, LUNCH, Method.PHONED, Outcome.NO_ANSWER)
    touched = first.store.get_listing(LUNCH).listing
    first.close()
    context = context_at(tmp_path / "home", postcode_cache)
    by = context.clock.today() - WRITTEN_FOR
    assert by > timedelta(days=1)
    report = load_sample(context)
    assert (report.new, report.dated_anew + report.unchanged) == (0, total)
    assert report.dated_anew > total / 2
    assert context.store.get_listing(LUNCH).listing == touched
    kind = context.store.get_listing(KIND).listing
    assert kind.checked.on == date(2026, 2, 10) + by
    (proof,) = kind.evidence
    assert (proof.seen_on, proof.expires) == (date(2025, 5, 4) + by, date(2026, 4, 1) + by)
    hub = context.store.get_listing("hub-aveley").listing
    role = context.store.get_listing("bookings-helper-for-brook-green-hall").listing
    assert (hub.opens_on, role.closes_on) == (date(2026, 9, 7) + by, date(2026, 4, 30) + by)
    assert load_sample(context) == SampleReport(0, 0, total)
    context.close()
