"""The directory as a file of Open Referral: a line for each public listing, whole."""

import json

from assetmap.services.context import Context
from assetmap.services.open_referral.exporting import open_referral_lines
from assetmap.services.search.exporting import listings_of


def test_every_public_listing_has_a_line(sample_context: Context) -> None:
    lines = list(open_referral_lines(sample_context))
    assert all(line.endswith("\n") for line in lines)
    records = [json.loads(line) for line in lines]
    assert sorted(each["name"] for each in records) == sorted(
        each.shown.name for each in listings_of(sample_context)
    )
    assert all("organization" in each for each in records)
