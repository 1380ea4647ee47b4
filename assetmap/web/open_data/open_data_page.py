"""`/open-data` in words: what there is, on which terms, and what every column holds."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from assetmap.domain.borough.borough import Borough
from assetmap.exchange import geopackage_files
from assetmap.exchange.data_dictionary import ColumnMeaning
from assetmap.exchange.formats import FORMATS
from assetmap.services.open_data.whole_directory import WholeDirectory

FOLDER = "/open-data"
_USES = {
    "csv": "for tables, such as Excel or LibreOffice",
    "geojson": "for maps on the web",
    geopackage_files.NAME: "for map programs, such as QGIS or ArcGIS",
}


@dataclass(frozen=True)
class Download:
    """One way to take the whole directory away."""

    label: str
    url: str
    mimetype: str
    use: str  # `for maps on the web`


@dataclass(frozen=True)
class OpenDataPage:
    """`/open-data`. `columns` are in the order of the files."""

    title: str
    count: int
    changed: datetime
    downloads: tuple[Download, ...]
    columns: tuple[ColumnMeaning, ...]
    site: str  # the directory's own address


def open_data_page(
    borough: Borough, whole: WholeDirectory, columns: tuple[ColumnMeaning, ...], site: str
) -> OpenDataPage:
    """Everything that the page says."""
    return OpenDataPage(
        f"Open data of the {borough.title}",
        whole.count,
        whole.changed,
        downloads(),
        columns,
        site,
    )


def downloads() -> tuple[Download, ...]:
    """The files of the whole directory: those of any search, and the GeoPackage."""
    kinds = [(each.label, each.name, each.mimetype) for each in FORMATS]
    kinds.append((geopackage_files.LABEL, geopackage_files.NAME, geopackage_files.MIMETYPE))
    return tuple(
        Download(label, f"{FOLDER}/listings.{name}", mimetype, _USES.get(name, ""))
        for label, name, mimetype in kinds
    )


def catalogue(borough: Borough, whole: WholeDirectory, site: str) -> dict[str, Any]:
    """The same for machines: a catalogue in the terms of DCAT, as data.json (Project Open Data
    schema 1.1), which harvesters of data portals read.
    """
    contact = {"@type": "vcard:Contact", "fn": borough.help.text or borough.body}
    if borough.help.email:
        contact["hasEmail"] = f"mailto:{borough.help.email}"
    dataset = {
        "@type": "dcat:Dataset",
        "identifier": f"{site}{FOLDER}",
        "title": borough.title,
        "description": about_words(borough),
        "keyword": ["community directory", "groups", "services", "places", borough.name],
        "modified": whole.changed.isoformat(),
        "accrualPeriodicity": "R/P1D",
        "publisher": {"@type": "org:Organization", "name": borough.body},
        "contactPoint": contact,
        "accessLevel": "public",
        "license": borough.licence.url,
        "rights": borough.attribution,
        "spatial": borough.name,
        "language": ["en-GB"],
        "landingPage": f"{site}{FOLDER}",
        "distribution": [
            {
                "@type": "dcat:Distribution",
                "title": each.label,
                "downloadURL": site + each.url,
                "mediaType": each.mimetype,
            }
            for each in downloads()
        ],
    }
    return {
        "@context": "https://project-open-data.cio.gov/v1.1/schema/catalog.jsonld",
        "@type": "dcat:Catalog",
        "conformsTo": "https://project-open-data.cio.gov/v1.1/schema",
        "dataset": [dataset],
    }


def about_words(borough: Borough) -> str:
    """What the data is, in a sentence."""
    return (
        f"Groups, services, people and places in {borough.name} that help people to live well: "
        "what they are, when and where they are, what they cost and how to join."
    )
