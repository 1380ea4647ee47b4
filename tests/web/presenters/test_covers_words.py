"""Who covers a place, in words: what is not known is left out."""

from datetime import datetime

from assetmap.app import create_app
from assetmap.domain.areas.area_set import RoleContact
from assetmap.domain.search.results import Covers
from assetmap.services.context import Context
from assetmap.services.search.covering import nearest_hub
from assetmap.web.presenters.covers_box import CoversBox, NearestHub
from assetmap.web.presenters.covers_words import covers_box
from tests.factories import TILBURY

NOW = datetime.fromisoformat("2026-03-16T09:00+00:00")


def test_a_role_of_their_own_is_said_as_they_call_it() -> None:
    covers = Covers("Grays", "West", "west", RoleContact("Community connector", email="a@b.org"))
    assert covers_box(covers, NOW) == CoversBox(
        heading="Community connector for West",
        phone="",
        email="a@b.org",
        text="",
        line="Your community connector: West, a@b.org",
        rough="",
    )
    assert covers_box(None, NOW) is None
    nobody = covers_box(Covers("Grays"), NOW)
    assert nobody is not None
    assert (nobody.heading, nobody.line) == ("", "")


def test_the_nearest_hub_says_how_far_it_is_and_how_its_door_stands(
    sample_context: Context,
) -> None:
    hub = nearest_hub(sample_context, TILBURY)
    covers = Covers("Tilbury", "East", "east", hub=hub, is_rough=True)
    with create_app(sample_context).test_request_context():
        box = covers_box(covers, sample_context.clock.now())
    assert box is not None
    assert box.rough == "This goes by the middle of Tilbury."
    says = "0.2 miles away. Open now until 4pm"
    assert box.hub == NearestHub("Riverside Hub", "/listing/riverside-hub", says, "01632 960002")
