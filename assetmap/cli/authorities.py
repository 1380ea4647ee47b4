"""`authorities`: those that an installation holds, for whoever does something for each of them."""

import click

from assetmap.cli.authorities_index import index
from assetmap.cli.opening import installation_settings, plain_refusals
from assetmap.installation import authorities_of


@click.group()
def authorities() -> None:
    """The authorities of an installation that holds several."""


authorities.add_command(index)


@authorities.command("list")
@click.option("--long", "is_long", is_flag=True, help="With their names and addresses.")
def list_all(*, is_long: bool) -> None:
    """Name them, one a line; none where there is a single directory, without a folder boroughs."""
    with plain_refusals():
        found = authorities_of(installation_settings())
    for each in found.values():
        click.echo(f"{each.code}\t{each.name}\t{each.public_url}" if is_long else each.code)
