"""What the page of a hub or a space may use: a documented dataclass for each part."""

from dataclasses import dataclass

from assetmap.domain.borough.borough import TransferPolicy


@dataclass(frozen=True)
class AlsoHere:
    """Something at the same venue, and when it is on; `url` is empty of a session of its own."""

    name: str
    url: str
    when: str


@dataclass(frozen=True)
class AlsoHerePart:
    """What is at the same venue, of one sort; `id` is that of its heading."""

    id: str
    heading: str
    entries: tuple[AlsoHere, ...]


@dataclass(frozen=True)
class TransferBox:
    """Whether groups may take a place on, and the council's policy on that."""

    words: str
    policy: TransferPolicy
