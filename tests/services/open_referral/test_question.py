"""Parameters of the standard: read, and refused where they cannot be used."""

from datetime import UTC, datetime
from typing import Any

import pytest

from assetmap.domain.place import Postcode
from assetmap.services.open_referral.question import (
    LIST,
    ORGANIZATION,
    SERVICES,
    TAXONOMY_TERMS,
    BadParameter,
    Question,
    read_question,
)

EVERY = {*SERVICES, *TAXONOMY_TERMS, *ORGANIZATION}


@pytest.mark.parametrize(
    ("name", "text", "field", "value"),
    [
        ("page", "3", "page", 3),
        ("per_page", "100", "per_page", 100),
        ("format", "ndjson", "is_stream", True),
        ("format", "json", "is_stream", False),
        ("search", " lunch  club ", "search", "lunch  club"),
        ("full", "true", "full", True),
        ("full", "False", "full", False),
        ("minimal", "1", "minimal", True),
        ("strict", "yes", "strict", True),
        ("taxonomy_term_id", "AB-1", "taxonomy_terms", ("ab-1",)),
        ("taxonomy_id", "ab", "taxonomy", "ab"),
        ("organization_id", "ab", "organization", "ab"),
        ("parent_id", "ab", "parent", "ab"),
        ("top_only", "true", "top_only", True),
        ("full_service", "true", "full_service", True),
        ("modified_after", "2026-03-01", "modified_after", datetime(2026, 3, 1, tzinfo=UTC)),
        (
            *("modified_after", "2026-03-01T09:00:00Z", "modified_after"),
            datetime(2026, 3, 1, 9, tzinfo=UTC),
        ),
        (
            *("modified_after", "2026-06-01T09:00:00 01:00", "modified_after"),  # a lost plus
            datetime(2026, 6, 1, 8, tzinfo=UTC),
        ),
        ("postcode", "rm176sl", "postcode", Postcode("RM17", "6SL")),
        ("minimum_age", "60", "minimum_age", 60.0),
        ("maximum_age", "17.5", "maximum_age", 17.5),
        ("day", "MO", "day", 0),
        ("day", "sunday", "day", 6),
        ("day", "Thurs", "day", 3),
        ("start_time", "9:30", "start", 570),
        ("start_time", "09:30:00Z", "start", 570),
        ("end_time", "24:00", "end", 1440),
    ],
)
def test_each_is_read(name: str, text: str, field: str, value: Any) -> None:
    question = read_question([(name, text)], EVERY)
    assert question == Question(**{field: value})


@pytest.mark.parametrize(
    ("name", "text"),
    [
        *(("page", text) for text in ("0", "-1", "1.5", "x", "٣", "99999999999")),
        *(("per_page", text) for text in ("0", "101")),
        *(("format", text) for text in ("xml", "csv")),
        *(("full", text) for text in ("maybe", "2")),
        *(
            ("modified_after", text)
            for text in ("yesterday", "2026-13-01", "0001-01-01T00:00+23:59")
        ),
        *(("postcode", text) for text in ("RM17", "nowhere")),
        *(("minimum_age", text) for text in ("-1", "nan", "inf", "old", "151")),
        *(("day", text) for text in ("m", "someday", "7")),
        *(("start_time", text) for text in ("25:00", "noon", "9", "09:60")),
    ],
)
def test_what_cannot_be_used_is_refused_by_name(name: str, text: str) -> None:
    with pytest.raises(BadParameter) as error:
        read_question([(name, text)], EVERY)
    assert (error.value.parameter, str(error.value)[-1]) == (name, ".")


@pytest.mark.parametrize(
    ("pairs", "parameter"),
    [
        ([("proximity", "500")], "proximity"),
        ([("minimum_age", "60"), ("maximum_age", "20")], "maximum_age"),
        ([("start_time", "12:00"), ("end_time", "12:00")], "end_time"),
        ([("minimal", "yes"), ("full", "yes")], "minimal"),
        ([("format", "ndjson"), ("page", "1")], "page"),
        ([("format", "ndjson"), ("per_page", "10")], "page"),
        ([("strict", "yes"), ("full_service", "yes")], "full_service"),
        ([("search", "a"), ("search", "b")], "search"),
    ],
)
def test_what_cannot_be_meant_together_is_refused(
    pairs: list[tuple[str, str]], parameter: str
) -> None:
    with pytest.raises(BadParameter) as error:
        read_question(pairs, EVERY)
    assert error.value.parameter == parameter


def test_one_that_is_not_taken_is_refused_even_blank() -> None:
    with pytest.raises(BadParameter, match=r"There is no parameter “postcode” here\. There are: s"):
        read_question([("postcode", "")], LIST)


def test_a_blank_one_is_none_and_terms_add_up() -> None:
    pairs = [("search", " "), ("taxonomy_term_id", "a"), ("taxonomy_term_id", "b")]
    assert read_question(pairs, SERVICES) == Question(taxonomy_terms=("a", "b"))


def test_strict_is_as_set_unless_it_is_said() -> None:
    assert read_question([], LIST, strict=True).strict
    assert not read_question([("strict", "no")], LIST, strict=True).strict
