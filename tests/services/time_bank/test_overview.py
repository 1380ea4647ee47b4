"""What the public page counts, over the sample; its words have tests of their own."""

from datetime import timedelta

from assetmap.domain.people.people import PROGRAM
from assetmap.services.listing_repository import Actor
from assetmap.services.time_bank.overview import overview
from assetmap.services.time_bank.sample import load_sample_time_bank
from tests.conftest import ContextMaker


def test_tb13_without_wards_every_offer_is_elsewhere(make_context: ContextMaker) -> None:
    context = make_context()
    load_sample_time_bank(context, Actor(PROGRAM, "sample"), timedelta())
    found = overview(context)
    assert (found.total, found.areas, found.elsewhere) == (16, (), 16)
    assert found.figures.values["earlier"] == 13_000 * 60
