"""`init`, `index rebuild`, `index check` and `doctor`."""

import click

from assetmap.cli.opening import opened, settings
from assetmap.places.basemap import load_basemap
from assetmap.services.admin.health import examine
from assetmap.services.admin.server_health import examine_server
from assetmap.services.admin.sign_in_health import examine_sign_in


@click.command()
@click.option(
    "--sample", is_flag=True, help="Load the invented listings that come with the program."
)
def init(sample: bool) -> None:
    """Create the data directory, or bring an older one up to date. Safe to run again."""
    with opened() as context:
        context.postcodes.ready(context.borough.postcode_areas)
        load_basemap(context.config.cache, context.borough, context.postcodes)
        click.echo(f"The data directory is {settings().home}")
        if sample:
            # Reading files takes long to import, and nothing else here does it.
            from assetmap.cli.sample import loaded
            from assetmap.services.admin.sample import SampleRemoved

            try:
                click.echo(loaded(context))
            except SampleRemoved as removed:
                click.echo(
                    f"Sample listings: removed on {removed.on.isoformat()}; to bring them back: "
                    "assetmap sample load"
                )


@click.group()
def index() -> None:
    """The full-text index: it may be deleted at any time."""


@index.command("rebuild")
def rebuild_command() -> None:
    """Rebuild the index from the records."""
    with opened(needs_key=False) as context:
        click.echo(f"{context.indexer.rebuild():,} listings indexed")


@index.command("check")
def check_command() -> None:
    """Compare the index with the records; exit status 1 when they differ."""
    with opened(needs_key=False) as context:
        found = context.indexer.compare()
    if found.agrees:
        click.echo("The index agrees with the records")
        return
    for what, ids in (
        ("missing from the index", found.missing),
        ("in the index but not public", found.superfluous),
        ("out of date in the index", found.outdated),
    ):
        for listing_id in ids:
            click.echo(f"{listing_id}: {what}")
    click.echo("To mend it run: assetmap index rebuild")
    raise click.exceptions.Exit(1)


@click.command()
def doctor() -> None:
    """Check everything a running copy needs; exit status 1 if something needs attention."""
    with opened(needs_key=False) as context:
        findings = [*examine(context), *examine_server(context), *examine_sign_in(context)]
    for finding in findings:
        mark = "ok  " if finding.is_well else "LOOK"
        mend = "" if finding.is_well else f" - {finding.mend}"
        click.echo(f"{mark} {finding.what}: {finding.says}{mend}")
    if not all(finding.is_well for finding in findings):
        raise click.exceptions.Exit(1)
