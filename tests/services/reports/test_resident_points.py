"""Where people live: postcodes, each with its share of those who live around it."""

from pathlib import Path

import numpy as np
import pytest

from assetmap.bootstrap import open_context
from assetmap.domain.areas.area_file import ResidentRow
from assetmap.domain.areas.area_set import Residents
from assetmap.services.areas.residents import keep_residents
from assetmap.services.context import Context
from assetmap.services.reports.resident_points import resident_points
from tests.area_files import BY
from tests.conftest import config_at
from tests.services.reports.test_coverage import the_wards


def points_of(context: Context):  # type: ignore[no-untyped-def]
    wards = context.areas.opened(the_wards(context))
    assert wards
    return wards, resident_points(context, wards)


def test_without_residents_every_postcode_counts_the_same(sample_context: Context) -> None:
    _, points = points_of(sample_context)
    assert not points.are_residents
    assert set(points.weight.tolist()) == {1.0}
    everywhere = np.ones(len(points.lat), bool)
    assert (points.share(everywhere), points.share(~everywhere)) == (1.0, 0.0)


def test_residents_are_spread_over_the_postcodes_of_their_area(
    own_sample_home: Path, postcode_cache: Path
) -> None:
    context = open_context(config_at(own_sample_home, postcode_cache))
    wards = context.areas.opened(the_wards(context))
    assert wards
    rows = [ResidentRow(x.code, "", Residents(5000 + n, 2021)) for n, x in enumerate(wards.areas)]
    keep_residents(context, BY, "Sample wards", rows)
    wards, points = points_of(context)
    assert points.are_residents
    for number, area in enumerate(wards.areas):
        inside = points.area == points.codes.index(area.code)
        assert points.weight[inside].sum() == pytest.approx(5000 + number)
    context.close()
