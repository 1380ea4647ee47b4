"""Reading the documents: their text, sections and tables."""

import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
SKIPPED = {".git", ".venv", "instance", "node_modules", ".hypothesis", "__pycache__", "dist"}
SKIPPED |= {".pytest_cache", ".mypy_cache", ".ruff_cache", ".import_linter_cache"}


def read(name: str) -> str:
    """The text of a file of the repository, such as `docs/api.md`."""
    return (ROOT / name).read_text(encoding="utf-8")


def section(text: str, heading: str) -> str:
    """The part of a page under a heading."""
    return text.partition(f"\n## {heading}\n")[2].partition("\n## ")[0]


def rows(text: str) -> list[list[str]]:
    """The cells of a page's tables, without their headings."""
    lines = [line for line in text.splitlines() if line.startswith("|")]
    body = [line for line in lines if not re.fullmatch(r"[|\s-]+", line)]
    return [[cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]] for line in body][1:]


def text_files() -> Iterator[Path]:
    """Every text file that is kept in the repository."""
    for path in sorted(ROOT.rglob("*")):
        parts = path.relative_to(ROOT).parts
        if SKIPPED & set(parts) or not path.is_file():
            continue
        if path.suffix in (".png", ".pyc", ".db", ".ico", ".jpg", ".whl", ".gz"):
            continue
        yield path
