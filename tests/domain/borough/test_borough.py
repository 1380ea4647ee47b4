"""The numbers of a borough."""

from dataclasses import replace

from assetmap.domain.borough.borough import Borough, HelpLine


def test_the_boroughs_own_number_comes_before_the_others(borough: Borough) -> None:
    own, other = HelpLine("Worried", "01632 960001"), HelpLine("Others", "116 123")
    made = replace(borough, worried=own, urgent=(other,))
    assert made.urgent_lines == (own, other)
