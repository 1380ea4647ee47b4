"""The feed of the shipped borough on the day of the acceptance checks."""

from datetime import date

import pytest

from assetmap.domain.borough.borough import Borough
from assetmap.exchange.open_referral.feed import Feed


@pytest.fixture
def feed(borough: Borough) -> Feed:
    return Feed(borough, "https://directory.example", date(2026, 3, 16))
