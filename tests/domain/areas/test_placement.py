"""Why a listing counts in an area, in words."""

from assetmap.domain.areas.placement import Placement, Why


def test_every_reason_is_said_and_none_tells_of_a_hidden_place() -> None:
    assert {why.label for why in Why} == {
        "Its place is here",
        "Its postcode is here",
        "Its neighbourhood is here; the exact place is not shown",
        "It says that it serves this area",
    }
    assert Placement() == Placement({}, borough_wide=False)
