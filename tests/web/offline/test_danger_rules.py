"""How a phone is told to hear danger, and whom it says to ring."""

from assetmap.domain.borough.borough import Borough
from assetmap.domain.phone import all_figures
from assetmap.web.offline.danger_rules import danger_rules


def test_every_kind_has_the_numbers_of_the_server_in_their_order(borough: Borough) -> None:
    rules = danger_rules(borough)
    numbers = [line[2] for line in rules["lines"]]
    assert len({all_figures(number) for number in numbers}) == len(numbers)
    for kind in rules["kinds"]:
        told = dict.fromkeys((*kind["lines"], *kind["own"], *rules["last"]))
        online = [line.phone for line in borough.urgent_lines((kind["id"],))]
        assert [numbers[at] for at in told] == online
    assert [numbers[at] for at in rules["none"]] == [
        line.phone for line in borough.urgent_lines(())
    ]
