"""The about page says how often listings are checked, by the borough's own rules."""

from dataclasses import replace

import pytest

from assetmap.domain.borough.borough import Borough
from assetmap.domain.checks.freshness import UpkeepRules
from assetmap.domain.listings.listing import Kind
from assetmap.web.public.about_page import Interval, about_page
from tests.web.conftest import Client


def test_about_page_says_how_often_each_kind_is_checked(client: Client) -> None:
    words = client.page("/about").words
    assert "every 3 months: community hub, volunteering role" in words
    assert "every 12 months: service, place or space" in words
    assert (
        "The check is more than 30 days late, or people told us twice that it may be wrong, "
        "or we rang on 2 days and nobody answered."
    ) in words
    assert "more than 90 days late we leave the listing out" in words
    assert "more than 180 days late we take it off" in words


def test_about_page_follows_the_rules_of_the_borough(borough: Borough) -> None:
    rules = UpkeepRules(months={Kind.HUB: 1}, usual_months=4)
    page = about_page(replace(borough, upkeep=rules))
    others = tuple(kind.label for kind in Kind if kind is not Kind.HUB)
    assert page.intervals == (
        Interval("every month", ("Community hub",)),
        Interval("every 4 months", others),
    )


@pytest.mark.parametrize(
    ("second_failure", "said"),
    [
        (1, "somebody told us that it may be wrong, or we rang and nobody answered"),
        (
            3,
            "people told us 3 times that it may be wrong, or we rang on 3 days and nobody answered",
        ),
    ],
)
def test_about_page_says_how_many_doubts_are_too_many(
    borough: Borough, second_failure: int, said: str
) -> None:
    rules = UpkeepRules(second_failure=second_failure)
    assert about_page(replace(borough, upkeep=rules)).doubts == said
