"""docs/commands.md against the command line."""

import re
from collections.abc import Iterator

import click
import pytest
from click.testing import CliRunner

from assetmap.cli.main import cli
from tests.docs.pages import read, rows


def commands(group: click.Group, before: str = "") -> Iterator[tuple[str, click.Command]]:
    """Every command by the words that call it."""
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None
        if isinstance(command, click.Group):
            yield from commands(command, f"{before}{name} ")
        else:
            yield f"{before}{name}", command


COMMANDS = dict(commands(cli))


def documented_commands() -> dict[str, set[str]]:
    """The options that the page names for each command."""
    found = {}
    for cells in rows(read("docs/commands.md")):
        words = cells[0].strip("`").removeprefix("assetmap ")
        name = re.split(r" [A-Z\[]", words)[0]
        found[name] = set(re.findall(r"--[a-z-]+", words))
    return found


def test_page_names_every_command_and_option() -> None:
    actual = {
        name: {
            option
            for parameter in command.params
            if isinstance(parameter, click.Option)
            for option in parameter.opts
            if option.startswith("--")
        }
        for name, command in COMMANDS.items()
    }
    assert documented_commands() == actual


@pytest.mark.parametrize("name", ["", *COMMANDS])
def test_every_command_helps(name: str) -> None:
    result = CliRunner().invoke(cli, [*name.split(), "--help"])
    assert result.exit_code == 0
    assert result.output.startswith("Usage: ")
    if name:
        assert (COMMANDS[name].help or "").splitlines()[0] in " ".join(result.output.split())


def test_every_option_says_what_it_does() -> None:
    silent = [
        f"{name} {parameter.opts[0]}"
        for name, command in COMMANDS.items()
        for parameter in command.params
        if isinstance(parameter, click.Option) and not parameter.help
    ]
    assert silent == []
