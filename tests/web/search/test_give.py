"""The way to give that stands after a list: apart, with a heading of its own, and not counted."""

import csv
import io

from tests.web.conftest import Client
from tests.web.inspection import name_of, words_of

ROLE = "volunteering-role"
TILE = "/find?need=lonely"


def test_one_role_stands_after_the_list_with_its_heading(client: Client) -> None:
    page = client.page(TILE)
    document = client.data(TILE.replace("/find", "/find.json"))
    (section,) = page.by_class("give")
    heading = page.by_id("give-heading")
    assert section.get("aria-labelledby") == "give-heading"
    assert (heading.tag.rpartition("}")[2], words_of(heading)) == ("h2", "You could give")
    last = page.by_class("card")[-1]
    assert last.get("data-listing") == document["give"]["id"]
    assert page.h1.startswith(f"{document['total']} results")
    assert len(page.by_class("card")) == len(document["results"]) + 1


def test_it_stands_on_the_first_page_alone(client: Client) -> None:
    assert client.data("/find.json?need=lonely")["pages"] > 1
    assert client.page(f"{TILE}&page=2").by_class("give") == []


def test_none_stands_with_roles_in_danger_or_without_a_question(client: Client) -> None:
    for asked in ("need=give", "q=volunteering", f"kind={ROLE}", "q=I+want+to+end+my+life", ""):
        parts = client.page(f"/find?{asked}").by_class("give")
        headings = [
            words_of(each) for part in parts for each in part.iter() if name_of(each) == "h2"
        ]
        assert "You could give" not in headings, asked


def test_data_gives_it_apart_from_the_results(client: Client) -> None:
    document = client.data("/find.json?q=lunch+club&per_page=100")
    assert (document["give"]["kind"], document["give"]["part"]) == (ROLE, "give")
    assert document["give"].keys() == document["results"][0].keys()
    assert ROLE not in {each["kind"] for each in document["results"]}
    assert len(document["results"]) == document["total"]
    assert client.data("/find.json?q=volunteering")["give"] is None


def test_every_format_leaves_roles_out_alike(client: Client) -> None:
    for asked in ("q=garden+help", "need=lonely", "near=RM18"):
        total = client.data(f"/find.json?{asked}")["total"]
        rows = list(csv.DictReader(io.StringIO(client.get(f"/find.csv?{asked}").text)))
        features = client.data(f"/find.geojson?{asked}")["features"]
        points = client.data(f"/map.json?{asked}")
        assert len(rows) == len(features) == total
        kinds = {*(row["kind"] for row in rows), *(f["properties"]["kind"] for f in features)}
        assert ROLE not in kinds
        assert points["total"] <= total
    rows = list(csv.DictReader(io.StringIO(client.get(f"/find.csv?kind={ROLE}").text)))
    assert {row["kind"] for row in rows} == {ROLE}
