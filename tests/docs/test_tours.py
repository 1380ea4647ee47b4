"""The ten-minute tours: their commands are commands, and what they say to press is on a page."""

import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from assetmap.paths import PACKAGE, STATIC, TEMPLATES
from tests.docs.pages import ROOT, read
from tests.docs.test_commands import COMMANDS

TOURS = [
    *sorted((ROOT / "docs" / "tours").glob("*.md")),
    ROOT / "docs" / "how-to" / "set-up-your-borough.md",
]
SAID = ("lonely", "knitting")  # words of the example sentence, not of a page


def pressed(text: str) -> list[str]:
    """What a tour sets in italics: links and buttons."""
    found = re.findall(r"(?<!\*)\*([^*]+)\*(?!\*)", text)
    return [" ".join(each.split()) for each in found if each not in SAID]


def words_of_pages() -> Iterator[str]:
    """Everything that pages may say: templates, their Python and their scripts."""
    buttons = PACKAGE / "services" / "borough"  # those that keep a step of setting up
    places = ((PACKAGE / "web", "py"), (buttons, "py"), (STATIC / "js", "js"))
    for folder, suffix in ((TEMPLATES, "html"), *places):
        for path in folder.rglob(f"*.{suffix}"):
            yield path.read_text(encoding="utf-8")


def commands_of(text: str) -> list[list[str]]:
    """The words of each command in code, without `assetmap` and where it lies."""
    return [each.split() for each in re.findall(r"`?assetmap ([a-z][^`\n]*)`?", text)]


@pytest.mark.parametrize("path", TOURS, ids=lambda path: path.stem)
def test_what_a_tour_presses_is_on_a_page(path: Path) -> None:
    pages = " ".join("\n".join(words_of_pages()).replace("’", "'").split())
    labels = pressed(read(path.relative_to(ROOT).as_posix()))
    assert labels
    assert [each for each in labels if each not in pages] == []


@pytest.mark.parametrize("path", TOURS, ids=lambda path: path.stem)
def test_what_a_tour_types_is_a_command(path: Path) -> None:
    typed = commands_of(read(path.relative_to(ROOT).as_posix()))
    assert typed
    for words in typed:
        name = " ".join(words[:2]) if " ".join(words[:2]) in COMMANDS else words[0]
        options = {
            option
            for parameter in COMMANDS[name].params
            if isinstance(parameter, click.Option)
            for option in parameter.opts
        }
        assert {word for word in words if word.startswith("--")} - options == set()
