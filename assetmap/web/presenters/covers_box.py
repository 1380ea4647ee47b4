"""Who covers a place, as pages show it: a quiet box."""

from dataclasses import dataclass


@dataclass(frozen=True)
class NearestHub:
    """The nearest hub: its page, how far it is, and how its door stands."""

    name: str
    url: str
    says: str  # `0.4 miles away. Open now until 4pm`
    phone: str


@dataclass(frozen=True)
class CoversBox:
    """A box about whom to ask; no heading where no patch covers the place."""

    heading: str  # `Local area coordinator for Tilbury`
    phone: str
    email: str
    text: str
    line: str  # the same in one line, for paper
    rough: str  # that the place is no whole postcode; empty when it is one
    hub: NearestHub | None = None
