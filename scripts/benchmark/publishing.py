"""Visitors read, from several processes, while an editor publishes: what fails, what is lost."""

import threading
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from assetmap.domain.listings.proposal import ProposalState
from assetmap.services.context import Context
from assetmap.services.listing_repository import Actor, load_for_update
from assetmap.services.listings.proposals import approve, waiting
from assetmap.storage.tables import PROPOSALS
from scripts.benchmark.loading import Clients, Load
from scripts.benchmark.served import serve
from scripts.benchmark.staff import EDITOR

READS, CHANGES = 1_000, 50


@dataclass(frozen=True)
class Published:
    """How reading went, and what became of the changes."""

    load: Load
    approved: int
    lost: int  # changes that are not in the record afterwards
    index_agrees: bool

    @property
    def statuses(self) -> Counter[int]:
        """How many readings were answered how."""
        return self.load.statuses


def publish_while_reading(home: Path, context: Context, paths: tuple[str, ...]) -> Published:
    """Have the app served and asked READS times while this process approves CHANGES proposals."""
    asked = waiting(context)[:CHANGES]
    with serve(home) as server, Clients() as clients:
        clients.ask(server.port, paths, 40)  # every process awake
        editing = threading.Thread(
            target=lambda: [approve(context, Actor(EDITOR), proposal.id) for proposal in asked]
        )
        editing.start()
        load = clients.ask(server.port, paths, READS, seconds=120)
        editing.join()
    decided = [context.store.get(PROPOSALS, proposal.id) for proposal in asked]
    costs = {each.id: load_for_update(context, each.listing_id).listing.cost.text for each in asked}
    return Published(
        load,
        sum(proposal.state is ProposalState.APPROVED for proposal in decided),
        sum(costs[each.id] != each.changes[0].after for each in asked),
        context.indexer.compare().agrees,
    )
