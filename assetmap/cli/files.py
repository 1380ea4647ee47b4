"""`export`."""

from pathlib import Path

import click

from assetmap.cli.opening import PUBLIC, opened
from assetmap.domain.people.people import COMMAND_LINE
from assetmap.exchange.files import OWNER_ONLY, replace_file, write_file
from assetmap.exchange.geopackage_files import NAME as GEOPACKAGE
from assetmap.exchange.geopackage_files import write_geopackage
from assetmap.exchange.zip_files import replace_zip
from assetmap.places.basemap import build_basemap
from assetmap.services.backup.everything import everything, everything_with_private
from assetmap.services.context import Context
from assetmap.services.listing_repository import Actor
from assetmap.services.open_data.whole_directory import whole_directory
from assetmap.services.open_referral.exporting import open_referral_lines
from assetmap.services.search.exporting import listings_of
from assetmap.static_map.standalone import listing_map

_BY = Actor(COMMAND_LINE, "command line")
_PRIVATE = ", with personal data and everything that is not public: keep it safe"


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--with-private",
    is_flag=True,
    help="In a .zip, personal data and the history too; the file is for its owner alone.",
)
def export(file: Path, with_private: bool) -> None:
    """Write every public listing to FILE: .csv, .geojson, .gpkg, .ndjson, or .html for a map.

    A .gpkg is a GeoPackage, which QGIS and ArcGIS open: one layer, rows without a place too. An
    .ndjson is Open Referral UK, a service a line. An .html is a map that works without a network.

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
        elif suffix == ".ndjson":
            replace_file(file, open_referral_lines(context), mode=PUBLIC)
        elif suffix == f".{GEOPACKAGE}":
            changed = whole_directory(context).changed
            write_geopackage(
                file, listings, title=context.borough.title, changed=changed, mode=PUBLIC
            )
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
