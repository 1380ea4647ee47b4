"""The places that hints name as an example: the borough's own, so that people know them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from assetmap.domain.place import parse_postcode


class Place(Protocol):
    """Anything with a name and a postcode."""

    @property
    def name(self) -> str:
        """What it is called."""
        ...

    @property
    def postcode(self) -> str:
        """Where it is."""
        ...


@dataclass(frozen=True)
class ExamplePlace:
    """Two towns, and a whole postcode of the first. Without places: what every reader knows."""

    name: str = "Newtown"
    other: str = "Oldtown"
    postcode: str = "SW1A 1AA"

    @property
    def outward(self) -> str:
        """The first part of the postcode: `SW1A`."""
        return self._parts[0]

    @property
    def sector(self) -> str:
        """The first part and the figure behind it: `SW1A 1`."""
        outward, inward = self._parts
        return f"{outward} {inward[:1]}"

    def written_in(self, hint: str) -> str:
        """A hint with the places in it: `{place}`, `{other_place}` and `{postcode}`."""
        return hint.format(place=self.name, other_place=self.other, postcode=self.postcode)

    @property
    def _parts(self) -> tuple[str, str]:
        read = parse_postcode(self.postcode)
        return (read.outward, read.inward) if read else (self.postcode, "")


def example_of(places: Sequence[Place]) -> ExamplePlace:
    """The example of a borough with these places: its first two."""
    if not places:
        return ExamplePlace()
    first, second = places[0], places[1] if len(places) > 1 else None
    return ExamplePlace(first.name, second.name if second else ExamplePlace.other, first.postcode)
