"""Which areas of a set somebody looks after: those of the places of their patch."""

from assetmap.domain.people.people import Person
from assetmap.domain.text import fold
from assetmap.services.area_placing import OpenedSet


def own_areas(opened: OpenedSet, person: Person) -> frozenset[str]:
    """The codes of the areas in which the places of somebody's patch lie, or that are called so;
    none for who looks after all of the borough.
    """
    found: set[str] = set()
    for name in person.patch:
        found |= {area.code for area in opened.areas if fold(area.name) == fold(name)}
        for place in opened.gazetteer.places_in(name):
            found.update(opened.areas_of_place(place))
    return frozenset(found)
