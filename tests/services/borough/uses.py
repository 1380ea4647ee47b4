"""What names a category in a store, for tests: one of each kind."""

from datetime import datetime

from assetmap.clock import LONDON
from assetmap.domain.borough.thesaurus import Concept, ConceptChange
from assetmap.domain.imports.column_choices import ColumnChoices
from assetmap.domain.imports.import_batch import BatchState, ImportBatch, ImportTerms
from assetmap.domain.listings.proposal import FieldChange, Proposal, ProposalState
from assetmap.services.context import Context
from assetmap.storage.tables import CONCEPT_CHANGES, IMPORT_BATCHES, PROPOSALS

NOW = datetime(2026, 3, 16, 10, tzinfo=LONDON)


def a_proposal(
    id_: str, field: str, *after: str, state: ProposalState = ProposalState.WAITING
) -> Proposal:
    """A change of one list of the knitting club that somebody asks for."""
    return Proposal(id_, "knit-club", "p-1", NOW, 1, (FieldChange(field, (), after),), state=state)


def a_change(concept: Concept, number: int = 1, *, is_removed: bool = False) -> ConceptChange:
    """A version of some everyday words by an editor."""
    id_ = f"{concept.id}:{number}"
    return ConceptChange(id_, concept.id, number, concept, "p-1", NOW, is_removed)


def a_batch(
    id_: str, state: BatchState, layers: dict[str, str], fixed: str = "", headings: str = "h"
) -> ImportBatch:
    """A map of the council whose layers were given categories."""
    every = {"categories": fixed} if fixed else {}
    terms = ImportTerms(choices=ColumnChoices(categories={"Layer": layers}, fixed=every))
    return ImportBatch(
        *(id_, "map.kml", "Council", "p-1", "screen", NOW, state, terms), headings=headings
    )


def keep(context: Context, *kept: Proposal | ConceptChange | ImportBatch) -> None:
    """Keep some of them in the store."""
    with context.unit_of_work() as uow:
        for each in kept:
            if isinstance(each, Proposal):
                uow.save(PROPOSALS, each)
            elif isinstance(each, ConceptChange):
                uow.save(CONCEPT_CHANGES, each)
            else:
                uow.save(IMPORT_BATCHES, each)
