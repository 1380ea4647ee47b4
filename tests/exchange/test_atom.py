"""The feed's own rules; `tests/web/search/test_feeds.py` looks at one as it is served."""

from dataclasses import replace
from datetime import UTC, date, datetime
from xml.etree import ElementTree as Xml

import pytest

from assetmap.domain.listings.listing import Precision, Where
from assetmap.domain.listings.public_listing import PublicListing, public_view
from assetmap.domain.times.schedule import LONDON, Session
from assetmap.exchange.atom import NAMESPACE, FeedHead, atom_file, updated
from tests.factories import TILBURY, a_listing

HEAD = FeedHead("Tea & cake", "CVS", "https://d.example/whats-on.atom?q=a&b", "https://d.example/")
SITE = "https://d.example"


def entry(listing: PublicListing, soonest: Session | None = None) -> dict[str, str]:
    feed = Xml.fromstring(atom_file(HEAD, [(listing, soonest)], SITE))
    (found,) = feed.findall(f"{{{NAMESPACE}}}entry")
    return {each.tag.partition("}")[2]: each.text or "" for each in found if each.text}


def test_entry_is_of_the_last_change_whatever_date_is_next() -> None:
    listing = public_view(
        a_listing(changed_at=datetime(2026, 3, 1, 12, tzinfo=LONDON), published_on=date(2026, 1, 5))
    )
    start = datetime(2026, 5, 4, 10, tzinfo=LONDON)
    session = Session(start, start.replace(hour=12), unsure="Early May bank holiday")
    assert entry(listing, session) == {
        "id": "https://d.example/listing/knit-club",
        "title": "Knit Club",
        "updated": "2026-03-01T12:00:00Z",
        "published": "2026-01-05T00:00:00Z",
        "summary": "Knitting and talk.\nNext: Monday 4 May 2026, 10am to 12 noon"
        " (Early May bank holiday: check that it is on)\nWhere: Dock Road Hall, Tilbury, RM18 7TB",
    }
    assert entry(listing)["updated"] == "2026-03-01T12:00:00Z"


def test_what_does_not_say_when_it_was_changed_was_when_it_became_public() -> None:
    listing = a_listing(published_on=date(2026, 1, 5))
    assert updated(listing) == datetime(2026, 1, 5, tzinfo=UTC)
    assert updated(a_listing()) == datetime(2024, 1, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("precision", "told"),
    [
        (Precision.APPROXIMATE, "Where: Hidden Town"),
        (Precision.AREA, "Where: Thurrock"),
        (Precision.WITHHELD, "Where: Thurrock"),
    ],
)
def test_where_it_is_as_far_as_everybody_may_know(precision: Precision, told: str) -> None:
    secret = ("Hidden House", "1 Hidden Street", "Hidden Town", "RM17 6XX", TILBURY, "Thurrock")
    listing = public_view(a_listing(where=Where(precision, *secret)))
    assert entry(listing)["summary"].split("\n")[-1] == told
    whole = atom_file(HEAD, [(listing, None)], SITE).decode().replace("Hidden Town", "")
    assert "Hidden" not in whole
    assert "RM17" not in whole


def test_signs_of_xml_and_what_it_cannot_hold_are_no_trouble() -> None:
    listing = public_view(a_listing(name='<b>&"]]>\x00\x0b\ud800', summary="", when=["Ring us"]))
    bare = public_view(replace(listing.shown, where=Where(Precision.WITHHELD)))
    assert entry(bare)["title"] == '<b>&"]]>'
    assert entry(bare)["summary"] == '<b>&"]]>'
