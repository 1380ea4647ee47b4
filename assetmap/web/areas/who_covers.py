"""`/who-covers`: whom to ask in one's own area, by postcode or place."""

from dataclasses import dataclass, replace

from flask import Blueprint, render_template, request

from assetmap.domain.place import parse_postcode
from assetmap.domain.search.results import PlaceMatch
from assetmap.domain.validation import Problem
from assetmap.services.practices.near_practice import practices
from assetmap.services.search.covering import covers_place, nearest_hub, patches
from assetmap.web.framework.access import open_to_all
from assetmap.web.framework.request_context import context
from assetmap.web.presenters.covers_box import CoversBox, NearestHub
from assetmap.web.presenters.covers_words import covers_box, hub_of

who_covers = Blueprint("who_covers", __name__)

_LONGEST = 80  # characters of a place


@dataclass(frozen=True)
class WhoCoversPage:
    """`/who-covers`: the question, and whom to ask."""

    title: str
    typed: str = ""
    place: str = ""  # empty until one was found
    covers: CoversBox | None = None
    hub: NearestHub | None = None
    outside: bool = False  # the place lies in another council's area
    has_patches: bool = False
    has_surgeries: bool = False
    problems: tuple[Problem, ...] = ()


@who_covers.get("/who-covers")
@open_to_all()
def page() -> str:
    """Whom to ask about one's own area: the coordinator of its patch, and the nearest hub."""
    typed = " ".join(request.args.get("near", "").split())[:_LONGEST]
    empty = WhoCoversPage(
        "Who covers my area?",
        typed,
        has_patches=patches(context()) is not None,
        has_surgeries=bool(practices(context())),
    )
    shown = _answered(empty) if "near" in request.args else empty
    return render_template("areas/who_covers.html", page=shown)


def _answered(page: WhoCoversPage) -> WhoCoversPage:
    place = context().gazetteer.find(page.typed) if page.typed else None
    if place is None or place.point is None:
        return replace(page, problems=(Problem("near", _wrong(page.typed, place)),))
    now = context().clock.now()
    found = covers_box(covers_place(context(), place), now)
    hub = nearest_hub(context(), place.point)
    return replace(
        page,
        place=place.label,
        covers=replace(found, hub=None) if found else None,
        hub=hub_of(hub, now) if hub else None,
        outside=context().gazetteer.is_in_borough(place.authority) is False,
    )


def _wrong(typed: str, place: PlaceMatch | None) -> str:
    """What is wrong with what was typed, and what to do."""
    if not typed:
        return "Type a postcode or the name of a place."
    if place is not None:
        return f"{place.label} has several people. Type a postcode or the name of a place in it."
    postcode = parse_postcode(typed)
    if postcode is not None:
        return f"There is no postcode {postcode}. Check it, or type the name of a place."
    return f"We do not know the place “{typed}”. Check it, or type a postcode."
