"""`sample load` and `sample remove`: the invented listings that come with the program."""

import click

from assetmap.cli.opening import opened
from assetmap.domain.people.people import PROGRAM
from assetmap.services.admin.sample import allow_sample, load_sample, remove_sample
from assetmap.services.context import Context
from assetmap.services.listing_repository import Actor


@click.group()
def sample() -> None:
    """The invented listings that come with the program."""


@sample.command("load")
def load_command() -> None:
    """Load them, also after they were removed."""
    with opened() as context:
        allow_sample(context)
        click.echo(loaded(context))


@sample.command("remove")
def remove_command() -> None:
    """Remove them for good, with all that was noted about them, to start with your own."""
    with opened() as context:
        count = remove_sample(context, Actor(PROGRAM, "command line"))
    if count:
        click.echo(f"{count:,} sample listings removed; to bring them back: assetmap sample load")
    else:
        click.echo("There are no sample listings")


def loaded(context: Context) -> str:
    """Takes the sample in; gives what to say of it. Raises SampleRemoved."""
    report = load_sample(context)
    anew = f", {report.dated_anew} dated anew" if report.dated_anew else ""
    return f"Sample listings: {report.new} new{anew}, {report.unchanged} already there"
