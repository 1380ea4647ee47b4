"""Danger in a question that no authority answers: national numbers alone."""

from dataclasses import replace

from assetmap.domain.borough.borough import Borough
from assetmap.domain.borough.help_line import HelpLine
from assetmap.services.installation.danger import NationalDanger


def test_words_of_danger_give_national_numbers_and_none_of_a_borough(borough: Borough) -> None:
    own = replace(borough, urgent=(HelpLine("Our own line", "01632 960123"),))
    lines, leave_url = NationalDanger(own).lines("I want to die")
    assert [line.phone for line in lines] == ["116 123", "111", "85258", "999"]
    assert leave_url == ""


def test_words_of_abuse_give_a_way_to_leave_the_page(borough: Borough) -> None:
    lines, leave_url = NationalDanger(borough).lines("he hits me")
    assert [line.phone for line in lines][-1] == "999"
    assert leave_url == borough.danger.leave_url != ""


def test_harmless_words_give_nothing(borough: Borough) -> None:
    assert NationalDanger(borough).lines("dying to meet people") == ((), "")
