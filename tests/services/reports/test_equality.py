"""What listings say they have, who says nothing, and the wards without."""

import pytest

from assetmap.domain.listings.cost import Cost
from assetmap.services.context import Context
from assetmap.services.reports.equality import PARTS, equality, equality_list
from assetmap.storage.store import NotFound
from tests.conftest import ContextMaker
from tests.factories import a_listing


def test_not_said_is_not_no(make_context: ContextMaker) -> None:
    context = make_context(
        a_listing("knit", access=("step-free", "bsl"), languages=("Polish",), cost=Cost("Free")),
        a_listing("walk", access=(), languages=(), cost=Cost("")),
    )
    parts = {part.facet: part for part in equality(context)}
    assert tuple(parts) == PARTS
    access = {line.value: line for line in parts["access"].lines}
    assert access["step-free"].listings == access["bsl"].listings == ("knit",)
    assert access["toilet"].listings == ()
    assert access["toilet"].without is None  # there are no wards
    assert (parts["access"].total, parts["access"].unsaid) == (2, 1)
    assert [(x.label, x.listings) for x in parts["language"].lines] == [("Polish", ("knit",))]
    assert equality_list(context, "cost", "free").listings == ("knit",)
    for facet, value in (("access", "no-such"), ("category", "meet")):
        with pytest.raises(NotFound):
            equality_list(context, facet, value)


def test_wards_without_are_those_where_none_has_its_place(sample_context: Context) -> None:
    for part in equality(sample_context):
        for line in part.lines:
            assert line.without is not None
            assert line.listings or len(line.without) == 13
