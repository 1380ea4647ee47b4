"""docs/data-protection.md against the store: whatever is kept has its line there."""

import re

from assetmap.storage.tables import TABLES
from tests.docs.pages import read, section

PAGE = read("docs/data-protection.md")


def test_page_says_of_every_table_whose_data_it_holds() -> None:
    named = set(re.findall(r"`([a-z_]+)`", section(PAGE, "What lies where")))
    assert {table.name for table in TABLES} - named == set()


def test_page_is_led_to_from_where_one_looks() -> None:
    for name in ("README.md", "docs/operating.md", "SECURITY.md"):
        assert "data-protection.md" in read(name), name
