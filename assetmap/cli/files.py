"""`import` and `export`."""

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import click

from assetmap.cli.import_report import gone_lines, report_lines
from assetmap.cli.opening import PUBLIC, opened
from assetmap.domain.people.people import COMMAND_LINE
from assetmap.exchange.files import OWNER_ONLY, read_file, replace_file, write_file
from assetmap.exchange.incoming import BadFile, Batch
from assetmap.exchange.zip_files import replace_zip
from assetmap.places.basemap import build_basemap
from assetmap.services.backup.everything import everything, everything_with_private
from assetmap.services.context import Context
from assetmap.services.imports.gone_rows import note_gone
from assetmap.services.imports.importing import import_batch
from assetmap.services.imports.report import ImportReport
from assetmap.services.imports.row_results import ImportOptions
from assetmap.services.imports.sources import other_sources
from assetmap.services.listing_repository import Actor
from assetmap.services.search.exporting import listings_of
from assetmap.static_map.standalone import listing_map

_BY = Actor(COMMAND_LINE, "command line")
_PRIVATE = ", with personal data and everything that is not public: keep it safe"


@click.command("import")
@click.argument(
    "files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE..."
)
@click.option(
    "--source", help="Whose data it is. The same source again updates. [default: the file's name]"
)
@click.option("--publish", is_flag=True, help="Publish the listings. Without it they are drafts.")
@click.option("--dry-run", is_flag=True, help="Show what would happen and write nothing.")
def import_files(files: tuple[Path, ...], source: str | None, publish: bool, dry_run: bool) -> None:
    """Import listings from CSV or GeoJSON files.

    The usual headings are recognised in any case. Rows that cannot be imported are refused with
    the reason; the others are imported. What people here changed or confirmed is kept. Give all
    files of a source together: what none of them has any more goes on the call list. Exit status
    1 when nothing came in.
    """
    with opened() as context:
        read = [(file, read_file(file, context.borough.words)) for file in files]
        asked = () if source else _other_sources(context, read)
        taken = [
            (file, batch, _take(context, file, batch, terms))
            for file, batch in read
            for terms in [ImportOptions(source or file.stem, publish, dry_run or bool(asked))]
        ]
        if asked:
            raise BadFile(_ask_for_source(asked))
        _say_gone(context, [(source or file.stem, b, report) for file, b, report in taken], dry_run)
        if publish and not dry_run and any(r.new or r.changed for _, _, r in taken):
            _say_when_found(context)
    if all(report.is_empty for _, _, report in taken):
        raise click.exceptions.Exit(1)


def _take(context: Context, file: Path, batch: Batch, terms: ImportOptions) -> ImportReport:
    """One file taken in, and its report said."""
    with _progress(len(batch.rows), file.name) as step:
        report = import_batch(context, batch, terms, step)
    shown = report_lines(file, terms.source, report, publish=terms.publish, dry_run=terms.dry_run)
    click.echo("\n".join(shown))
    return report


def _other_sources(
    context: Context, read: Sequence[tuple[Path, Batch]]
) -> tuple[tuple[Path, str], ...]:
    """The files of which the same headings came before under another source's name."""
    found = ((file, other_sources(context, batch, file.stem)) for file, batch in read)
    return tuple((file, names[0]) for file, names in found if names)


def _ask_for_source(asked: Sequence[tuple[Path, str]]) -> str:
    file, known = asked[0]
    return (
        f"{file.name}: a file with the same headings came in before as source {known}. Nothing "
        f"was written. If it is the same list, add --source {known}; if it is another, add "
        f"--source {file.stem}."
    )


def _say_gone(
    context: Context, taken: Sequence[tuple[str, Batch, ImportReport]], dry_run: bool
) -> None:
    """Name what each source has no more; our own exports may be a part of the directory."""
    for source in dict.fromkeys(source for source, batch, _ in taken if not batch.own_export):
        reports = [report for of, _, report in taken if of == source]
        if all(report.is_empty for report in reports):
            continue
        seen = set().union(*(report.seen for report in reports))
        refused = [row.name for report in reports for row in report.refused]
        gone = note_gone(context, source, seen, refused, dry_run=dry_run)
        for line in gone_lines(source, [each.name for each in gone], dry_run=dry_run):
            click.echo(line)


@contextmanager
def _progress(length: int, label: str) -> Iterator[Callable[[], None]]:
    """A progress bar on a terminal, nothing elsewhere; gives what to call after each row."""
    if not sys.stderr.isatty():
        yield lambda: None
        return
    with click.progressbar(length=length, label=label, file=sys.stderr) as bar:
        yield lambda: bar.update(1)


def _say_when_found(context: Context) -> None:
    """Vectors are worked out behind the site's back, so that a file is in at once."""
    if context.embeddings and context.embeddings.engine():
        click.echo("  they are found by their words at once, and by meaning a little later")


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--with-private",
    is_flag=True,
    help="In a .zip, personal data and the history too; the file is for its owner alone.",
)
def export(file: Path, with_private: bool) -> None:
    """Write every public listing to FILE: .csv, .geojson, or .html for a map in one file.

    A .zip has everything that is public in open formats: listings, borough files, words, pictures.
    Private contacts and places that may not be shown are never written without --with-private.
    """
    suffix = file.suffix.lower()
    if with_private and suffix != ".zip":
        raise click.ClickException(f"{file}: --with-private is for a file that ends in .zip")
    with opened(needs_key=False) as context:
        listings = listings_of(context)
        if suffix in (".html", ".htm"):
            replace_file(file, _map(context), mode=PUBLIC)
        elif suffix == ".zip" and with_private:
            replace_zip(file, everything_with_private(context, _BY), mode=OWNER_ONLY)
        elif suffix == ".zip":
            replace_zip(file, everything(context), mode=PUBLIC)
        else:
            write_file(file, listings, title=context.borough.title, mode=PUBLIC)
    click.echo(f"{len(listings):,} listings written to {file}{_PRIVATE * with_private}")


def _map(context: Context) -> str:
    return listing_map(
        listings_of(context),
        context.borough.words,
        title=context.borough.title,
        note=f"As at {context.clock.today():%-d %B %Y}",
        basemap=build_basemap(context.borough, context.postcodes),
    )
