"""`/reports/coverage`: sentence, table, lists, file and picture, of one set or of two."""

import csv
from dataclasses import replace
from io import StringIO

import pytest

from assetmap.domain.areas.area_file import AreaFile, IncomingArea, ResidentRow
from assetmap.domain.areas.area_set import AreaForm, Residents
from assetmap.domain.people.people import Role
from assetmap.services.areas.importing import import_areas
from assetmap.services.areas.residents import keep_residents
from assetmap.services.context import Context
from assetmap.services.reports.subjects import subjects
from assetmap.web.reports.coverage_choice import MEASURES, SORTS
from assetmap.web.reports.coverage_picture import CLASSES
from assetmap.web.reports.coverage_table import COLUMNS
from tests.area_files import BY, terms, two_wards
from tests.conftest import ContextMaker
from tests.factories import GRAYS, a_listing
from tests.people import a_person, sign_in
from tests.web.conftest import Client, client_of
from tests.web.inspection import Page, words_of

IN_GRAYS = replace(a_listing().where, place="Grays", postcode="RM17 6SL", point=GRAYS)


@pytest.fixture
def context(make_context: ContextMaker) -> Context:
    context = make_context(
        *(a_listing(f"t{n}", name=f"<b>Tilbury {n}") for n in range(5)),
        a_listing("g", name="Grays group", where=IN_GRAYS, categories=("active",)),
    )
    two_wards(context)
    return context


@pytest.fixture
def manager(context: Context) -> Client:
    return sign_in(client_of(context), context, a_person(context, Role.MANAGER))


def rows(page: Page, table: int = 0) -> list[list[str]]:
    """The cells of a table, row by row."""
    return [
        [words_of(cell) for cell in row if cell.tag in ("th", "td")]
        for row in page.all("table")[table].iter("tr")
    ]


def names(page: Page) -> list[str]:
    return [row[0] for row in rows(page)[1:]]


def sorts(page: Page) -> list[tuple[str, str]]:
    """The headings that say they are sorted, and how."""
    found = [(words_of(each), each.get("aria-sort")) for each in page.all("th")]
    return [(words, way) for words, way in found if way]


def residents(context: Context, west: int = 9000) -> None:
    given = [
        ResidentRow("W1", "", Residents(west, 2021)),
        ResidentRow("W2", "", Residents(1000, 2021)),
    ]
    keep_residents(context, BY, "Wards", given)


def test_rates_need_residents_and_enough_listings(context: Context, manager: Client) -> None:
    page = manager.page("/reports/coverage")
    assert [row[1:4] for row in rows(page)[1:]] == [
        ["-", "1 in Grays side", "-"],
        ["-", "5 in Tilbury side", "-"],
        ["-", "6 in Thurrock", "-"],
    ]
    assert "This set of areas does not say how many people live in each." in page.words
    assert "Without residents, a share is one of postcodes and not of people." in page.words
    residents(context)
    page = manager.page("/reports/coverage")
    assert [row[1:4] for row in rows(page)[1:]] == [
        ["9,000", "1 in Grays side", "Too few"],
        ["1,000", "5 in Tilbury side", "5.00"],
        ["10,000", "6 in Thurrock", "0.60"],
    ]
    assert "Residents are those of 2021." in page.words
    assert "1 area has fewer than 5 listings: too few for a fair rate or share" in page.words
    assert "of residents live within a 15 minute walk" in page.words
    assert rows(page)[1][-1] == "1 of 1"  # no percentage of one
    page = manager.page("/reports/coverage?category=active")
    assert rows(page)[2][1:4] == ["1,000", "None", "None"]
    assert "1 of 2 areas has no place under" in page.words


def test_table_is_sorted_either_way_and_says_so(context: Context, manager: Client) -> None:
    page = manager.page("/reports/coverage")
    assert sorts(page) == [("Area", "ascending")]
    assert names(page) == ["Grays side", "Tilbury side", "Thurrock"]
    down = manager.page(page.links()["Area"])
    assert sorts(down) == [("Area", "descending")]
    assert names(down) == ["Tilbury side", "Grays side", "Thurrock"]
    up = manager.page(page.links()["With a place here"])
    assert (sorts(up), names(up)[0]) == ([("With a place here", "ascending")], "Grays side")
    down = manager.page(up.links()["With a place here"])
    assert (sorts(down), names(down)[0]) == ([("With a place here", "descending")], "Tilbury side")
    unknown = manager.page("/reports/coverage?sort=-rate")
    assert sorts(unknown) == [("For every 1,000 residents", "descending")]
    assert sorts(manager.page("/reports/coverage?sort=--x")) == [("Area", "ascending")]
    for key in SORTS:
        assert len(sorts(manager.page(f"/reports/coverage?sort=-{key}"))) == 1, key
    assert len(rows(page)[0]) == len(COLUMNS) + 2


def test_own_patch_comes_first(context: Context) -> None:
    cora = a_person(context, Role.COORDINATOR, patch=("Tilbury",))
    client = sign_in(client_of(context), context, cora)
    page = client.page("/reports/coverage")
    assert names(page) == [
        *("Your patch: Tilbury", "Tilbury side", "The other areas", "Grays side", "Thurrock"),
    ]
    grid = client.page("/reports/coverage/grid")
    assert rows(grid)[0][:3] == ["What", "Tilbury side", "Grays side"]
    assert "Your own come first" in grid.words
    assert (
        "patch"
        not in sign_in(client_of(context), context, a_person(context, Role.MANAGER, id="p-m"))
        .page("/reports/coverage")
        .words
    )


def test_two_sets_stand_side_by_side(context: Context, manager: Client) -> None:
    area = IncomingArea("P1", "Tilbury side", postcodes=("RM187TB",))
    import_areas(context, BY, AreaFile(AreaForm.POSTCODES, (area,)), terms("Listed 2030"))
    residents(context)
    page = manager.page("/reports/coverage?set=wards&with=listed-2030&sort=venue")
    assert [words_of(each) for each in page.all("caption")] == [
        "Listings in each area of “Wards”, from 7 May 2025, on 16 March 2026",
        "Listings in each area of “Listed 2030”, from 7 May 2025, on 16 March 2026",
    ]
    assert [(row[0], row[2]) for row in rows(page, 1)[1:]] == [
        ("Tilbury side", "5 in Tilbury side"),
        ("Thurrock", "5 in Thurrock"),
    ]
    assert "How many people live in each area is estimated" in page.words
    assert len(page.all("table")) == 2
    assert len(page.by_class("coverage__picture")) == 1  # postcodes have no shapes
    headings = [words_of(each) for each in page.all("th") if each.get("scope") == "col"]
    assert headings[: len(headings) // 2] == headings[len(headings) // 2 :]
    (there,) = {u for w, u in page.links().items() if w == "5 in Tilbury side"}
    listed = manager.page(there)
    assert "Listed 2030, from 7 May 2025." in listed.words
    assert "5 listings" in listed.words
    assert manager.page(listed.links()["Coverage"]).words
    alone = manager.page("/reports/coverage?set=listed-2030&with=listed-2030")
    assert (len(alone.all("table")), len(alone.by_class("coverage__picture"))) == (1, 0)
    odd = manager.page("/reports/coverage?with=wards-1066&set=<b>&category=zz&measure=x")
    for words in ("“wards-1066” to compare with", "“<b>”, so we show", "“zz”, so we show"):
        assert words in odd.words


def test_file_of_a_set_is_named_after_it(context: Context, manager: Client) -> None:
    residents(context)
    answer = manager.get("/reports/coverage.csv?set=wards&category=create/crafts")
    assert "coverage-create-crafts-wards-2026-03-16.csv" in answer.headers["Content-Disposition"]
    table = list(csv.reader(StringIO(answer.text)))
    assert table[0][:5] == ["code", "area", "residents", "venue", "rate"]
    assert [row[:5] for row in table[1:4]] == [
        ["W1", "Grays side", "9000", "0", "0.000"],
        ["W2", "Tilbury side", "1000", "5", "5.000"],
        ["", "Thurrock", "10000", "5", "0.500"],
    ]


def test_picture_is_described_and_needs_no_script(context: Context, manager: Client) -> None:
    page = manager.page("/reports/coverage?category=active")
    (picture,) = page.by_class("coverage__picture")
    assert picture.get("aria-label") == "With a place here. Grays side: 1; Tilbury side: None."
    shades = [each.get("class") for each in picture.iter() if "path" in str(each.tag)]
    most, none = (f"coverage__area coverage__area--{shade}" for shade in (CLASSES, "none"))
    assert shades[1:] == [most, none]
    residents(context)
    for measure in MEASURES:
        page = manager.page(f"/reports/coverage?category=active&measure={measure}")
        (picture,) = page.by_class("coverage__picture")
        said = picture.get("aria-label") or ""
        assert ("Tilbury side: Under 1%" if measure == "reach" else "Tilbury side: None") in said
        assert measure != "rate" or "Grays side: Too few" in said


def test_without_any_set_and_for_whom_it_is(make_context: ContextMaker) -> None:
    context = make_context(a_listing())
    client = sign_in(client_of(context), context, a_person(context, Role.MANAGER))
    for address in ("/reports/coverage", "/reports/coverage/grid"):
        assert client.get(address).status_code == 200
    for address in (
        "/reports/coverage.csv",
        "/reports/coverage/grid.csv",
        "/reports/coverage/list",
    ):
        assert client.get(address).status_code == 404
    volunteer = a_person(context, Role.VOLUNTEER, id="p-v")
    client = sign_in(client_of(context), context, volunteer)
    for address in ("/reports/coverage", "/reports/coverage/grid", "/reports/coverage/grid.csv"):
        assert client.get(address).status_code == 403


def total_of(table: list[list[str]]) -> int:
    """What the file says that there is of all listings; checks that its parts sum to it."""
    venue = table[0].index("venue")
    numbers = {row[1]: int(row[venue]) for row in table[1:]}
    total = numbers.pop("All listings")
    borough = numbers.pop("Thurrock")
    rest = [row for row in table[1:] if not row[0]]
    outside = sum(int(row[venue]) for row in rest if row[1] not in ("Thurrock", "All listings"))
    assert borough + outside == total
    assert sum(int(row[venue]) for row in table[1:] if row[0]) == borough
    return total


def test_every_tile_and_category_sums_to_the_find_page(
    sample_context: Context, sample: Client
) -> None:
    every = list(subjects(sample_context.borough.words))
    assert len(every) > 60
    for subject in every:
        text = sample.get("/reports/coverage.csv", query_string={"category": subject.key}).text
        total = total_of(list(csv.reader(StringIO(text))))
        asked = {"category": ",".join(subject.categories)}
        tile = {"need": subject.key.removeprefix("tile:")}
        for filters in (asked, tile) if subject.is_tile else (asked,):
            found = sample.get("/find.json", query_string=filters).json
            assert found
            assert total == found["total"], subject.key


@pytest.mark.parametrize("category", ["", "lonely", "meet"])
def test_every_number_opens_a_list_of_as_many(sample: Client, category: str) -> None:
    page = sample.page(f"/reports/coverage?category={category}")
    numbers = {
        each.get("href"): int((each.text or "").replace(",", ""))
        for each in page.all("a")
        if "/reports/coverage/list" in (each.get("href") or "")
    }
    assert len(numbers) > 10
    for url, number in numbers.items():
        lines = [u for u in sample.page(url).links().values() if u.startswith("/listing/")]
        assert len(lines) == len(set(lines)) == number, url
