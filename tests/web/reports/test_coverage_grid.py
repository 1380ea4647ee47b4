"""`/reports/coverage/grid`: every figure opens its list, nothing is "None", and the file agrees."""

import csv
from io import StringIO

import pytest

from assetmap.domain.people.people import Role
from tests.area_files import two_wards
from tests.conftest import ContextMaker
from tests.factories import a_listing
from tests.people import a_person, sign_in
from tests.web.conftest import Client, client_of
from tests.web.inspection import words_of

GRID = "/reports/coverage/grid"


def test_tiles_or_categories_by_areas(make_context: ContextMaker) -> None:
    context = make_context(a_listing(), a_listing("two", categories=("create/art",)))
    two_wards(context)
    client = sign_in(client_of(context), context, a_person(context, Role.MANAGER))
    page = client.page(f"{GRID}?by=categories")
    rows = {words_of(row[0]): [words_of(cell) for cell in row[1:]] for row in page.all("tr")}
    assert rows["What"] == ["Grays side", "Tilbury side", "Thurrock", "Residents near one"]
    assert rows["Crafts and textiles"][:3] == ["None", "1 in Tilbury side", "1 in Thurrock"]
    assert rows["Walking"] == ["None", "None", "None", "None"]
    assert "fields are empty: an area without a place of that category." in page.words
    assert "2026" in words_of(page.all("caption")[0])
    tiles = client.page(GRID)
    assert [words_of(row[0]) for row in tiles.all("tr")][1:] == [
        each.label for each in context.borough.words.needs
    ]
    text = client.get(f"{GRID}.csv?by=categories").text
    table = {row[0]: row[2:] for row in csv.reader(StringIO(text))}
    assert table["key"] == ["Grays side", "Tilbury side", "Wards", "reach"]
    assert table["create/crafts"][:3] == ["0", "1", "1"]
    assert table["active/walking"] == ["0", "0", "0", "0.000"]
    assert "wards-1066" in client.page(f"{GRID}?set=wards-1066&by=x").words


@pytest.mark.parametrize("by", ["tiles", "categories"])
def test_every_number_is_what_its_list_and_its_table_say(sample: Client, by: str) -> None:
    page = sample.page(f"{GRID}?by={by}")
    cells = [
        (each.get("href") or "", (each.text or "").strip())
        for each in page.all("a")
        if "/reports/coverage/list" in (each.get("href") or "")
    ]
    assert len(cells) > 60
    for url, number in cells[:: 1 if by == "tiles" else 9]:
        lines = [u for u in sample.page(url).links().values() if u.startswith("/listing/")]
        assert len(set(lines)) == int(number), url
