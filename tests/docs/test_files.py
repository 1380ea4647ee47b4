"""docs/files.md against the importer."""

import re

from assetmap.exchange.header_mapping import CONTRACT, EXTRA, PRIVATE
from assetmap.exchange.heading_names import CONTACT, OTHER_NAMES, TYPE
from tests.docs.pages import read, rows, section

FILES = read("docs/files.md")


def test_file_columns_are_those_of_the_importer() -> None:
    table = {
        name
        for cells in rows(section(FILES, "CSV"))
        for name in re.findall(r"`([a-z_]+)`", cells[0])
    }
    assert table == set(CONTRACT)
    also = FILES.split("Also read:")[1].split("Common headings")[0]
    assert set(re.findall(r"`([a-z_]+)`", also)) == {*EXTRA, *PRIVATE}


def test_file_headings_that_are_promised_are_recognised() -> None:
    promised = FILES.split("Common headings are recognised:")[1].split("\n\n")[0]
    words = {" ".join(each.split()) for each in re.split(r"[;,]", promised.strip().rstrip("."))}
    known = {each.strip() for names in OTHER_NAMES.values() for each in names.split(",")} | {
        TYPE,
        CONTACT,
    }
    assert words - known == set()
