import pytest

from assetmap.exchange.cost_cells import POUNDS_NOTE, read_cost


@pytest.mark.parametrize(
    ("texts", "cost", "notes"),
    [
        ({"cost": "0.2"}, "£0.20", [POUNDS_NOTE]),
        ({"cost": "5"}, "£5", [POUNDS_NOTE]),
        ({"cost": "0"}, "free", [POUNDS_NOTE]),
        ({"cost": "£4 a week"}, "£4 a week", []),
        ({"cost": "No"}, "free", []),
        ({"cost": "yes"}, "there is a charge", []),
        ({"is_free": "TRUE"}, "free", []),
        ({"is_free": "TRUE", "cost": "£2 for tea"}, "£2 for tea", []),
        ({"charge": "0.5"}, "£0.50", [POUNDS_NOTE]),
        ({"cost": "yes", "charge": "£2"}, "£2", []),
        ({"cost": "£2", "charge": "50p for tea"}, "£2; 50p for tea", []),
        ({"cost": "£2", "charge": "yes"}, "£2", []),
        ({"cost": "no", "charge": "No"}, "free", []),
        ({"is_free": "No"}, "", []),
    ],
)
def test_costs_are_put_in_words(texts: dict[str, str], cost: str, notes: list[str]) -> None:
    said: list[str] = []
    assert (read_cost(dict(texts), said).get("cost", ""), said) == (cost, notes)
