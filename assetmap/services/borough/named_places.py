"""The borough's places: where they lie, and what still names those that a change takes away."""

import re
from collections import defaultdict
from collections.abc import Iterator
from urllib.parse import quote

from assetmap.domain.borough.borough import Borough
from assetmap.domain.listings.listing import Listing
from assetmap.domain.place import parse_postcode
from assetmap.places.gazetteer import Gazetteer
from assetmap.services.borough.change_problem import (
    ChangeProblem,
    UsedBy,
    counted,
    listed,
    quoted,
    title_of,
    used_by,
)
from assetmap.services.borough.word_uses import in_order, listing_user
from assetmap.services.context import Context
from assetmap.storage.tables import PEOPLE

_AREA = re.compile(r"[A-Z]+")
_WHOLE = "whole_area_names"


def misplaced(context: Context, borough: Borough) -> Iterator[ChangeProblem]:
    """The towns that lie outside of the borough, and postcodes that there are not."""
    inside, outside = 0, []
    for place in borough.places:
        postcode = parse_postcode(place.postcode)
        found = context.postcodes.locate(postcode) if postcode else None
        if found is None:
            yield _no_postcode("places", place.name, place.postcode)
        elif found.authority != borough.authority_code:
            outside.append(place)
        else:
            inside += 1
            area = _AREA.match(place.postcode.strip().upper())
            if area and area[0] not in borough.postcode_areas:
                yield _no_area(place.name, area[0])
    if outside and not inside:
        message = (
            f"None of the towns lies in the council area {quoted(borough.authority_code)}. Check "
            "the code of the council."
        )
        yield ChangeProblem("borough", "authority_code", message)
        return
    for place in outside:
        message = (
            f"{title_of(place.name)} lies outside of {title_of(borough.name)} by its postcode, "
            f"{place.postcode}. Give a postcode of the borough, or enter it as a landmark."
        )
        yield ChangeProblem("places", place.name, message)
    yield from _landmarks_and_surgeries(context, borough)


def _landmarks_and_surgeries(context: Context, borough: Borough) -> Iterator[ChangeProblem]:
    """They may lie outside, but not nowhere."""
    named = [("places", each.name, each.postcode) for each in borough.landmarks]
    named += [("practices", each.code, each.postcode) for each in borough.practices]
    for file, name, text in named:
        postcode = parse_postcode(text)
        if postcode is None or context.postcodes.locate(postcode) is None:
            yield _no_postcode(file, name, text)


def vanished_places(context: Context, before: Borough, after: Borough) -> Iterator[ChangeProblem]:
    """The places that people look after, or listings cover, and that are gone."""
    served, patches = _served(context, before, after), _patches(context, before, after)
    for name in dict.fromkeys((*served, *patches)):
        yield _gone(name, served.get(name, []), patches.get(name, []))


def _patches(context: Context, before: Borough, after: Borough) -> dict[str, list[UsedBy]]:
    """Who looks after each of the places that are gone."""
    still = {place.name.casefold() for place in after.places}
    gone = {each.name.casefold(): each.name for each in before.places}
    people: dict[str, list[UsedBy]] = defaultdict(list)
    for person in context.store.find(PEOPLE):
        for name in (each.casefold() for each in person.patch if person.active):
            if name in gone and name not in still:
                user = UsedBy(title_of(person.name), f"/work/people/{quote(person.id, safe='')}")
                people[gone[name]].append(user)
    return people


def _gone(name: str, listings: list[UsedBy], people: list[UsedBy]) -> ChangeProblem:
    told = []
    if listings:
        verb = "covers" if len(listings) == 1 else "cover"
        told.append(f"{counted(len(listings), 'listing', 'listings')} {verb} it")
    if people:
        verb = "looks" if len(people) == 1 else "look"
        told.append(f"{counted(len(people), 'person', 'people')} {verb} after it")
    users = [*listings, *people]
    first = f" ({quoted(users[0].title)}{' and others' if len(users) > 1 else ''})"
    if name == _WHOLE:
        message = (
            f"A name of the whole area cannot go: {listed(told)}{first}. Put the name back, or "
            "change them first."
        )
        return used_by("borough", _WHOLE, message, users)
    message = (
        f"{title_of(name)} cannot go: {listed(told)}{first}. Change them first. If it only has "
        "another name now, keep the old one among its other names."
    )
    return used_by("places", name, message, users)


def _served(context: Context, before: Borough, after: Borough) -> dict[str, list[UsedBy]]:
    """The listings that cover a place which their words do not name any more, by the place."""
    if _names(before) == _names(after):
        return {}
    old, new = (Gazetteer(each, context.postcodes) for each in (before, after))
    lost: dict[str, tuple[str, ...]] = {}
    users: dict[str, list[UsedBy]] = defaultdict(list)

    def is_lost(text: str) -> bool:
        lost[text] = _lost(text, old, new) if text else ()
        return bool(lost[text])

    every = context.directory_cache.current().every
    coded, has_point = every.arrays.kept.coded, every.arrays.kept.flat["has_point"]
    found = coded["area_served"].where(is_lost)
    found |= coded["place"].where(is_lost, ~has_point) & ~has_point
    for listing in in_order(every.where(found)):
        for text in _ground(listing):
            for name in lost[text]:
                users[name].append(listing_user(listing))
    return users


def _names(borough: Borough) -> tuple[object, ...]:
    return *((each.name, each.aliases) for each in borough.places), borough.whole_area_names


def _ground(listing: Listing) -> Iterator[str]:
    """The words by which it is placed: what it covers, and its town where it has no point."""
    where = listing.where
    yield from {where.area_served, "" if where.point else where.place} - {""}


def _lost(text: str, old: Gazetteer, new: Gazetteer) -> tuple[str, ...]:
    found = new.places_in(text)
    still = {place.label for place in found}
    is_whole = any(place.whole_area for place in found)
    names = []
    for place in old.places_in(text):
        if place.whole_area:
            names += [] if is_whole else [_WHOLE]
            continue
        known = new.named(place.label)
        if known is None or known.label not in still:
            names.append(place.label)
    return tuple(dict.fromkeys(names))


def _no_postcode(file: str, place: str, postcode: str) -> ChangeProblem:
    message = f"There is no postcode {quoted(postcode)}, which {title_of(place)} has. Check it."
    return ChangeProblem(file, place, message)


def _no_area(place: str, area: str) -> ChangeProblem:
    message = (
        f"{title_of(place)} has a postcode that begins with {area}, which is not among the "
        f"postcode areas. Add {area} to them."
    )
    return ChangeProblem("borough", "postcode_areas", message)
