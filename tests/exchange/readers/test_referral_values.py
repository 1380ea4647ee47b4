"""Values as feeds hold them: null, blank, -1, figures as texts, addresses that stand for none."""

from datetime import date
from typing import Any

import pytest

from assetmap.exchange.readers.referral_values import (
    age_of,
    day_of,
    email_of,
    first_text,
    is_false,
    is_true,
    item_of,
    items_of,
    text_of,
    texts_of,
    website_of,
)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        *((None, ""), ("", ""), (" x\x00 ", "x"), (7, "7"), (18.0, "18"), (51.4779, "51.4779")),
        *((True, "yes"), (False, "no"), ({"a": 1}, ""), ([1], ""), (float("nan"), "")),
    ],
)
def test_a_value_as_a_cell(value: Any, text: str) -> None:
    assert text_of(value) == text


def test_the_first_text_that_says_something() -> None:
    item = {"a": None, "b": "N/A", "c": " ", "d": 0, "e": "last"}
    assert first_text(item, "a", "b", "c", "e") == "last"
    assert first_text(item, "d", "e") == "0"
    assert first_text(item, "x") == ""


def test_objects_of_lists_and_of_single_ones() -> None:
    item = {"one": {"n": 1}, "list": [{"n": 2}, "text", None], "none": None}
    assert items_of(item, "one", "list", "none", "x") == [{"n": 1}, {"n": 2}]
    assert item_of(item, "list") == {"n": 2}
    assert item_of(item, "none") == {}


def test_texts_of_objects_or_plain_ones() -> None:
    item = {"tags": [{"name": "A"}, "B", {"name": None}, {"name": "A"}], "one": "C"}
    assert texts_of(item, "tags", "name") == ["A", "B"]
    assert texts_of(item, "one") == ["C"]


def test_yes_and_no() -> None:
    assert [is_true(value) for value in (True, "TRUE", 1, "yes")] == [True] * 4
    assert [is_false(value) for value in (False, "no", 0)] == [True] * 3
    assert [is_true(None), is_false(None), is_false("")] == [False] * 3


@pytest.mark.parametrize(
    ("value", "day"),
    [
        ("2026-01-06", date(2026, 1, 6)),
        ("2020-03-01T00:00:00.000+0000", date(2020, 3, 1)),
        ("01/09/2026", date(2026, 9, 1)),
        *(("9999-12-31", None), ("0001-01-01", None), (None, None), ("soon", None)),
    ],
)
def test_days(value: Any, day: date | None) -> None:
    assert day_of(value) == day


@pytest.mark.parametrize(
    ("value", "age"),
    [(-1, ""), ("-1", ""), (127, ""), ("18", "18"), (18.0, "18"), (None, ""), ("adult", "adult")],
)
def test_ages(value: Any, age: str) -> None:
    assert age_of(value) == age


def test_addresses_that_stand_for_none() -> None:
    unknown = ["Unknown-1777@noemail.invalid", "x@noemail.com", "noreply@council.gov.uk"]
    assert [email_of(each) for each in unknown] == ["", "", ""]
    assert email_of("hello@club.example.org") == "hello@club.example.org"
    nowhere = ["http://example.com", "http://www.example.com/", "www.example.com"]
    assert [website_of(each) for each in nowhere] == ["", "", ""]
    kept = ["http://example.com/club", "www.example.org", "javascript:alert(1)", "http://[::1"]
    assert [website_of(each) for each in kept] == kept
