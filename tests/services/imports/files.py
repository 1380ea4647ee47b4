"""Files taken in as the command does, and what is on record after, for tests of both."""

from collections.abc import Mapping

from assetmap.domain.listings.fields import FIELDS
from assetmap.domain.listings.listing import Listing
from assetmap.domain.listings.proposal import Proposal, Value
from assetmap.exchange.csv_files import read_csv
from assetmap.services.context import Context
from assetmap.services.imports.importing import import_file
from assetmap.services.imports.report import ImportReport
from assetmap.services.imports.row_results import ImportOptions
from assetmap.services.listing_repository import load_for_update
from assetmap.services.listings.proposals import approve, propose, waiting
from tests.services.colleagues import EDITOR, VOLUNTEER, by


def take(context: Context, text: str, *, publish: bool = True, source: str = "s") -> ImportReport:
    """Takes a CSV text in; a row without a kind is a group."""
    head, *rows = text.splitlines(keepends=True)
    if "kind" not in head.split(","):
        text = "".join([f"kind,{head}", *(f"group,{row}" for row in rows)])
    batch = read_csv(text.encode(), context.borough.words)
    return import_file(context, batch, ImportOptions(source, publish))


def counts(report: ImportReport) -> tuple[int, int, int, int]:
    """How many rows were new, changed, the same and refused."""
    return report.new, report.changed, report.unchanged, len(report.refused)


def said(report: ImportReport) -> list[str]:
    """The texts of the notes."""
    return [note.text for note in report.notes]


def kept(context: Context) -> list[Listing]:
    """Every listing whole, by id."""
    return [load_for_update(context, each.listing.id).listing for each in context.store.all()]


def values(context: Context, *names: str) -> dict[str, Value]:
    """Some fields of the only listing there is."""
    [listing] = kept(context)
    return {name: FIELDS[name].read(listing) for name in names}


def change(context: Context, **wanted: Value) -> None:
    """A volunteer asks for a change of the only listing, and an editor approves it."""
    [listing] = kept(context)
    approve(context, by(EDITOR), propose(context, by(VOLUNTEER), listing.id, wanted).id)


def asked(context: Context) -> list[Mapping[str, tuple[Value, Value]]]:
    """What waits for an editor: of each proposal its fields, as they are and as they would be."""
    return [_fields(each) for each in waiting(context)]


def _fields(proposal: Proposal) -> Mapping[str, tuple[Value, Value]]:
    return {each.field: (each.before, each.after) for each in proposal.all_changes}
