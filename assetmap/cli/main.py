"""`assetmap`: the commands, and how each refusal is said."""

import sys
from collections.abc import Sequence

import click

from assetmap import __version__
from assetmap.cli.audit import audit
from assetmap.cli.duplicates import duplicates
from assetmap.cli.files import export, import_files
from assetmap.cli.meaning import meaning
from assetmap.cli.people import people
from assetmap.cli.people_data import erase_command, export_command
from assetmap.cli.sample import sample
from assetmap.cli.search import search
from assetmap.cli.server import serve
from assetmap.cli.upkeep import doctor, index, init
from assetmap.cli.upkeep_run import upkeep


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="assetmap")
def cli() -> None:
    """A community asset map and directory that a borough runs for itself.

    The data directory is ./instance, or wherever ASSETMAP_HOME says.
    """


for command in (
    *(
        init,
        serve,
        import_files,
        sample,
        export,
        search,
        duplicates,
        index,
        meaning,
        people,
        audit,
        upkeep,
        doctor,
    ),
):
    cli.add_command(command)
for command in (export_command, erase_command):
    people.add_command(command)


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line. Bad input: one line on standard error, exit status 2."""
    try:
        # What a command ends with by `Exit` is given back here, not raised.
        status = cli.main(args=arguments, prog_name="assetmap", standalone_mode=False)
        if status:
            sys.exit(status)
    except click.exceptions.NoArgsIsHelpError as error:
        error.show()
        sys.exit(2)
    except click.Abort:
        click.echo("assetmap: stopped; nothing more was changed", err=True)
        sys.exit(130)
    except click.ClickException as error:
        click.echo(f"assetmap: {' '.join(error.format_message().split())}", err=True)
        sys.exit(2)


if __name__ == "__main__":
    main()
