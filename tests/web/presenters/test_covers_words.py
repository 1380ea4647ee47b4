"""Who covers a place, in words: what is not known is left out."""

from datetime import datetime

from assetmap.app import create_app
from assetmap.domain.areas.area_set import RoleContact
from assetmap.domain.listings.kinds import Kind
from assetmap.domain.search.results import Covers
from assetmap.services.search.covering import nearest_hub
from assetmap.web.presenters.covers_box import CoversBox, NearestHub
from assetmap.web.presenters.covers_words import covers_box
from tests.conftest import ContextMaker
from tests.factories import TILBURY, a_listing

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
    make_context: ContextMaker,
) -> None:
    hub = a_listing("quay-hub", kind=Kind.HUB, name="Quay Hub", when=["Mon-Fri 08:00-16:00"])
    context = make_context(hub)
    covers = Covers("Tilbury", "East", "east", hub=nearest_hub(context, TILBURY), is_rough=True)
    with create_app(context).test_request_context():
        box = covers_box(covers, context.clock.now())
    assert box is not None
    assert box.rough == "This goes by the middle of Tilbury."
    assert box.hub == NearestHub(
        "Quay Hub",
        "/listing/quay-hub",
        "Less than 100 yards away. Open now until 4pm",
        "01632 960001",
    )
