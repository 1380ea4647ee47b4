"""`import` and `export`."""

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import click

from assetmap.cli.opening import PUBLIC, opened
from assetmap.exchange.files import read_file, replace_file, write_file
from assetmap.exchange.incoming import Refused
from assetmap.places.basemap import build_basemap
from assetmap.services.context import Context
from assetmap.services.listings.importing import ImportOptions, ImportReport, Note, import_batch
from assetmap.services.search.exporting import listings_of
from assetmap.static_map.standalone import listing_map

_SHOWN = 20  # rows named in a report before it only counts the rest


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
    the reason; the others are imported.
    """
    with opened() as context:
        read = [(file, read_file(file, context.borough.words)) for file in files]
        for file, batch in read:
            terms = ImportOptions(source or file.stem, publish, dry_run)
            with _progress(len(batch.rows), file.name) as step:
                report = import_batch(context, batch, terms, step)
            _say(file, report, terms)
            if terms.publish and not dry_run and (report.new or report.changed):
                _say_when_found(context)


@contextmanager
def _progress(length: int, label: str) -> Iterator[Callable[[], None]]:
    """A progress bar on a terminal, nothing elsewhere; gives what to call after each row."""
    if not sys.stderr.isatty():
        yield lambda: None
        return
    with click.progressbar(length=length, label=label, file=sys.stderr) as bar:
        yield lambda: bar.update(1)


def _say(file: Path, report: ImportReport, terms: ImportOptions) -> None:
    would = "would be " if terms.dry_run else ""
    click.echo(f"{file.name} (source {terms.source})")
    click.echo(
        f"  {report.new:,} {would}new, {report.changed:,} {would}changed, "
        f"{report.unchanged:,} unchanged"
    )
    click.echo(f"  {len(report.refused):,} refused")
    for row in report.refused[:_SHOWN]:
        click.echo(f"    row {row.row}{f' ({row.name})' if row.name else ''}: {row.reason}")
    _more(len(report.refused))
    _say_skipped(report.skipped)
    if report.outside:
        click.echo(f"  {report.outside:,} outside the borough, which is fine")
    if report.read_as:
        pairs = (f"{heading} as {name}" for heading, name in report.read_as.items())
        click.echo(f"  columns read: {'; '.join(pairs)}")
    if report.unused_columns:
        click.echo(f"  columns not used: {', '.join(report.unused_columns)}")
    click.echo("".join(f"  {text}\n" for text in report.file_notes), nl=False)
    if report.notes:
        click.echo(f"  {len(report.notes):,} notes")
        _say_notes(report.notes)
    if not terms.publish and (report.new or report.changed):
        click.echo("  new listings are drafts: add --publish to let them go public")
    if terms.dry_run:
        click.echo("  this was a dry run: nothing was written")


def _say_skipped(rows: Sequence[Refused]) -> None:
    """Rows that are no listings, which nobody has to mend."""
    if rows:
        click.echo(f"  {len(rows):,} not listings")
    for row in rows[:_SHOWN]:
        click.echo(f"    row {row.row} ({row.name}): {row.reason}")
    _more(len(rows))


def _say_when_found(context: Context) -> None:
    """Vectors are worked out behind the site's back, so that a file is in at once."""
    if context.embeddings and context.embeddings.engine():
        click.echo("  they are found by their words at once, and by meaning a little later")


def _say_notes(notes: list[Note]) -> None:
    """Each note once, with the rows it is about."""
    rows: dict[str, list[Note]] = {}
    for note in notes:
        rows.setdefault(note.text, []).append(note)
    for text, about in list(rows.items())[:_SHOWN]:
        first = f"row {about[0].row} ({about[0].name})"
        others = f" and {len(about) - 1:,} more rows" if len(about) > 1 else ""
        click.echo(f"    {first}{others}: {text}")
    _more(len(rows))


def _more(number: int) -> None:
    if number > _SHOWN:
        click.echo(f"    and {number - _SHOWN:,} more")


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
def export(file: Path) -> None:
    """Write every public listing to FILE: .csv, .geojson, or .html for a map in one file.

    Private contacts and places that may not be shown are never written.
    """
    with opened() as context:
        listings = listings_of(context)
        if file.suffix.lower() in (".html", ".htm"):
            replace_file(file, _map(context), mode=PUBLIC)
        else:
            write_file(file, listings, title=context.borough.title, mode=PUBLIC)
    click.echo(f"{len(listings):,} listings written to {file}")


def _map(context: Context) -> str:
    return listing_map(
        listings_of(context),
        context.borough.words,
        title=context.borough.title,
        note=f"As at {context.clock.today():%-d %B %Y}",
        basemap=build_basemap(context.borough, context.postcodes),
    )
