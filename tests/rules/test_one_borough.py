"""What belongs to one borough stands in its own files, and nowhere in the program."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from assetmap.paths import BOROUGH
from tests.second_borough.other_borough import words_of_the_other

ROOT = Path(__file__).parents[2]
OF_ONE_BOROUGH = {"borough.toml", "places.toml", "practices.toml"}
PROGRAM = sorted((ROOT / "assetmap").rglob("*.py"))
SHOWN = sorted(
    path
    for folder in ("templates", "static")
    for path in (ROOT / folder).rglob("*")
    if path.suffix in {".html", ".txt", ".js", ".css", ".svg", ".json", ".webmanifest"}
    and "vendor" not in path.parts
)


def texts(path: Path) -> Iterator[str]:
    """Every text of a module but what documents it; of a command that is its help, so it counts."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    documented = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    documents = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, documented) and node.body and isinstance(node.body[0], ast.Expr)
        if path.parent.name != "cli"
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and id(node) not in documents:
            yield str(node.value)


def test_no_text_of_the_program_names_the_shipped_borough() -> None:
    assert len(PROGRAM) > 300
    found = {
        str(path.relative_to(ROOT)): words
        for path in PROGRAM
        if (words := words_of_the_other("\n".join(texts(path))))
    }
    assert found == {}


@pytest.mark.parametrize("kind", ["shown", "borough"])
def test_no_file_that_every_borough_keeps_names_the_shipped_one(kind: str) -> None:
    general = [path for path in BOROUGH.glob("*.toml") if path.name not in OF_ONE_BOROUGH]
    files = {"shown": SHOWN, "borough": general}[kind]
    assert len(files) > 10
    found = {
        path.name: words
        for path in files
        if (words := words_of_the_other(path.read_text(encoding="utf-8")))
    }
    assert found == {}
