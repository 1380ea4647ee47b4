"""The project's own files, for rules that read them."""

import ast
from collections.abc import Iterator
from pathlib import Path

from assetmap.paths import DATA, PACKAGE, STATIC, TEMPLATES

ROOT = PACKAGE.parent
SCRIPTS = ROOT / "scripts"
TESTS = ROOT / "tests"
Function = ast.FunctionDef | ast.AsyncFunctionDef
Definition = Function | ast.ClassDef


def name_of(path: Path) -> str:
    """A file's path as a message shows it."""
    return path.relative_to(ROOT).as_posix()


def modules(*folders: Path) -> list[Path]:
    """Every Python file of some folders."""
    return sorted(path for folder in folders for path in folder.rglob("*.py"))


def text_files(*folders: Path) -> list[Path]:
    """Every file of some folders that people write."""
    endings = {".py", ".html", ".css", ".js", ".svg", ".toml", ".md", ".txt", ".in", ""}
    return sorted(
        path
        for folder in folders
        for path in folder.rglob("*")
        if path.is_file() and path.suffix in endings and "__pycache__" not in path.parts
    )


def written() -> list[Path]:
    """Every file that makes the program: package, pages, borough data, scripts and tests."""
    return text_files(PACKAGE, TEMPLATES, STATIC, DATA / "borough", SCRIPTS, TESTS)


def definitions(path: Path) -> Iterator[tuple[str, Definition]]:
    """Every class and function of a module, those within others too, with its dotted name."""
    yield from _within(ast.parse(path.read_text(encoding="utf-8")), "")


def _within(node: ast.AST, before: str) -> Iterator[tuple[str, Definition]]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, Definition):
            yield before + child.name, child
            yield from _within(child, f"{before}{child.name}.")
        else:
            yield from _within(child, before)
