"""docs/files.md against the importer."""

import re

from assetmap.domain.listings.fields_kinds import FOR_KINDS
from assetmap.exchange.header_mapping import CONTRACT, EXTRA, PRIVATE
from assetmap.exchange.heading_names import CONTACT, OTHER_NAMES, TYPE
from tests.docs.pages import read, rows, section

FILES = read("docs/files.md")


def test_file_columns_are_those_of_the_importer() -> None:
    first, after = section(FILES, "CSV").split("Also read:")
    also, of_kinds = after.split("Some are asked of some kinds only")
    assert _named_first(first) == set(CONTRACT)
    assert _named_first(of_kinds) == {field.name for field in FOR_KINDS}
    named = {*re.findall(r"`([a-z_]+)`", also), *_named_first(of_kinds)}
    assert named == {*EXTRA, *PRIVATE}


def _named_first(text: str) -> set[str]:
    """The columns that the first cells of a table name."""
    cells = (cells[0] for cells in rows(text))
    return {name for cell in cells for name in re.findall(r"`([a-z_]+)`", cell)}


def test_file_headings_that_are_promised_are_recognised() -> None:
    promised = FILES.split("Common headings are recognised:")[1].split("\n\n")[0]
    words = {" ".join(each.split()) for each in re.split(r"[;,]", promised.strip().rstrip("."))}
    known = {each.strip() for names in OTHER_NAMES.values() for each in names.split(",")} | {
        TYPE,
        CONTACT,
    }
    assert words - known == set()
