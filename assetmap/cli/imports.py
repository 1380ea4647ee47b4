"""`import` and `imports`: files of listings brought in, looked at before, and undone after."""

import gc
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

import click

from assetmap.cli.import_report import batch_lines, gone_lines, report_lines
from assetmap.cli.imported_files import ImportedFile, column_choices, read_given
from assetmap.cli.opening import opened
from assetmap.domain.imports.import_batch import BatchState, ImportBatch, ImportTerms
from assetmap.domain.listings.lifecycle import NotPossible
from assetmap.domain.people.people import COMMAND_LINE
from assetmap.exchange.incoming import BadFile
from assetmap.services.context import Context
from assetmap.services.imports.applying import apply_batch, note_gone_of
from assetmap.services.imports.batch_files import alone
from assetmap.services.imports.batch_work import work_on
from assetmap.services.imports.batches import (
    all_batches,
    get_batch,
    rows_of,
    start_batch,
    take_back,
)
from assetmap.services.imports.gone_rows import note_gone
from assetmap.services.imports.importing import import_file
from assetmap.services.imports.report import ImportReport
from assetmap.services.imports.row_results import ImportOptions
from assetmap.services.imports.sources import other_sources
from assetmap.services.listing_repository import Actor
from assetmap.storage.store import NotFound

_BY = Actor(COMMAND_LINE, "command line")
_SELDOM = (100_000, 50, 1_000)


@click.command("import")
@click.argument("files", nargs=-1, metavar="FILE...")
@click.option(
    "--source", help="Whose data it is. The same source again updates. [default: the file's name]"
)
@click.option("--publish", is_flag=True, help="Publish the listings. Without it they are drafts.")
@click.option("--dry-run", is_flag=True, help="Show what would happen and write nothing.")
@click.option("--inside-only", is_flag=True, help="Leave out new rows outside the borough.")
@click.option("--sheet", default="", help="The sheet or layer to read. [default: the first]")
@click.option(
    "--column",
    "columns",
    multiple=True,
    metavar="HEADING=FIELD",
    help="What a column holds, such as Title=name; HEADING= leaves it out.",
)
@click.option(
    "--category",
    "categories",
    multiple=True,
    metavar="HEADING:TEXT=CATEGORY",
    help="Which category a text in a column means, such as Layer:Lunches=meet/lunch-clubs.",
)
@click.option(
    "--allow-private",
    is_flag=True,
    help="An address may lead to this machine or a private network.",
)
@click.option("--resume", metavar="IMPORT", help="Go on with an import that was stopped.")
@click.option("--undo", metavar="IMPORT", help="Take back an import.")
@click.option("--quiet", is_flag=True, help="Say nothing but what is wrong.")
def import_files(
    files: tuple[str, ...],
    source: str | None,
    publish: bool,
    dry_run: bool,
    inside_only: bool,
    sheet: str,
    columns: tuple[str, ...],
    categories: tuple[str, ...],
    allow_private: bool,
    resume: str | None,
    undo: str | None,
    quiet: bool,
) -> None:
    """Import listings from files: spreadsheets, maps, GeoJSON, Open Referral.

    A FILE may be an address, http or https: of a file, or of an Open Referral feed.
    The usual headings are recognised in any case. Rows that cannot be imported are refused with
    the reason; the others are imported. What people here changed or confirmed is kept. Give all
    files of a source together: what none of them has any more goes on the call list. Exit status
    1 when nothing came in.
    """
    if bool(files) + bool(resume) + bool(undo) != 1:
        raise click.UsageError("Give files to import, or --resume IMPORT, or --undo IMPORT.")
    with _collected_seldom(), opened() as context:
        if resume or undo:
            lines = _undone(context, undo) if undo else _resumed(context, resume or "")
            is_empty = False
        else:
            choices = column_choices(columns, categories)
            terms = ImportTerms(publish, inside_only, sheet, notes_gone=False, choices=choices)
            given = [
                read_given(context, each, source, terms, allows_private=allow_private)
                for each in files
            ]
            lines, is_empty = _imported(context, given, source, dry_run=dry_run)
    if not quiet:
        click.echo("\n".join(lines))
    if is_empty:
        raise click.exceptions.Exit(1)


@click.command()
def imports() -> None:
    """List the files that were imported, the newest first."""
    with opened() as context:
        every = all_batches(context)
    for each in every:
        click.echo(
            f"{each.id}  {each.made_at:%Y-%m-%d %H:%M}  {each.state}  {each.file_name}  "
            f"(source {each.source})"
        )
    click.echo(f"{len(every):,} imports" if len(every) != 1 else "1 import")


def _imported(
    context: Context, given: Sequence[ImportedFile], source: str | None, *, dry_run: bool
) -> tuple[list[str], bool]:
    """What is said of the files that were given, and whether nothing came in."""
    asked = () if source else _other_sources(context, given)
    is_dry = dry_run or bool(asked)
    lines: list[str] = []
    taken: list[tuple[ImportedFile, ImportBatch | None, ImportReport]] = []
    for each in given:
        batch, report = _looked_at(context, each) if is_dry else _taken_in(context, each)
        taken.append((each, batch, report))
        publish = each.terms.publish
        lines += report_lines(each.name, each.source, report, publish=publish, dry_run=is_dry)
        if batch and (report.new or report.changed):
            lines.append(f"  to take it back: assetmap import --undo {batch.id}")
    if asked:
        click.echo("\n".join(lines))
        raise BadFile(_ask_for_source(asked))
    lines += _gone(context, taken)
    published = given[0].terms.publish and any(r.new or r.changed for _, _, r in taken)
    if published and not is_dry and context.embeddings and context.embeddings.engine():
        # Vectors are worked out behind the site's back, so that a file is in at once.
        lines.append("  they are found by their words at once, and by meaning a little later")
    return lines, all(report.is_empty for _, _, report in taken)


def _looked_at(context: Context, file: ImportedFile) -> tuple[None, ImportReport]:
    terms = ImportOptions(file.source, file.terms.publish, True, file.terms.inside_only)
    with _progress(len(file.rows.rows), file.name) as step:
        return None, import_file(context, file.rows, terms, step)


def _taken_in(context: Context, file: ImportedFile) -> tuple[ImportBatch, ImportReport]:
    batch = start_batch(
        *(context, _BY, file.name, file.data, file.source, file.terms),
        state=BatchState.APPLYING,
    )
    # Each row is looked at, and then written.
    with alone(context, batch.id), _progress(2 * len(file.rows.rows), file.name) as step:
        return apply_batch(context, batch, step, file.rows)


def _resumed(context: Context, batch_id: str) -> list[str]:
    """Go on with an import; one that was looked at is not brought in by that."""
    batch = _found(context, batch_id)
    if not batch.state.is_going_on:
        raise click.ClickException(f"{batch_id}: there is nothing to go on with: {batch.state}")
    return batch_lines(work_on(context, batch_id), rows_of(context, batch_id))


def _undone(context: Context, batch_id: str) -> list[str]:
    _found(context, batch_id)
    try:
        take_back(context, _BY, batch_id)
    except NotPossible as error:
        raise click.ClickException(f"{batch_id}: {error}") from None
    return batch_lines(work_on(context, batch_id), rows_of(context, batch_id))


def _found(context: Context, batch_id: str) -> ImportBatch:
    try:
        return get_batch(context, batch_id)
    except NotFound:
        raise click.ClickException(
            f"{batch_id}: there is no such import: assetmap imports lists them"
        ) from None


def _other_sources(
    context: Context, given: Sequence[ImportedFile]
) -> tuple[tuple[ImportedFile, str], ...]:
    """The files of which the same headings came before under another source's name."""
    found = ((each, other_sources(context, each.rows, each.source)) for each in given)
    return tuple((file, names[0]) for file, names in found if names)


def _ask_for_source(asked: Sequence[tuple[ImportedFile, str]]) -> str:
    file, known = asked[0]
    return (
        f"{file.name}: a file with the same headings came in before as source {known}. Nothing "
        f"was written. If it is the same list, add --source {known}; if it is another, add "
        f"--source {file.source}."
    )


def _gone(
    context: Context, taken: Sequence[tuple[ImportedFile, ImportBatch | None, ImportReport]]
) -> list[str]:
    """Name what each source has no more; our own exports may be a part of the directory."""
    lines: list[str] = []
    whole = [each for each, _, _ in taken if not (each.rows.own_export or each.is_address)]
    for source in dict.fromkeys(each.source for each in whole):
        of_it = [(batch, report) for each, batch, report in taken if each.source == source]
        reports = [report for _, report in of_it]
        if all(report.is_empty for report in reports):
            continue
        if last := of_it[-1][0]:
            lines += gone_lines(source, note_gone_of(context, last, reports), dry_run=False)
        else:
            lines += gone_lines(source, _would_be_gone(context, source, reports), dry_run=True)
    return lines


def _would_be_gone(context: Context, source: str, reports: Sequence[ImportReport]) -> list[str]:
    seen = set().union(*(report.seen for report in reports))
    refused = [row.name for report in reports for row in report.refused]
    return [each.name for each in note_gone(context, source, seen, refused, dry_run=True)]


@contextmanager
def _collected_seldom() -> Iterator[None]:
    """Has Python look for circles seldom: a file's rows are many objects, and are all kept.

    As it is set, it would go through all of them again and again: a sixth of the time.
    """
    usual = gc.get_threshold()
    gc.set_threshold(*_SELDOM)
    try:
        yield
    finally:
        gc.set_threshold(*usual)


@contextmanager
def _progress(length: int, label: str) -> Iterator[Callable[[], None]]:
    """A progress bar on a terminal, nothing elsewhere; gives what to call after each row."""
    if not sys.stderr.isatty():
        yield lambda: None
        return
    with click.progressbar(length=length, label=label, file=sys.stderr) as bar:
        yield lambda: bar.update(1)
