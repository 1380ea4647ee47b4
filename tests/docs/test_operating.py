"""docs/operating.md against the program: each command, setting and file that it names is there."""

import re

import click
import pytest

from assetmap.cli.main import cli
from tests.docs.pages import ROOT, read
from tests.docs.test_commands import COMMANDS

PAGE = read("docs/operating.md")
SETTINGS = set(re.findall(r"ASSETMAP_[A-Z_]+", read("docs/settings.md")))
OF_SCRIPTS = {"ASSETMAP_USER_ID"}


def calls(text: str) -> list[list[str]]:
    """The words behind each `assetmap` of a text that is to be typed."""
    typed = re.findall(r"```(?:sh|cron|ini)\n(.*?)```", text, flags=re.DOTALL)
    typed += re.findall(r"`([^`\n]+)`", re.sub(r"```.*?```", "", text, flags=re.DOTALL))
    lines = "\n".join(typed).splitlines()
    found = [
        words.split()
        for line in lines
        for words in re.findall(r"(?:^|[\s/])assetmap ([a-z][^#;`]*)", line.split("#")[0])
    ]
    known = cli.list_commands(click.Context(cli))
    return [words for words in found if words[0] in known]


def unknown(words: list[str]) -> list[str]:
    """What the program would not know of a call: its name, or an option."""
    command: click.Command = cli
    rest = list(words)
    while isinstance(command, click.Group) and rest and not rest[0].startswith("-"):
        name = rest.pop(0)
        inner = command.get_command(click.Context(command), name)
        if inner is None:
            return [name]
        command = inner
    options = {name for parameter in command.params for name in parameter.opts}
    return [word for word in rest if word.startswith("--") and word not in options | {"--help"}]


def test_page_calls_commands_and_options_that_there_are() -> None:
    called = calls(PAGE)
    assert {" ".join(words[:1]) for words in called} >= {"init", "serve", "backup", "restore"}
    assert [(words, unknown(words)) for words in called if unknown(words)] == []


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("upkeep deliver", []),
        ("upkeep fly", ["fly"]),
        ("backup FILE --wit-key", ["--wit-key"]),
        ("serve --port 8001", []),
    ],
)
def test_call_of_what_there_is_not_is_seen(words: str, expected: list[str]) -> None:
    assert calls(f"say `assetmap {words}`") == [words.split()]
    assert unknown(words.split()) == expected
    assert "people erase" in COMMANDS


def test_page_names_settings_and_files_that_there_are() -> None:
    named = set(re.findall(r"ASSETMAP_[A-Z_]+", PAGE))
    assert named - SETTINGS - OF_SCRIPTS == set()
    files = set(re.findall(r"(?<![\w.-])scripts/[\w./-]+", PAGE))
    assert [name for name in sorted(files) if not (ROOT / name.rstrip(".")).exists()] == []


def test_page_names_every_unit() -> None:
    units = {path.name for path in (ROOT / "scripts/deploy/systemd").iterdir()}
    timed = {name for name in units if name.replace(".service", ".timer") in units}
    assert {name for name in units - timed if f"`{name}`" not in PAGE} == set()
