"""An answer as a JSON document: the one shape of find.json and the command line."""

from datetime import time
from typing import Any

from assetmap.domain.borough.help_line import HelpLine
from assetmap.domain.borough.signposts import Signpost
from assetmap.domain.borough.thesaurus import PhraseMatch
from assetmap.domain.checks.freshness import Freshness
from assetmap.domain.search.facets import FACETS
from assetmap.domain.search.preference import Preference
from assetmap.domain.search.results import Answer, Covers, Hit
from assetmap.domain.times.opening_hours import Opening


def answer_document(found: Answer) -> dict[str, Any]:
    """The answer as find.json and `assetmap search --json` give it."""
    understood, place = found.understood, found.understood.place
    return {
        "query": parameters_document(list(found.search.parameters())),
        "understood": {
            "words": understood.terms,
            "place": place.label if place else None,
            "lat": place.point.lat if place and place.point else None,
            "lon": place.point.lon if place and place.point else None,
            "outside_borough": understood.outside_borough,
            "mended": understood.correction or None,
            "relaxed": understood.relaxed,
            "short_forms": dict(understood.written_out),
            "wishes": [_wish(preference) for preference in understood.preferences],
            "heard": [_heard(match) for match in understood.matches],
            "refused": [{"what": each.what, "phrase": each.phrase} for each in understood.refusals],
            "dangers": understood.dangers,
        },
        "urgent": [_urgent(line) for line in found.urgent],
        "asks_place": understood.asks_place,
        "signposts": [_signpost(signpost) for signpost in understood.signposts],
        "match": found.match,
        "total": found.total,
        "total_known": found.total_known,
        "older": found.older,
        "page": found.search.page,
        "per_page": found.search.per_page,
        "pages": found.pages,
        **_listings(found),
        "facets": {
            facet: [
                {"value": v.value, "label": v.label, "count": v.count, "selected": v.selected}
                for v in found.facets[facet]
            ]
            for facet in FACETS
        },
        "near_spellings": list(found.near_spellings),
        "covers": _covers(found.covers) if found.covers else None,
        **_neighbours(found),
    }


def _neighbours(found: Answer) -> dict[str, Any]:
    """What neighbours list near the border; no key of a directory that has none."""
    if found.neighbours is None:
        return {}
    return {
        "neighbours": [
            {
                "authority": {"code": each.code, "name": each.name, "url": each.url},
                "results": [_of_neighbour(hit, each.url) for hit in each.hits],
            }
            for each in found.neighbours
        ]
    }


def _of_neighbour(hit: Hit, url: str) -> dict[str, Any]:
    result = _result(hit)
    return {**result, "url": url + result["url"]}


def _listings(found: Answer) -> dict[str, Any]:
    return {
        "results": [_result(hit) for hit in found.hits],
        "nearest": [_result(hit) for hit in found.nearest],
        "give": _result(found.give) if found.give else None,
        "also_need": [{**_result(hit), "needed": hit.needed} for hit in found.also_need],
    }


def _covers(covers: Covers) -> dict[str, Any]:
    hub, contact = covers.hub, covers.contact
    return {
        "place": covers.place,
        "is_rough": covers.is_rough,
        "patch": covers.patch,
        "code": covers.code,
        "role": contact.label,
        "phone": contact.phone or None,
        "email": contact.email or None,
        "text": contact.text or None,
        "hub": _hub(hub) if hub else None,
    }


def _hub(hub: Hit) -> dict[str, Any]:
    shown = hub.listing.shown
    return {
        "id": shown.id,
        "name": shown.name,
        "phone": shown.public.phone or None,
        "distance_m": hub.distance_m,
        "url": f"/listing/{shown.id}",
    }


def _signpost(signpost: Signpost) -> dict[str, Any]:
    return {
        "slug": signpost.slug,
        "text": signpost.text,
        "phone": signpost.phone,
        "url": signpost.url,
    }


def _urgent(line: HelpLine) -> dict[str, str]:
    return {
        "text": line.text,
        "phone": line.phone,
        "link": line.tel,
        "hours": line.hours,
        "more": line.emergency,
    }


def _wish(preference: Preference) -> dict[str, Any]:
    return {
        "sort": preference.sort,
        "values": preference.values,
        "phrase": preference.phrase,
        "label": preference.label,
        "dates": [on.isoformat() for on in preference.dates],
        "earliest": _clock(preference.earliest),
        "latest": _clock(preference.latest),
        "most_pence": preference.most,
    }


def _clock(at: time | None) -> str | None:
    return at.isoformat(timespec="minutes") if at else None


def _heard(match: PhraseMatch) -> dict[str, Any]:
    concept = match.concept
    return {"phrase": match.phrase, "concept": concept.id, "categories": concept.categories}


def parameters_document(pairs: list[tuple[str, str]]) -> dict[str, str | list[str]]:
    """Parameters of an address as an object; a repeated one becomes a list."""
    document: dict[str, str | list[str]] = {}
    for name, value in pairs:
        earlier = document.get(name)
        if earlier is None:
            document[name] = value
        else:
            document[name] = [*([earlier] if isinstance(earlier, str) else earlier), value]
    return document


def _result(hit: Hit) -> dict[str, Any]:
    shown, point = hit.listing.shown, hit.listing.point
    return {
        "id": shown.id,
        "source": shown.source,
        "source_id": shown.source_id,
        "name": shown.name,
        "kind": shown.kind,
        "summary": shown.summary,
        "categories": shown.categories,
        "audience": shown.audience,
        "access": shown.access,
        "place": shown.where.place,
        "precision": shown.where.precision,
        "area_served": shown.where.area_served,
        "lat": point.lat if point else None,
        "lon": point.lon if point else None,
        "distance_m": hit.distance_m,
        "reach": hit.reach,
        "part": hit.part,
        "next": hit.next.start.isoformat() if hit.next else None,
        "next_ends": hit.next.end.isoformat() if hit.next else None,
        "opening": _opening(hit.opening) if hit.opening else None,
        "cost": shown.cost.text,
        "languages": shown.languages,
        "phone": shown.public.phone,
        "status": shown.status,
        "notice": shown.notice,
        "paused_until": shown.paused_until.isoformat() if shown.paused_until else None,
        "opens_on": shown.opens_on.isoformat() if shown.opens_on else None,
        "checked_on": shown.checked.on.isoformat() if shown.checked.on else None,
        "freshness": _public(hit.freshness),
        "needs": hit.needs,
        "unknown": hit.unknown,
        "outside_borough": hit.outside_borough,
        "because": hit.because,
        "is_sample": shown.is_sample,
        "url": f"/listing/{shown.id}",
    }


def _opening(opening: Opening) -> dict[str, Any]:
    return {
        "is_open": opening.is_open,
        "until": opening.until.isoformat() if opening.until else None,
        "opens": opening.opens.isoformat() if opening.opens else None,
        "closed_for": opening.closed_for or None,
        "unsure": opening.unsure or None,
    }


def _public(freshness: Freshness) -> Freshness:
    """That a check is due is the staff's business until the public is told of it."""
    is_told = freshness.is_doubtful or freshness is Freshness.UNCHECKED
    return freshness if is_told else Freshness.FRESH
