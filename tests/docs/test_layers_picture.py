"""CONTRIBUTING's picture of the layers against the contract that import-linter holds.

`python -m tests.docs.test_layers_picture` writes the picture again after a change of the contract.
"""

import re
import tomllib
from pathlib import Path

from tests.docs.pages import ROOT, read, section

PAGE = "CONTRIBUTING.md"
PICTURE = re.compile(r"```mermaid\n.*?```", re.DOTALL)
A_LINE = 6  # names side by side in a box


def contract() -> tuple[list[list[str]], list[str]]:
    """The layers of the whole program from the top down, and the modules that all may use."""
    contracts = tomllib.loads(read("pyproject.toml"))["tool"]["importlinter"]["contracts"]
    (layers,) = [each for each in contracts if each.get("containers") == ["assetmap"]]
    names = [[name.strip() for name in re.split("[|:]", line)] for line in layers["layers"]]
    return names, sorted(layers["exhaustive_ignores"])


def box(names: list[str]) -> str:
    """The text of a box: a few names a line, side by side."""
    lines = [names[start : start + A_LINE] for start in range(0, len(names), A_LINE)]
    return "<br/>".join(" | ".join(line) for line in lines)


def picture() -> str:
    """The contract as a Mermaid flowchart, which git hosts draw by themselves."""
    layers, ground = contract()
    boxes = [f'    L{number}["{box(names)}"]' for number, names in enumerate([*layers, ground], 1)]
    arrows = [f"    L{number} --> L{number + 1}" for number in range(1, len(boxes))]
    return "\n".join(["```mermaid", "flowchart TD", *boxes, *arrows, "```"])


def test_picture_shows_the_contract() -> None:
    assert PICTURE.findall(read(PAGE)) == [picture()]


def test_table_says_what_each_folder_of_the_contract_holds() -> None:
    layers, ground = contract()
    table = [line for line in section(read(PAGE), "Layers").splitlines() if line.startswith("|")]
    told = set(re.findall(r"`assetmap/(\w+)(?:/|\.py)`", "\n".join(table)))
    assert told == {*ground, *(name for names in layers for name in names)}


def test_paths_that_are_named_exist() -> None:
    paths = re.findall(r"`((?:assetmap|tests|scripts|templates|static|docs)/[^`\s]*)`", read(PAGE))
    assert paths
    assert [path for path in paths if not (ROOT / path).exists()] == []


if __name__ == "__main__":
    file = Path(ROOT / PAGE)
    file.write_text(PICTURE.sub(lambda _: picture(), read(PAGE)), encoding="utf-8")
