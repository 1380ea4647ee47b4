"""A listing to and from one JSON document: shared by every store.

The private contact and the place that its precision hides are not in the document: stores keep
them apart.
"""

import json
from dataclasses import asdict, fields, replace
from datetime import date, datetime
from typing import Any

from assetmap.domain.listings.cost import Cost
from assetmap.domain.listings.evidence import Evidence, Proof
from assetmap.domain.listings.hidden_place import (
    HiddenPlace,
    hidden_place,
    with_hidden,
    without_hidden,
)
from assetmap.domain.listings.listing import (
    Checked,
    Contact,
    Kind,
    Listing,
    Picture,
    Precision,
    Status,
    Where,
)
from assetmap.domain.place import Point
from assetmap.domain.times.dated_changes import change_notation, parse_change
from assetmap.domain.times.schedule import Schedule, SeriesRecord
from assetmap.domain.times.schedule_text import notation, parse_rules, parse_schedule

_MADE = {
    *("where", "schedule", "cost", "public", "private", "checked", "created_at", "changed_at"),
    *("pictures", "evidence", "paused_until", "published_on"),
    *("needs_until", "closes_on", "opens_on"),
}
# What is neither a text nor one of the above; and what a document's values are then.
_NUMBERS = ("min_age", "max_age", "capacity")
_LISTS = (
    *("also_known_as", "categories", "audience", "access", "languages", "image_alts"),
    *("needs", "exchange", "rooms", "facilities", "former_names"),
)
_DAYS = ("paused_until", "published_on", "needs_until", "closes_on", "opens_on")
_PLAIN = tuple(field.name for field in fields(Listing) if field.name not in _MADE)
_IS_PLAIN = frozenset(_PLAIN)

_KINDS: dict[str, type | tuple[type, ...]] = {
    name: (tuple, str) if name in _LISTS else (int, str) if name in _NUMBERS else str
    for name in _PLAIN
}
_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


class _Newest:
    """The last listing that was written, and its document: who keeps one asks for it twice."""

    kept: tuple[Listing, str] | None = None


def to_document(listing: Listing) -> str:
    """The listing as JSON text; blank fields are left out."""
    kept = _Newest.kept
    if kept is None or kept[0] is not listing:
        kept = _Newest.kept = listing, _written(listing)
    return kept[1]


def _written(listing: Listing) -> str:
    document: dict[str, Any] = {name: getattr(listing, name) for name in _PLAIN}
    document["where"] = _where_document(without_hidden(listing.where))
    document["schedule"] = _filled(
        {
            "when": [notation(rule) for rule in listing.schedule.rules],
            "words": listing.schedule.words,
            "terms": listing.schedule.terms,
            "closed": sorted(on.isoformat() for on in listing.schedule.closed),
            "changes": [change_notation(change) for change in listing.schedule.changes],
            "opening": [notation(rule) for rule in listing.schedule.opening],
            "phone": [notation(rule) for rule in listing.schedule.phone],
            "bank_holidays": listing.schedule.bank_holidays,
            "series": [_record_document(record) for record in listing.schedule.records],
        }
    )
    document["cost"] = listing.cost.text
    document["public"] = _filled(_parts(listing.public))
    document["checked"] = _checked_document(listing.checked)
    document["pictures"] = [asdict(picture) for picture in listing.pictures]
    document["evidence"] = [_evidence_document(evidence) for evidence in listing.evidence]
    document |= {name: on and on.isoformat() for name in _DAYS if (on := getattr(listing, name))}
    document["created_at"] = listing.created_at and listing.created_at.isoformat()
    document["changed_at"] = listing.changed_at and listing.changed_at.isoformat()
    return _JSON.encode(_filled(document))


def from_document(text: str) -> Listing:
    """The listing that `to_document` wrote, its private contact and hidden place blank.

    Raises ValueError, TypeError, KeyError or AttributeError for what it did not write.
    """
    document = json.loads(text)
    plain: dict[str, Any] = {"name": ""}  # a draft may not have one yet
    plain |= {
        name: tuple(value) if isinstance(value, list) else value
        for name, value in document.items()
        if name in _IS_PLAIN
    }
    for name, kinds in _KINDS.items():
        if not isinstance(plain.get(name, ""), kinds):
            raise TypeError(f"{name} is a {type(plain[name]).__name__}")
    plain["kind"] = Kind(document["kind"])
    plain["status"] = Status(document["status"])
    days: dict[str, Any] = {name: _day(document.get(name)) for name in _DAYS}
    return Listing(
        **plain,
        where=_where(document.get("where", {})),
        schedule=_schedule(document.get("schedule", {})),
        cost=Cost(document.get("cost", "")),
        public=Contact(**document.get("public", {})),
        checked=_checked(document.get("checked", {})),
        pictures=tuple(Picture(**picture) for picture in document.get("pictures", ())),
        evidence=tuple(_evidence(evidence) for evidence in document.get("evidence", ())),
        **days,
        created_at=_when(document.get("created_at")),
        changed_at=_when(document.get("changed_at")),
    )


def to_whole_document(listing: Listing) -> str:
    """The listing as JSON text with what stores keep apart: not to be shown, or kept for long."""
    private = {name: text for name, text in _parts(listing.private).items() if text}
    parts = {
        "listing": to_document(listing),
        "private": private,
        "hidden": to_place_document(hidden_place(listing.where)),
    }
    return json.dumps(_filled(parts), ensure_ascii=False)


def from_whole_document(text: str) -> Listing:
    """The listing that `to_whole_document` wrote, whole."""
    parts = json.loads(text)
    listing = from_document(parts["listing"])
    hidden = from_place_document(parts["hidden"])
    return replace(
        listing,
        private=Contact(**parts.get("private", {})),
        where=with_hidden(listing.where, hidden),
    )


def _filled(values: dict[str, Any]) -> dict[str, Any]:
    """Without what is blank: 0 is not."""
    return {
        name: value for name, value in values.items() if value or (value is not None and value == 0)
    }


def _parts(whole: Where | HiddenPlace | Contact) -> dict[str, Any]:
    """The values of a dataclass's fields by name, themselves and no copies."""
    return {name: getattr(whole, name) for name in whole.__dataclass_fields__}


def _coordinates(point: Point | None) -> list[float] | None:
    return [point.lat, point.lon] if point else None


def to_place_document(place: HiddenPlace) -> str:
    """A hidden place as JSON text; blank parts are left out."""
    return _JSON.encode(_where_document(place))


def from_place_document(text: str) -> HiddenPlace:
    """The hidden place that `to_place_document` wrote."""
    kept = json.loads(text)
    point = kept.pop("point", None)
    return HiddenPlace(point=Point(*point) if point else None, **kept)


def _where_document(where: Where | HiddenPlace) -> dict[str, Any]:
    return _filled({**_parts(where), "point": _coordinates(where.point)})


def _where(kept: dict[str, Any]) -> Where:
    point = kept.pop("point", None)
    precision = Precision(kept.pop("precision", Precision.AREA))
    return Where(precision=precision, point=Point(*point) if point else None, **kept)


def _schedule(kept: dict[str, Any]) -> Schedule:
    closed = [date.fromisoformat(on) for on in kept.get("closed", ())]
    read = parse_schedule(kept.get("when", ()), kept.get("terms", ""), closed)
    records = tuple(_record(each) for each in kept.get("series", ()))
    return Schedule(
        read.rules,
        tuple(kept.get("words", ())),
        read.terms,
        read.closed,
        tuple(parse_change(each) for each in kept.get("changes", ())),
        parse_rules(kept.get("opening", ())),
        parse_rules(kept.get("phone", ())),
        kept.get("bank_holidays", ""),
        records if len(records) == len(read.rules) else (),
    )


def _record_document(record: SeriesRecord) -> list[Any]:
    changed = record.changed.isoformat() if record.changed else ""
    return [record.id, record.since.isoformat(), record.revision, changed]


def _record(kept: list[Any]) -> SeriesRecord:
    id_, since, revision, changed = kept
    return SeriesRecord(id_, date.fromisoformat(since), int(revision), _when(changed or None))


def _checked_document(checked: Checked) -> dict[str, Any]:
    return _filled(
        {
            "on": checked.on and checked.on.isoformat(),
            "by": checked.by,
            "how": checked.how,
            "reported": [on.isoformat() for on in checked.reported],
            "unanswered": [on.isoformat() for on in checked.unanswered],
        }
    )


def _checked(kept: dict[str, Any]) -> Checked:
    return Checked(
        _day(kept.get("on")),
        kept.get("by", ""),
        kept.get("how", ""),
        tuple(date.fromisoformat(on) for on in kept.get("reported", ())),
        tuple(date.fromisoformat(on) for on in kept.get("unanswered", ())),
    )


def _evidence_document(evidence: Evidence) -> dict[str, Any]:
    return _filled(
        {
            "proof": evidence.proof,
            "seen_on": evidence.seen_on.isoformat(),
            "expires": evidence.expires and evidence.expires.isoformat(),
            "detail": evidence.detail,
            "by": evidence.by,
        }
    )


def _evidence(kept: dict[str, Any]) -> Evidence:
    return Evidence(
        Proof(kept["proof"]),
        date.fromisoformat(kept["seen_on"]),
        _day(kept.get("expires")),
        kept.get("detail", ""),
        kept.get("by", ""),
    )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _when(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
