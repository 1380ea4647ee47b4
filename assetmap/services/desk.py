"""What every use case is handed: the store, the index, the places, the borough, the clock."""

import threading
from dataclasses import dataclass, field
from functools import cached_property

from assetmap.clock import Clock
from assetmap.config import Config
from assetmap.domain.borough import Borough
from assetmap.index.text_index import TextIndex
from assetmap.places.gazetteer import Gazetteer
from assetmap.places.postcodes import Postcodes
from assetmap.services.likeness import Likenesses
from assetmap.services.memory import Memory
from assetmap.snapshot.suggestions import NameFinder
from assetmap.storage.store import Store


@dataclass
class Desk:
    """Everything a use case works with. One per process; safe to share between threads."""

    config: Config
    clock: Clock
    borough: Borough
    store: Store
    index: TextIndex
    postcodes: Postcodes
    gazetteer: Gazetteer
    memory: Memory = field(init=False)

    def __post_init__(self) -> None:
        self.memory = Memory(self.store, self.index, self.gazetteer, self.borough)
        self.likenesses = Likenesses(self.borough)
        self.draining = threading.Lock()

    @cached_property
    def category_names(self) -> NameFinder:
        """A finder over the categories' labels, both levels in the borough's order."""
        return NameFinder([category.label for category in self.borough.words.every_category()])

    def close(self) -> None:
        """Let go of files and connections."""
        self.index.close()
        self.store.close()
