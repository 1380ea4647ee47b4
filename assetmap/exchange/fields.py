"""What the public may see of a listing as named fields: the one source of CSV and GeoJSON."""

from datetime import datetime

from assetmap.domain.public_listing import PublicListing
from assetmap.domain.schedule import Schedule
from assetmap.domain.schedule_words import notation
from assetmap.exchange.headings import CONTRACT, EXTRA, OWN
from assetmap.exchange.proofs import proof_entries

Value = str | int | float | list[str] | None

PUBLIC = (*CONTRACT, *EXTRA, *OWN)  # the columns of our CSV but its mark, in this order
DECIMALS = 6  # of a degree: about 10 cm, and stable when written again


def public_fields(listing: PublicListing) -> dict[str, Value]:
    """Every field of PUBLIC in order; an empty one is "", [] or None. Nothing private."""
    fields = {**_thing(listing), **_whereabouts(listing), **_record(listing)}
    return {name: fields[name] for name in PUBLIC}


def _thing(listing: PublicListing) -> dict[str, Value]:
    shown = listing.shown
    return {
        "name": shown.name,
        "kind": shown.kind.value,
        "summary": shown.summary,
        "description": shown.description,
        "also_known_as": list(shown.also_known_as),
        "categories": list(shown.categories),
        "audience": list(shown.audience),
        "min_age": shown.min_age,
        "max_age": shown.max_age,
        "when": _when(shown.schedule),
        "terms": shown.schedule.terms,
        "closed_dates": [day.isoformat() for day in sorted(shown.schedule.closed)],
        "cost": shown.cost.text,
        "join": shown.join,
        "join_note": shown.join_note,
        "access": list(shown.access),
        "languages": list(shown.languages),
        "first_visit": shown.first_visit,
        "getting_there": shown.getting_there,
        "time_asked": shown.time_asked,
        "skills": shown.skills,
        "image_alts": list(shown.image_alts),
        "phone": shown.public.phone,
        "email": shown.public.email,
        "website": shown.public.website,
        "contact_name": shown.public.name,
    }


def _whereabouts(listing: PublicListing) -> dict[str, Value]:
    where, point = listing.where, listing.point
    return {
        "venue": where.venue,
        "address": where.address,
        "place": where.place,
        "postcode": where.postcode,
        "lat": round(point.lat, DECIMALS) if point else None,
        "lon": round(point.lon, DECIMALS) if point else None,
        "precision": where.precision.value,
        "area_served": where.area_served,
    }


def _record(listing: PublicListing) -> dict[str, Value]:
    shown = listing.shown
    return {
        "id": shown.id,
        "steward": shown.steward,
        "source": shown.source,
        "source_id": shown.source_id,
        "status": shown.status.value,
        "merged_into": shown.merged_into,
        "checked_on": shown.checked.on.isoformat() if shown.checked.on else "",
        "checked_by": shown.checked.by,
        "checked_how": shown.checked.how,
        "evidence": proof_entries(shown.evidence),
        "notice": shown.notice,
        "paused_until": shown.paused_until.isoformat() if shown.paused_until else "",
        "created_at": _moment(shown.created_at),
        "changed_at": _moment(shown.changed_at),
    }


def _when(schedule: Schedule) -> list[str]:
    return [*(notation(rule) for rule in schedule.rules), *schedule.words]


def _moment(moment: datetime | None) -> str:
    return moment.isoformat() if moment else ""
