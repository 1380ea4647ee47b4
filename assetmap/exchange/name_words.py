"""How surely a heading says that its column holds the names of what is listed."""

import re

from assetmap.exchange.heading_fields import heading_words

# What a listing is: `Club`, `Service`, `community_hub`, `Name of group`.
_THINGS = frozenset(
    (
        *("group", "groups", "club", "clubs", "service", "services", "activity", "activities"),
        *("class", "session", "event", "project", "programme", "scheme", "course", "choir"),
        *("pharmacy", "library", "hub", "centre", "center", "church", "school", "site", "property"),
        *("facility", "asset", "stop", "hall", "garden", "market", "museum", "park", "playground"),
        *("allotment", "surgery", "practice", "nursery", "cafe", "shop", "foodbank", "bank"),
        *("space", "spaces", "establishment", "branch", "nursery", "preschool", "playgroup", "pub"),
        *("theatre", "attraction", "outlet", "hubs", "centres", "libraries", "churches", "schools"),
        *("listing", "entry", "resource", "poi", "gym", "pool", "toilet", "mosque", "temple"),
    )
)
# Those of them that say nothing of what it is.
_ANYTHING = frozenset(
    (
        *("service", "services", "activity", "activities", "session", "event", "project", "stop"),
        *("site", "property", "facility", "asset", "listing", "entry", "resource", "poi", "scheme"),
        *("programme", "course", "class", "bank", "practice", "space", "spaces", "outlet"),
        *("establishment", "branch"),
    )
)
_BODIES = frozenset(
    (
        *("organisation", "organisations", "organization", "organizations", "org", "business"),
        *("company", "charity", "provider", "society", "association", "trust", "operator"),
        *("enterprise", "team", "agency", "supplier", "member", "exhibitor"),
    )
)
_BESIDE = frozenset(
    (
        *("community", "local", "voluntary", "sport", "sports", "youth", "faith", "social", "or"),
        *("leisure", "health", "support", "and", "the", "your", "our", "of", "food", "lunch"),
        *("public", "name", "names", "full", "official", "this", "warm", "children"),
        *("childrens", "medical", "day", "care", "arts", "art", "walking", "s", "a", "an"),
    )
)
_TRADING = ("trading as", "trades as", "known as", "display name")
# The name of somebody, or of somewhere that is not the thing itself.
_OF_ELSE = frozenset(
    (
        *("first", "last", "surname", "forename", "fore", "sur", "middle", "contact", "person"),
        *("user", "file", "domain", "host", "street", "road", "ward", "area", "town", "city"),
        *("county", "country", "parish", "district", "region", "borough", "locality", "la"),
        *("authority", "council", "constituency", "leader", "chair", "chairperson", "secretary"),
        *("treasurer", "manager", "officer", "organiser", "organizer", "coordinator", "trainer"),
        *("tutor", "instructor", "teacher", "owner", "author", "sheet", "column", "field", "layer"),
        *("category", "type", "status", "lsoa", "msoa", "ccg", "icb", "pcn", "staff", "volunteer"),
        *("other", "alt", "old", "nick", "short", "maiden", "building", "house", "board"),
        *(
            "account",
            "role",
            "customer",
            "client",
            "representative",
            "lead",
            "signed",
            "submitted",
            "approved",
        ),
    )
)
_ENDS_IN_ELSE = re.compile(
    r"(?:sur|fore|first|last|user|file|street|road|ward|town|city|host|nick|sheet)name$"
)
# Where something is may be its name, and more often is not: said, never taken.
_HINTS = frozenset(("location", "place", "where", "address", "building", "premises", "label"))
# `LocationText` is all that the Local Government Association's scheme for toilets has of a name.
_SPOTS = {"location text": 0.45, "venue": 0.5, "stop": 0.7, "stop name": 0.9, "stop location": 0.6}

ACCEPTED = 0.3  # the least score at which a column is taken for the name


def is_spot(heading: str) -> bool:
    """Whether a heading names the spot where something stands, which other places share."""
    return " ".join(heading_words(heading)).startswith(("stop", "location"))


def is_body(heading: str) -> bool:
    """Whether a heading names who is listed: `Organisation`, `Group name`, and no `Operator`."""
    words = set(heading_words(heading))
    bodies = (_BODIES | {"group", "club"}) - {"operator", "provider"}
    return bool(words & bodies) and words <= _THINGS | _BODIES | _BESIDE


def name_weight(heading: str) -> float:
    """From 0 (says nothing of a name) to 1 (`name`); below ACCEPTED it is only a hint."""
    words = heading_words(heading)
    text = " ".join(words)
    if text in ("name", "names"):
        return 1
    if text == "title" or text in _TRADING or text.replace(" ", "") == "tradingas":
        return 0.88
    if text in _SPOTS:
        return _SPOTS[text]
    if words and ("name" in words or words[-1].endswith("name")):
        return _named(words)
    known = _THINGS | _BODIES
    if words and set(words) <= known | _BESIDE and set(words) & known:
        return 0.75 if set(words) & _THINGS else 0.72
    if words and words[-1] == "label" and set(words) & known:
        return 0.5
    return 0.2 if words and set(words) <= _HINTS | _BESIDE and set(words) & _HINTS else 0


def _named(words: list[str]) -> float:
    if set(words) & _OF_ELSE or "your name" in " ".join(words) or _ENDS_IN_ELSE.search(words[-1]):
        return 0
    if set(words) & _THINGS:
        return 0.9
    if set(words) & _BODIES:
        return 0.86
    return 0.7 if "venue" in words else 0.6


def type_named(heading: str) -> str:
    """What a heading of names says that each is: `Pharmacy` of `pharmacy_name`; or empty."""
    words = [word for word in heading_words(heading) if word not in ("name", "names", "of", "the")]
    if not words or not set(words) <= _THINGS | _BESIDE or words[-1] not in _THINGS - _ANYTHING:
        return ""
    return " ".join(words).capitalize()
