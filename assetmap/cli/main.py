"""`assetmap`: the commands, and how each refusal is said."""

import gc
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib import import_module

import click

from assetmap import __version__

# Where each command is, as `module:name`.
_COMMANDS = {
    "areas": "areas:areas",
    "audit": "audit:audit",
    "authorities": "authorities:authorities",
    "backup": "backup:backup",
    "doctor": "upkeep:doctor",
    "duplicates": "duplicates:duplicates",
    "export": "files:export",
    "feeds": "feeds:feeds",
    "import": "imports:import_files",
    "imports": "imports:imports",
    "index": "upkeep:index",
    "init": "upkeep:init",
    "leads": "leads:leads",
    "links": "links:links",
    "meaning": "meaning:meaning",
    "people": "people:people",
    "restore": "restore:restore",
    "sample": "sample:sample",
    "search": "search:search",
    "serve": "server:serve",
    "store": "store:store",
    "time-bank": "time_bank:time_bank",
    "upkeep": "upkeep_run:upkeep",
    "webhooks": "webhooks:webhooks",
}


class Commands(click.Group):
    """The commands, each imported only when it is asked for: all of them take twice as long."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click gives it
        """The commands' names."""
        return sorted(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """The command of this name."""
        if cmd_name not in _COMMANDS:
            return None
        module, name = _COMMANDS[cmd_name].split(":")
        with _without_collecting():
            command: click.Command = getattr(import_module(f"assetmap.cli.{module}"), name)
        return command


@contextmanager
def _without_collecting() -> Iterator[None]:
    """Nothing that is imported is rubbish: to look for it takes a tenth of a command's start."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="assetmap")
@click.option(
    "--authority",
    envvar="ASSETMAP_AUTHORITY",
    metavar="CODE",
    help="Which authority, where an installation holds several: the name of its folder.",
)
def cli(authority: str | None) -> None:
    """A community asset map and directory that a borough runs for itself.

    The data directory is ./instance, or wherever ASSETMAP_HOME says.
    """


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
