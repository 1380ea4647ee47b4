"""Whether an offer's words tell whose it is."""

import pytest

from assetmap.domain.time_bank.telling_words import tells_who
from tests.time_bank import a_member

ROSE = a_member(name="Rose Oddwick", address="12 Sample Row, Tilbury")


@pytest.mark.parametrize(
    "text",
    [
        "Ask for Rose",
        "ROSE will walk your dog",
        "Call the Oddwicks, or rather Oddwick",
        "Come to Sample Row",
        "from sample row, SAMPLE ROW",
        "Ring 01632 960501",
        "Text 07700900123 first",
        "rose@example.org",
        "I live at RM18 8AB",
    ],
)
def test_tb13_a_name_a_street_a_number_or_an_address_tells(text: str) -> None:
    assert tells_who(text, ROSE)


@pytest.mark.parametrize(
    "text",
    [
        "Pruning a rose bush",
        "Help with roses, 2 hours, 10 to 12",
        "A walk for your dog on Tuesdays in Tilbury",
        "A sample of my baking",
        "",
    ],
)
def test_tb13_plain_words_do_not(text: str) -> None:
    assert not tells_who(text, ROSE)


def test_tb13_a_group_may_be_named_and_an_erased_member_has_no_words() -> None:
    assert not tells_who("Coffee with Riverside Hub", None)
    assert not tells_who("Coffee", a_member(name="", address=""))
