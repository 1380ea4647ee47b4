"""What a service costs and how one gets in, in words."""

from typing import Any

import pytest

from assetmap.exchange.readers.referral_costs import (
    cost_words,
    how_to_join,
    is_free,
    join_word,
)


@pytest.mark.parametrize(
    ("service", "words"),
    [
        ({"fees": "£5 a meal", "cost_options": [{"amount": 5}]}, "£5 a meal"),
        ({"fees": "Free"}, "Free"),
        ({"fees": "fees_description"}, ""),
        (
            {"fees": "Ask us", "cost_options": [{"amount": "4.00", "cost_type": "per session"}]},
            "Ask us; £4 per session",
        ),
        (
            {"cost_options": [{"option": "Adults", "amount": 0.0, "amount_description": "each"}]},
            "Adults: free",
        ),
        ({"cost_options": [{"amount": 2.5}, {"amount": 2.5}]}, "£2.50"),
        ({"cost_options": [{"amount": 3, "currency": "EUR"}]}, "3 EUR"),
        (
            {"cost_options": [{"amount": 3, "valid_to": "2022-12-31"}]},
            "£3 (until 31 December 2022)",
        ),
        (
            {"cost_options": [{"amount": -1}, {"amount": "varies"}, {}, {"option": "Ask"}]},
            "varies; Ask",
        ),
        ({"cost_options": None}, ""),
    ],
)
def test_cost(service: dict[str, Any], words: str) -> None:
    assert cost_words(service) == words


def test_free_is_believed_where_no_price_is_named() -> None:
    assert is_free({"free": True})
    assert not is_free({"free": True, "cost_options": [{"amount": 4}]})
    assert not is_free({"free": None})


def test_ways_in() -> None:
    assert join_word({"attending_access": "appointment"}) == "book"
    assert join_word({"attending_access": "By letter"}) == "by letter"
    assert join_word({"needs_referral": True}) == "referral"
    assert join_word({"needs_referral": None}) == ""


def test_a_price_that_says_the_fees_once_more_is_passed_over() -> None:
    option = {"amount": 0, "amount_description": "donation"}
    assert cost_words({"fees": "donation", "cost_options": [option]}) == "donation"
    assert cost_words({"fees": "ask", "cost_options": [option]}) == "ask; free"


def test_our_own_sentence_of_how_to_join_is_read_back() -> None:
    said = [
        how_to_join({"application_process": text, "attending_access": "referral"})
        for text in ("Book a place first. Ring Tuesdays.", "Ask first.", "Ring Tuesdays.")
    ]
    assert said == [("book", "Ring Tuesdays."), ("ask", ""), ("referral", "Ring Tuesdays.")]
