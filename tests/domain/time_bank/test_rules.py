"""A borough's rules for its time bank: the usual values are those of the product's rules."""

from datetime import timedelta

from assetmap.domain.time_bank.rules import TimeBankRules


def test_usual_values_are_those_of_the_products_rules() -> None:
    rules = TimeBankRules()
    assert (rules.low, rules.high) == (-600, 3000)  # TB5
    assert rules.welcome == 300  # TB6
    assert rules.youngest == 16  # TB9
    assert rules.ward_least == 3  # TB13
    assert rules.release_days == 30  # TB14
    assert rules.item_time == timedelta(days=90)  # TB15
    assert rules.people_least == 5  # TB17
