"""What the page of open data says, in the borough's own words, and the catalogue for machines."""

from dataclasses import replace
from datetime import UTC, datetime

from assetmap.domain.borough.borough import Borough, Licence
from assetmap.exchange.formats import FORMATS
from assetmap.services.open_data.whole_directory import WholeDirectory
from assetmap.web.open_data.open_data_page import catalogue, downloads, open_data_page

WHOLE = WholeDirectory(342, "mark", datetime(2026, 3, 16, 9, tzinfo=UTC))


def test_each_format_and_the_geopackage_is_a_download() -> None:
    urls = [each.url for each in downloads()]
    ends = [*(each.name for each in FORMATS), "gpkg"]
    assert urls == [f"/open-data/listings.{end}" for end in ends]


def test_licence_is_the_boroughs(borough: Borough) -> None:
    assert borough.licence == Licence()
    assert borough.attribution == (
        "Thurrock Community Directory, Thurrock CVS, "
        "licensed under the Open Government Licence v3.0"
    )
    other = replace(borough, licence=Licence("CC BY 4.0", "https://cc.example/", "© Us"))
    (dataset,) = catalogue(other, WHOLE, "https://directory.example")["dataset"]
    assert (dataset["license"], dataset["rights"]) == ("https://cc.example/", "© Us")


def test_catalogue_has_what_its_schema_asks_for(borough: Borough) -> None:
    """https://resources.data.gov/resources/dcat-us/: the fields that are always required."""
    document = catalogue(borough, WHOLE, "https://directory.example")
    assert document["conformsTo"] == "https://project-open-data.cio.gov/v1.1/schema"
    (dataset,) = document["dataset"]
    required = {
        *("title", "description", "keyword", "modified", "publisher", "contactPoint"),
        *("identifier", "accessLevel"),
    }
    assert required - {*dataset} == set()
    assert dataset["modified"] == "2026-03-16T09:00:00+00:00"
    assert [each["downloadURL"] for each in dataset["distribution"]] == [
        f"https://directory.example{each.url}" for each in downloads()
    ]


def test_page_counts_and_names(borough: Borough) -> None:
    page = open_data_page(borough, WHOLE, (), "https://directory.example")
    assert (page.title, page.count) == ("Open data of the Thurrock Community Directory", 342)
