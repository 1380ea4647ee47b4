"""`areas`: wards, patches and other areas that a borough brings with it."""

from datetime import datetime
from pathlib import Path

import click

from assetmap.cli.opening import opened
from assetmap.domain.areas.area_file import AreaColumns, AreaFile, BadAreas
from assetmap.domain.areas.area_set import AreaKind, AreaSet
from assetmap.domain.people.people import COMMAND_LINE
from assetmap.exchange.area_tables import read_area_table
from assetmap.exchange.incoming import BadFile
from assetmap.exchange.resident_tables import read_resident_table
from assetmap.places.area_maps import read_area_map
from assetmap.services.areas.importing import (
    AreaReport,
    AreaTerms,
    import_areas,
    remove_areas,
)
from assetmap.services.areas.residents import keep_residents
from assetmap.services.listing_repository import Actor

_BY = Actor(COMMAND_LINE, "command line")
_TABLES = (".csv", ".tsv", ".txt")
_DAY = click.DateTime(["%Y-%m-%d"])


@click.group()
def areas() -> None:
    """Wards, patches and other areas, in sets that each count from a day on."""


@areas.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--set", "name", required=True, help='The name of the set, such as "Wards 2026".')
@click.option(
    "--from",
    "first",
    required=True,
    type=_DAY,
    help="The first day on which it counts: 2026-05-07.",
)
@click.option("--until", "last", type=_DAY, help="The last day. [default: open]")
@click.option(
    "--kind",
    type=click.Choice([kind.value for kind in AreaKind]),
    default=AreaKind.WARD.value,
    show_default=True,
    help="What its areas are.",
)
@click.option("--name-column", default="", help="The column with names. [default: by its heading]")
@click.option("--code-column", default="", help="The column with codes. [default: by its heading]")
@click.option("--crs", default="", help="The coordinate system of a map file: EPSG:27700.")
@click.option("--source", default="", help="Whose data it is.")
@click.option("--licence", default="", help="On which terms.")
@click.option("--replace", "replaces", is_flag=True, help="Put it in the place of the same set.")
@click.option("--dry-run", is_flag=True, help="Show what would happen and write nothing.")
def import_command(
    file: Path,
    name: str,
    first: datetime,
    last: datetime | None,
    kind: str,
    name_column: str,
    code_column: str,
    crs: str,
    source: str,
    licence: str,
    replaces: bool,
    dry_run: bool,
) -> None:
    """Import a set of areas: a map file, or a CSV file.

    A map file of any usual format (GeoJSON, GeoPackage, a shapefile in its zip); a CSV file of
    postcodes with the area of each; or, for patches, a CSV file of wards with the patch of each
    (ward, patch, role, phone, email). All of it comes in, or nothing.
    """
    terms = AreaTerms(
        name,
        AreaKind(kind),
        first.date(),
        last.date() if last else None,
        *(source, licence, replaces, dry_run),
    )
    with opened() as context:
        try:
            read = _read(file, AreaColumns(name_column, code_column, crs))
            report = import_areas(context, _BY, read, terms)
        except (BadAreas, BadFile) as bad:
            raise BadFile(f"{file.name}: {bad} Nothing was imported.") from bad
    click.echo("\n".join(_lines(report)))


def _read(file: Path, columns: AreaColumns) -> AreaFile:
    if not file.exists():
        raise BadAreas("There is no such file.")
    if file.suffix.lower() in _TABLES:
        return read_area_table(file, columns)
    return read_area_map(file, columns)


def _lines(report: AreaReport) -> list[str]:
    made = report.area_set
    did = "replaced" if report.replaced else "imported"
    if report.dry_run:
        did = f"would be {did}; nothing was written"
    return [f"{made.name}: {_counted(made)} {did}", *(f"  {note}" for note in report.notes)]


def _counted(made: AreaSet) -> str:
    return f"{made.areas:,} area{'' if made.areas == 1 else 's'}"


@areas.command("residents")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--set", "name", required=True, help='The name of the set, such as "Wards 2026".')
@click.option("--year", type=int, default=0, help="Of which year. [default: as the file says]")
@click.option("--dry-run", is_flag=True, help="Show what would happen and write nothing.")
def residents_command(file: Path, name: str, year: int, dry_run: bool) -> None:
    """Say how many people live in each area of a set: a CSV file.

    Its columns are the code or name of each area, residents and, if it is known, over_65. All of it
    comes in, or nothing.
    """
    with opened() as context:
        try:
            if not file.exists():
                raise BadAreas("There is no such file.")
            rows = read_resident_table(file)
            report = keep_residents(context, _BY, name, rows, year, dry_run=dry_run)
        except (BadAreas, BadFile) as bad:
            raise BadFile(f"{file.name}: {bad} Nothing was imported.") from bad
    did = "would be kept; nothing was written" if dry_run else "kept"
    count = f"{report.total:,} residents of {report.areas:,} of {report.area_set.areas:,} areas"
    click.echo(
        "\n".join([f"{report.area_set.name}: {count} {did}", *(f"  {n}" for n in report.notes)])
    )


@areas.command("list")
def list_command() -> None:
    """List the sets, with their days and how many areas each has."""
    with opened(needs_key=False) as context:
        sets, today = context.areas.sets(), context.clock.today()
        current = {
            found.area_set.id for kind in AreaKind if (found := context.areas.current(kind, today))
        }
    if not sets:
        click.echo("There are no sets of areas")
    for each in sets:
        until = f" until {each.valid_until.isoformat()}" if each.valid_until else ""
        now = ", current" if each.id in current else ""
        sort = f"{each.kind}, {_counted(each)}"
        click.echo(f"{each.name}: {sort}, from {each.valid_from.isoformat()}{until}{now}")


@areas.command("remove")
@click.argument("name", metavar="SET")
def remove_command(name: str) -> None:
    """Remove a set by its name."""
    with opened() as context:
        try:
            removed = remove_areas(context, _BY, name)
        except BadAreas as bad:
            raise BadFile(str(bad)) from bad
    click.echo(f"{removed.name} removed: {_counted(removed)}")
