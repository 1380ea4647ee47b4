"""When the day's work must stop and ask: a wrong clock, and far too much to archive."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date, timedelta

from assetmap.domain.listings.listing import Checked, Listing, Status
from scripts.torture_run.databases import contents
from scripts.torture_run.faults.trial import Trial
from scripts.torture_run.homes import DAY, Home
from scripts.torture_run.servers import output_of

_TODAY = date.fromisoformat(DAY)
_LONG_AGO = _TODAY - timedelta(days=380)  # not so long ago that its history is erased
_MANY = 30  # listings that nobody confirms; some kinds of them may stay longer
_MANY_ENOUGH = 18  # more than ten, and more than a twentieth of the sample


def brakes(trial: Trial) -> None:
    """Nothing is changed, exit status 2 and why; it goes on when told, and can be taken back."""
    for words, day in (("back", "2026-03-15"), ("61 days ahead", "2026-05-17")):
        home = trial.home()
        _run(home)  # so that there was a run before
        _stops(trial, home.on(f"{day}T10:00"), f"the clock {words}")
    home = trial.home()
    _neglect(home)
    said_so = _stops(trial, home, "too much to archive")
    before = _public(home)
    status, words = output_of(home, "upkeep", "run", "--yes")
    gone = len(before - _public(home))
    is_as_said = status == 0 and gone > _MANY_ENOUGH and said_so.startswith(f"assetmap: {gone} of ")
    told = f"{said_so[:60]!r}, and with --yes {status}, {gone} archived"
    trial.expect(is_as_said, f"{told}: {words[-200:]}")
    status, words = output_of(home, "upkeep", "take-back", DAY, "--yes")
    trial.expect(_public(home) == before, f"take-back left some out: {words[-200:]}")
    trial.say(f"stopped by each; {gone} archived with --yes and taken back")


def _run(home: Home) -> tuple[int, str]:
    return output_of(home, "upkeep", "run")


def _stops(trial: Trial, home: Home, what: str) -> str:
    """A run that stops and changes nothing; what it says."""
    before = _state(home)
    status, words = _run(home)
    stopped = status == 2 and "Nothing was changed" in words
    trial.expect(stopped, f"{what}: it ended with {status}: {words[-200:]}")
    trial.expect(_state(home) == before, f"{what}: something was changed")
    return words


def _state(home: Home) -> list[str]:
    """All but the letters to admins, who are told once."""
    return contents(home.database)


def _public(home: Home) -> set[str]:
    with home.database.reading() as ask:
        rows = ask("SELECT id, status FROM listings")
    return {id_ for id_, status in rows if Status(status).is_public}


def _neglect(home: Home) -> None:
    """Have nobody confirm some listings for more than a year, and nobody answer when rung."""
    with closing(home.opened()) as context, context.unit_of_work() as uow:
        for listing in [*_some(context.store.all())]:
            rung = (_TODAY - timedelta(days=30), _TODAY - timedelta(days=20))
            checked = Checked(_LONG_AGO, "Us", "spoke to the organiser", (), rung)
            uow.save_listing(replace(listing, checked=checked, published_on=_LONG_AGO))


def _some(records: Iterator[object]) -> list[Listing]:
    listings = [record.listing for record in records]  # type: ignore[attr-defined]
    return [each for each in listings if each.status is Status.PUBLISHED][:_MANY]
