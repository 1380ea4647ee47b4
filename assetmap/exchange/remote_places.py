"""`Online` or `By phone` where a file should say a place: it is no place, and joins the way in."""

from assetmap.domain.listings.location import Remote, remote_from

Texts = dict[str, str]

_WHERE = ("place", "venue", "address", "area_served")
# What the note says under how to join, in the words that a listing is asked about later.
_NOTES = {
    Remote.ONLINE: "Online only",
    Remote.PHONE: "By phone only",
    Remote.BOTH: "By phone or online",
}


def without_remote_places(texts: Texts, notes: list[str]) -> Texts:
    """A row's texts without places that are none; how it is reached joins `join_note`."""
    found = {field: remote_from(texts.get(field, "")) for field in _WHERE}
    ways = [way for way in found.values() if way]
    if not ways:
        return texts
    rest = {field: text for field, text in texts.items() if not found.get(field)}
    has_place = any(field in rest for field in ("place", "address", "venue", "postcode", "lat"))
    said = _joined(ways)
    notes.append(f"“{said}” is no place, so we put it under how to join.")
    words = str(said) if has_place else _NOTES[said]
    already = rest.get("join_note", "")
    if words.casefold() not in f"{already} {rest.get('join', '')}".casefold():
        rest["join_note"] = f"{already.rstrip('. ')}. {words}" if already else words
    return rest


def _joined(ways: list[Remote]) -> Remote:
    return ways[0] if len(set(ways)) == 1 else Remote.BOTH
