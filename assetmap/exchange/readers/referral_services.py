"""One Open Referral service, at one of its locations, in our columns.

Versions 1.0 and 3.0 of the UK's standard and the feeds of Outpost and Placecube are read alike:
for each column stands where any of them has it. Who vouches for a service, and contacts' names,
are people: the first are not read, the others only staff see.
"""

from collections.abc import Callable, Iterator, Sequence

from assetmap.domain.listings.location import Remote
from assetmap.domain.text import fold
from assetmap.exchange.readers.referral_costs import cost_words, how_to_join, is_free
from assetmap.exchange.readers.referral_places import Cells, Place, place_cells, places_of
from assetmap.exchange.readers.referral_times import read_times
from assetmap.exchange.readers.referral_values import (
    Item,
    age_of,
    day_of,
    email_of,
    first_text,
    is_false,
    item_of,
    items_of,
    text_of,
    texts_of,
    website_of,
)
from assetmap.exchange.values import join_list, split_list

SHARED_TIMES = "The times are of all of its places: check which are of this one."
_TAGS = ("attributes", "service_taxonomys", "service_taxonomies", "taxonomies")
_SCHEMES = {"audience": "audience", "audiences": "audience", "access": "access"}
_SCHEDULES = ("schedules", "regular_schedules", "regular_schedule")
_ELIGIBILITIES = ("eligibilitys", "eligibilities")
_REMOTE = {"online": Remote.ONLINE, "phone": Remote.PHONE}
_LANGUAGES = {
    "ar": "Arabic",
    "bg": "Bulgarian",
    "bn": "Bengali",
    "de": "German",
    "el": "Greek",
    "es": "Spanish",
    "fa": "Persian",
    "fr": "French",
    "gu": "Gujarati",
    "hi": "Hindi",
    "hu": "Hungarian",
    "it": "Italian",
    "lt": "Lithuanian",
    "pa": "Panjabi",
    "pl": "Polish",
    "pt": "Portuguese",
    "ro": "Romanian",
    "ru": "Russian",
    "so": "Somali",
    "ta": "Tamil",
    "tr": "Turkish",
    "uk": "Ukrainian",
    "ur": "Urdu",
    "yo": "Yoruba",
    "zh": "Chinese",
    "bsl": "British Sign Language",
    "bfi": "British Sign Language",
    "en": "",
}


def service_rows(service: Item) -> Iterator[tuple[Cells, list[str]]]:
    """A service's cells by heading and what is to be said of them, once for each location.

    One with several has a row for each, and the location's id behind its own.
    """
    places = places_of(service)
    common_notes: list[str] = []
    common = _common(service, common_notes)
    wheres: Sequence[Place | None] = places or [None]
    for place in wheres:
        notes = list(common_notes)
        where = place_cells(place, notes) if place else _nowhere(service)
        times = _times(service, place, len(places), notes)
        cells = {**common, **where, **times}
        access = (where.get("access", ""), join_list(_terms(service, "access")))
        cells["access"] = join_list(dict.fromkeys(split_list("; ".join(filter(None, access)))))
        cells["description"] = "\n\n".join(
            filter(None, (common["description"], times.get("description", "")))
        )
        if len(places) > 1 and place and common["id"]:
            cells["id"] = f"{common['id']}@{place.id or places.index(place) + 1}"
        yield cells, notes


def _common(service: Item, notes: list[str]) -> Cells:
    organisation = item_of(service, "organization", "organisation")
    name = first_text(service, "name")
    run_by = first_text(organisation, "name")
    low, high = _ages(service)
    checked = day_of(service.get("assured_date"))
    join, join_note = how_to_join(service)
    return {
        "id": text_of(service.get("id")),
        "name": name,
        "also_known_as": join_list(_other_names(service)),
        "description": _description(service, organisation),
        "type": join_list(_terms(service, "type")),
        "audience": join_list([*_audience(service), *_terms(service, "audience")]),
        "eligibility": _eligibility(service),
        "min_age": low,
        "max_age": high,
        "cost": cost_words(service),
        "free": "yes" if is_free(service) else "",
        "join": join,
        "join_note": join_note,
        "area_served": ", ".join(texts_of(service, "service_areas", "service_area", "name")),
        "languages": join_list(_languages(service)),
        "status": first_text(service, "status"),
        "visible": "no" if is_false(service.get("visible")) else "",
        "checked_on": checked.isoformat() if checked else "",
        "run_by": "" if fold(run_by) == fold(name) else run_by,
        **_contact(service, organisation, notes),
    }


def _other_names(service: Item) -> list[str]:
    """The other names: the standard has one text for them."""
    texts = texts_of(service, "alternate_name")
    return [name for text in texts for part in text.split(";") if (name := part.strip())]


def _description(service: Item, organisation: Item) -> str:
    about = first_text(service, "description") or first_text(organisation, "description")
    accreditations = first_text(service, "accreditations")
    named = f"Accreditations: {accreditations}" if accreditations else ""
    return "\n\n".join(filter(None, (about, first_text(service, "alert"), named)))


def _terms(service: Item, what: str) -> list[str]:
    """The names of a service's terms: those of a scheme of audiences or of access, which its name
    tells, or of any other.
    """
    found = []
    for each in items_of(service, *_TAGS):
        term = item_of(each, "taxonomy_term", "taxonomy") or each
        last = (fold(first_text(term, "taxonomy")).split() or [""])[-1]
        if _SCHEMES.get(last, "type") == what:
            found.append(first_text(term, "name", "term"))
    return list(dict.fromkeys(filter(None, found)))


def _audience(service: Item) -> list[str]:
    names = ("audienceType", "name")
    return [
        text
        for key in ("suitabilities", "pc_targetAudience", "target_audience")
        for text in texts_of(service, key, *names)
    ]


def _eligibility(service: Item) -> str:
    said = first_text(service, "eligibility_description")
    if said and said == ", ".join(_terms(service, "audience")):
        return ""  # the audiences once more
    every = [text for key in _ELIGIBILITIES for text in texts_of(service, key, "eligibility")]
    return said or ", ".join(dict.fromkeys(every))


def _ages(service: Item) -> tuple[str, str]:
    """The youngest and the oldest; of several groups of people, those of all of them together."""
    low = first_text(service, "minimum_age", "min_age")
    high = first_text(service, "maximum_age", "max_age")
    if not (low or high):
        groups = items_of(service, *_ELIGIBILITIES)
        low = _limit([first_text(each, "minimum_age") for each in groups], min)
        high = _limit([first_text(each, "maximum_age") for each in groups], max)
    low, high = age_of(low), age_of(high)
    return ("" if low == "0" and not high else low), high


def _limit(texts: Sequence[str], pick: Callable[..., str]) -> str:
    if not texts or not all(texts):
        return ""
    try:
        return pick(texts, key=float)
    except ValueError:
        return ""


def _languages(service: Item) -> list[str]:
    every = texts_of(service, "languages", "name", "language", "code")
    named = (_LANGUAGES.get(text.casefold(), text) for text in every)
    return [text for text in named if text and text.casefold() != "english"]


def _contact(service: Item, organisation: Item, notes: list[str]) -> Cells:
    contacts = items_of(service, "contacts", "contact")
    shown = [each for each in contacts if not is_false(each.get("visible"))]
    hidden = [each for each in contacts if each not in shown]
    website = _kept("website", first_text(service, "url", "website"), notes)
    website = website or _kept("website", first_text(organisation, "website", "url"), notes)
    emails = (first_text(service, "email"), *(first_text(each, "email") for each in shown))
    email = next((text for each in emails if (text := _kept("email", each, notes))), "")
    phones = _phones([service]) or _phones(shown) or _phones([organisation])
    return {
        "phone": " / ".join(phones),
        "email": email or _kept("email", first_text(organisation, "email"), notes),
        "website": website,
        "private_name": next(iter(texts_of({"all": contacts}, "all", "name")), ""),
        "private_phone": " / ".join(_phones(hidden)),
        "private_email": next(filter(None, (first_text(each, "email") for each in hidden)), ""),
        **_pages(service),
    }


def _kept(what: str, text: str, notes: list[str]) -> str:
    found = email_of(text) if what == "email" else website_of(text)
    if text and not found:
        notes.append(
            f"“{text}” only stands for {'an e-mail' if what == 'email' else 'a web'} "
            "address, so we left it out."
        )
    return found


def _phones(holders: Sequence[Item]) -> list[str]:
    found = []
    for each in holders:
        found += texts_of(each, "phones", "number")
        found += [text for key in ("phone", "telephone") if (text := first_text(each, key))]
    return list(dict.fromkeys(found))


def _pages(service: Item) -> Cells:
    """Pages on social media among the links of a feed of Outpost."""
    found: Cells = {}
    for each in items_of(service, "links"):
        label, url = fold(first_text(each, "label")), website_of(first_text(each, "url"))
        if label in ("facebook", "twitter", "instagram") and url:
            found.setdefault(label, url)
    return found


def _nowhere(service: Item) -> Cells:
    """A service without a location, which may say that it is online or by phone."""
    words = first_text(service, "attending_type").casefold()
    return {"place": str(_REMOTE[words])} if words in _REMOTE else {}


def _times(service: Item, place: Place | None, places: int, notes: list[str]) -> Cells:
    """The times of a service at a place: its own there, or else those of the whole service."""
    at = items_of(place.at, *_SCHEDULES) if place else []
    at += items_of(place.location, *_SCHEDULES) if place else []
    whole = []
    for each in items_of(service, *_SCHEDULES):
        of = text_of(each.get("service_at_location_id"))
        if not of or place is None or places == 1:
            whole.append(each)
        elif of == text_of(place.at.get("id")):
            at.append(each)
    if places > 1 and whole:
        notes.append(SHARED_TIMES)
    holidays = items_of(service, "holiday_schedules")
    read = read_times([*at, *whole], holidays)
    remarks = (
        f"Times: {'. '.join(each.rstrip('. ') for each in read.remarks)}." if read.remarks else ""
    )
    return {
        "when": join_list(read.when),
        "changes": join_list(read.changes),
        "description": remarks,
    }
