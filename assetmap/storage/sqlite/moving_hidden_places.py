"""Moves the places that may not be shown out of the listings, as they were kept until now.

It works on the documents as text, so that later changes to a listing's fields leave it as it is.
"""

import json
from typing import TYPE_CHECKING, Any

from assetmap.domain.place import Point

if TYPE_CHECKING:
    from sqlite_utils import Database

_DOOR = ("venue", "address", "postcode", "point")
_HIDDEN = {
    "venue": (),
    "approximate": _DOOR,
    "area": (*_DOOR, "place"),
    "withheld": (*_DOOR, "place"),
}
Json = dict[str, Any]


def move_hidden_places(db: "Database") -> None:
    """Make the table of hidden places, and leave them nowhere else."""
    db.execute(
        "CREATE TABLE hidden_places (listing_id TEXT PRIMARY KEY"
        " REFERENCES listings(id), document TEXT NOT NULL)"
    )
    now: dict[str, str] = {}
    for listing_id, text in db.execute("SELECT id, document FROM listings").fetchall():
        document = json.loads(text)
        now[listing_id] = _precision(document)
        hidden = _take_out(document, now[listing_id])
        if hidden:
            db.execute(
                "INSERT INTO hidden_places (listing_id, document) VALUES (?, ?)",
                (listing_id, _text(hidden)),
            )
            db.execute(
                "UPDATE listings SET document = ? WHERE id = ?", (_text(document), listing_id)
            )
    ever = {listing_id: {precision} for listing_id, precision in now.items()}
    _clear_revisions(db, now, ever)
    _move_in_proposals(db, ever)
    _erase_in_audit(db, ever)


def _clear_revisions(db: "Database", now: dict[str, str], ever: dict[str, set[str]]) -> None:
    """Revisions lose what their own precision hides, and what that of today does."""
    for number, text in db.execute("SELECT number, document FROM revisions").fetchall():
        document = json.loads(text)
        listing = document["listing"]
        own = _precision(listing)
        ever.setdefault(listing["id"], set()).add(own)
        taken = _take_out(listing, own)
        taken |= _take_out(listing, now.get(listing["id"], own))
        if taken:
            db.execute(
                "UPDATE revisions SET document = ? WHERE number = ?", (_text(document), number)
            )


def _move_in_proposals(db: "Database", ever: dict[str, set[str]]) -> None:
    rows = db.execute("SELECT number, listing_id, document FROM proposals").fetchall()
    for number, listing_id, text in rows:
        document = json.loads(text)
        changes = document.get("changes", [])
        for change in changes:
            if change["field"] == "precision":
                ever.setdefault(listing_id, set()).update((change["before"], change["after"]))
        hidden = _fields(ever.get(listing_id, set()))
        moved = [change for change in changes if change["field"] in hidden]
        if moved:
            document["changes"] = [change for change in changes if change not in moved]
            document["private_changes"] = [*document.get("private_changes", []), *moved]
            db.execute(
                "UPDATE proposals SET document = ? WHERE number = ?", (_text(document), number)
            )


def _erase_in_audit(db: "Database", ever: dict[str, set[str]]) -> None:
    """Blank the values in the audit; its entries keep their digests, so that the chain holds."""
    for listing_id, precisions in ever.items():
        for field in _fields(precisions):
            db.execute(
                "UPDATE audit_values SET document = ? WHERE field = ? AND number IN"
                " (SELECT number FROM audit WHERE subject = ?)",
                (
                    _text({"field": field, "before": "", "after": "", "salt": ""}),
                    field,
                    f"listing:{listing_id}",
                ),
            )


def _precision(document: Json) -> str:
    return str(document.get("where", {}).get("precision", "area"))


def _fields(precisions: set[str]) -> set[str]:
    return {field for precision in precisions for field in _HIDDEN.get(precision, ())}


def _take_out(document: Json, precision: str) -> Json:
    """What a precision hides, taken out of a listing's document; what the public sees stays."""
    where = document.get("where", {})
    hidden: Json = {}
    for name in _HIDDEN.get(precision, ()):
        is_shown = name == "place" and precision == "area" and not where.get("area_served")
        if where.get(name) and not is_shown:
            hidden[name] = where.pop(name)
    if precision == "approximate" and "point" in hidden:
        middle = Point(*hidden["point"]).neighbourhood()
        where["point"] = [middle.lat, middle.lon]
        if where["point"] == hidden["point"]:
            del hidden["point"]
    return hidden


def _text(document: Json) -> str:
    return json.dumps(document, ensure_ascii=False, separators=(",", ":"))
