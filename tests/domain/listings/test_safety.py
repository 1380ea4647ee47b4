import pytest

from assetmap.domain.listings.safety import speaks_of_refuge


@pytest.mark.parametrize(
    "name",
    [
        *("Blackwater Refuge", "The Sanctuary", "Thurrock Women’s Aid", "Safe House", "safehouse"),
        *("Domestic Abuse Support", "Domestic violence helpline", "Survivors of abuse group"),
        *("Rape Crisis Essex", "Honour-based abuse advice", "Modern slavery support"),
    ],
)
def test_name_of_a_refuge_is_heard(name: str) -> None:
    assert speaks_of_refuge(name, ())


@pytest.mark.parametrize(
    "name",
    ["Refugee Welcome", "Road Safety Club", "Safe Hands Gardening", "Knit Club", "Womens WI"],
)
def test_name_of_anything_else_is_not(name: str) -> None:
    assert not speaks_of_refuge(name, ("create/crafts", "home/safety"))


def test_category_is_heard_too() -> None:
    assert speaks_of_refuge("The Willows", ("home/safety", "wellbeing/abuse"))
