"""Rows that were merged into a listing which is not there, or in a circle, are refused."""

from assetmap.app import create_app
from assetmap.domain.listings.listing import Status
from assetmap.domain.listings.public_listing import PublicListing
from assetmap.exchange.csv_files import read_csv, write_csv
from assetmap.services.imports.importing import import_file
from assetmap.services.imports.row_results import ImportOptions
from tests.conftest import ContextMaker
from tests.factories import a_listing


def test_only_rows_that_lead_somewhere_are_taken(make_context: ContextMaker) -> None:
    context = make_context(a_listing("here"))
    into = {
        "kept": "",
        "good": "kept",
        "further": "good",
        "stored": "here",
        "lost": "nowhere",
        "self": "self",
        "round": "about",
        "about": "round",
    }
    listings = [
        a_listing(
            name,
            name=name.title(),
            merged_into=target,
            status=Status.ARCHIVED if target else Status.PUBLISHED,
            archived_because="merged" if target else "",
        )
        for name, target in into.items()
    ]
    text = "".join(write_csv(map(PublicListing, listings)))
    report = import_file(
        context, read_csv(text.encode(), context.borough.words), ImportOptions("file", publish=True)
    )
    assert {each.name: each.reason for each in report.refused} == dict.fromkeys(
        ("Lost", "Self", "Round", "About"),
        "it was merged into a listing that is not there, or into itself",
    )
    assert {record.listing.id for record in context.store.all()} == {
        *("here", "kept", "good", "further", "stored"),
    }


def test_a_page_never_leads_nowhere(make_context: ContextMaker) -> None:
    gone = {"status": Status.ARCHIVED, "archived_because": "merged"}
    context = make_context(
        a_listing("kept"),
        a_listing("good", merged_into="kept", **gone),
        a_listing("lost", merged_into="nowhere", **gone),
        a_listing("round", merged_into="about", **gone),
        a_listing("about", merged_into="round", **gone),
    )
    client = create_app(context).test_client()
    answers = {
        name: client.get(f"/listing/{name}").status_code for name in ("good", "lost", "round")
    }
    assert answers == {"good": 301, "lost": 410, "round": 410}
