"""The rules of the time bank as a borough writes them."""

import tomllib

import pytest

from assetmap.borough.time_bank_file import read_time_bank
from assetmap.domain.time_bank.rules import TimeBankRules
from assetmap.paths import BOROUGH

SHIPPED = (BOROUGH / "time_bank.toml").read_text(encoding="utf-8")


def test_shipped_file_says_the_usual_values() -> None:
    assert read_time_bank(tomllib.loads(SHIPPED)) == TimeBankRules() == read_time_bank({})


def test_every_rule_can_be_changed() -> None:
    changed = {
        "is_on = true": "is_on = false",
        'name = ""\npot': 'name = "Hours"\npot',
        'pot_name = ""': 'pot_name = "Pot"',
        '\nphone = ""': '\nphone = "01632 960001"',
        'email = ""': 'email = "b@example.org"',
        "youngest = 16": "youngest = 18",
        'category = "give/timebank"': 'category = "give"',
        'insurance = ""': 'insurance = "Ask us."',
        "welcome = 5": "welcome = 2.5",
        "low = -10": "low = -4",
        "high = 50": "high = 20",
        "item = 90": "item = 30",
        "release = 30": "release = 14",
        "link = 30": "link = 7",
        "silent = 60": "silent = 90",
        "ward = 3": "ward = 5",
        "people = 5": "people = 10",
        'lead = ""': 'lead = "The lead"',
        'lead_phone = ""': 'lead_phone = "01632 960002"',
        "applicants = 6": "applicants = 3",
        "left = 6": "left = 12",
        "items = 12": "items = 24",
        "called_off = 12": "called_off = 1",
        "requests = 12": "requests = 2",
    }
    text = SHIPPED
    for was, becomes in changed.items():
        assert was in text, was
        text = text.replace(was, becomes, 1)
    assert read_time_bank(tomllib.loads(text)) == TimeBankRules(
        *(False, "Hours", "Pot", "01632 960001", "b@example.org", "give", 150, -240, 1200),
        *("Ask us.", 18, 30, 14, 7, 90, 5, 10, "The lead", "01632 960002", 3, 12, 24, 1, 2),
    )


@pytest.mark.parametrize(
    ("line", "words"),
    [
        (
            "[hours]\nwelcom = 5",
            "hours.welcom is no rule of a time bank: there are",
        ),
        ("welcome = 5", "welcome. is no rule of a time bank"),
        ("[hours]\nwelcome = 11", "hours.welcome is 11: give hours from 0 to 10"),
        ("[hours]\nwelcome = 1.3", "give hours in quarters"),
        ("[hours]\nwelcome = true", "hours.welcome is True"),
        ("[hours]\nlow = 1", "give hours from -9,999 to 0"),
        ("[hours]\nhigh = -1", "give hours from 0 to 9,999"),
        ('[days]\nitem = "90"', "days.item is '90': give a whole number from 1 to 999"),
        ("[days]\nlink = 0", "give a whole number from 1"),
        ("[days]\nlink = 1.5", "give a whole number from 1"),
        ("[least]\npeople = true", "give a whole number"),
        ('[time_bank]\nis_on = "no"', "give true or false"),
        ("[concerns]\nlead = 5", "give words between quotation marks"),
    ],
)
def test_rule_that_cannot_be_used_is_named(line: str, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        read_time_bank(tomllib.loads(line))
