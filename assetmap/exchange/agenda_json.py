"""What is on by day as a JSON document: the shape of whats-on.json."""

from typing import Any

from assetmap.domain.search.agenda import Agenda, AgendaDay, AgendaEntry, DailyEntry
from assetmap.domain.search.results import Hit
from assetmap.domain.times.occurrences import Occurrence, State, moment_as_time, place_of_its_own
from assetmap.exchange.answer_json import parameters_document

STATES = {
    State.ON: "on",
    State.UNSURE: "unsure",
    State.CANCELLED: "cancelled",
    State.MOVED_AWAY: "moved-away",
    State.MOVED_HERE: "moved-here",
}


def agenda_document(found: Agenda) -> dict[str, Any]:
    """The agenda as whats-on.json gives it."""
    answer, asked = found.answer, found.asked
    return {
        "query": parameters_document([*asked.parameters(), *answer.search.parameters()]),
        "first": asked.first.isoformat(),
        "last": asked.last.isoformat(),
        "known_until": asked.known_until.isoformat(),
        "match": answer.match,
        "fits_it_all": found.fits_it_all,
        "total": found.total,
        "page": found.page,
        "pages": found.pages,
        "days": [_day(day) for day in found.days],
        "every_day": [_daily(each) for each in found.every_day],
    }


def _day(day: AgendaDay) -> dict[str, Any]:
    return {
        "date": day.on.isoformat(),
        "holiday": day.holiday or None,
        "is_known": day.is_known,
        "entries": [_entry(each) for each in day.entries],
        "over": [_entry(each) for each in day.over],
        "left_out": day.left_out,
    }


def _entry(entry: AgendaEntry) -> dict[str, Any]:
    return {**_thing(entry.hit, entry.name), "times": [_time(entry, each) for each in entry.times]}


def _daily(entry: DailyEntry) -> dict[str, Any]:
    times = [_time(day, each) for day in entry.by_day for each in day.times]
    return {**_thing(entry.hit, entry.name), "times": times}


def _thing(hit: Hit, called: str) -> dict[str, Any]:
    shown, point = hit.listing.shown, hit.listing.point
    return {
        "id": shown.id,
        "name": shown.name,
        "called": called or None,
        "kind": shown.kind,
        "categories": shown.categories,
        "venue": shown.where.venue,
        "place": shown.where.place,
        "lat": point.lat if point else None,
        "lon": point.lon if point else None,
        "distance_m": hit.distance_m,
        "cost": shown.cost.text,
        "phone": shown.public.phone,
        "unknown": hit.unknown,
        "is_sample": shown.is_sample,
        "url": f"/listing/{shown.id}",
    }


def _time(entry: AgendaEntry, each: Occurrence) -> dict[str, Any]:
    schedule = entry.listing.shown.schedule
    change = schedule.changes[each.change] if each.change >= 0 else None
    return {
        "start": moment_as_time(each.start).isoformat(),
        "end": moment_as_time(each.end).isoformat(),
        "state": STATES[each.state],
        "at": place_of_its_own(schedule, each) or None,
        "instead_of": moment_as_time(each.original).isoformat()
        if each.original != each.start
        else None,
        "why": change.why or None if change else None,
    }
