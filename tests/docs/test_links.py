"""Links of every document lead somewhere: to a file that is there, and to a heading in it."""

import re
from pathlib import Path

import pytest

from tests.docs.pages import ROOT, text_files


def markdown_files() -> list[Path]:
    """Every document of the repository."""
    return [path for path in text_files() if path.suffix == ".md"]


def anchors(path: Path) -> set[str]:
    """The names by which git hosts let a document's headings be linked to."""
    headings = re.findall(r"^#+ (.+)$", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
    return {re.sub(r"[^\w -]", "", each.lower()).replace(" ", "-") for each in headings}


def leads_somewhere(path: Path, link: str) -> bool:
    """Whether a link of a document names a file, or a heading, that there is."""
    if link.startswith(("https://", "http://", "mailto:")):
        return True
    name, _, heading = link.partition("#")
    target = path.parent / name if name else path
    return target.exists() and (not heading or heading in anchors(target))


@pytest.mark.parametrize("path", markdown_files(), ids=lambda path: str(path.relative_to(ROOT)))
def test_links_lead_somewhere(path: Path) -> None:
    text = re.sub(r"```.*?```", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    links = re.findall(r"\]\(([^)\s]+)\)", text)
    assert [link for link in links if not leads_somewhere(path, link)] == []


def test_link_to_a_missing_file_or_heading_is_seen(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("# One page\n\n## What it's for, and `how`\n")
    known = ["page.md", "#one-page", "page.md#what-its-for-and-how", "https://example.org/x"]
    lost = ["other.md", "#two-pages", "page.md#one", "other.md#one-page"]
    assert [link for link in (*known, *lost) if leads_somewhere(page, link)] == [
        "page.md",
        "#one-page",
        "page.md#what-its-for-and-how",
        "https://example.org/x",
    ]
    assert anchors(page) == {"one-page", "what-its-for-and-how"}
