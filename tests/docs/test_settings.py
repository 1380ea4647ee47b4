"""docs/settings.md against what the program reads."""

import re

from assetmap.paths import BOROUGH
from tests.docs.pages import ROOT, read, rows, section

PAGE = read("docs/settings.md")


def test_page_names_every_setting() -> None:
    read = {
        name
        for path in (ROOT / "assetmap").rglob("*.py")
        for name in re.findall(r"ASSETMAP_[A-Z_]+", path.read_text(encoding="utf-8"))
    }
    documented = {cells[0].strip("`") for cells in rows(PAGE.partition("\n## ")[0])}
    assert documented == read


def test_page_names_every_file_of_the_borough() -> None:
    documented = {
        name
        for cells in rows(section(PAGE, "The borough is data"))
        for name in re.findall(r"`([a-z_]+\.toml)`", cells[0])
    }
    assert documented == {path.name for path in BOROUGH.glob("*.toml")}
