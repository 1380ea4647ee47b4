"""The one place at which what a feed gave is handed to the importer, like a file."""

from assetmap.exchange.files import read_listings
from assetmap.services.context import Context
from assetmap.services.imports.importing import ImportOptions, import_batch
from assetmap.services.imports.report import ImportReport
from assetmap.services.listing_repository import Actor


def import_bytes(
    context: Context,
    actor: Actor,  # noqa: ARG001 - whose import it is will be kept with the batch
    source: str,
    file_name: str,
    data: bytes,
) -> ImportReport:
    """Take in a file's bytes as a source's; new rows are drafts. Raises BadFile, StoreError."""
    batch = read_listings(file_name, data, context.borough.words)
    return import_batch(context, batch, ImportOptions(source))
