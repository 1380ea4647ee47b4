from dataclasses import replace
from datetime import date

from assetmap.domain.checks.check import Method, Outcome
from assetmap.domain.search.query import Problem
from assetmap.web.checks.check_page import ReadCheck, TypedCheck, blank_check, read_check


def test_a_blank_form_lacks_both_choices() -> None:
    assert read_check(blank_check(date(2026, 3, 16))) == (
        None,
        (
            Problem("method", "Choose how you made sure."),
            Problem("outcome", "Choose what came of it."),
        ),
    )


def test_a_typed_check_is_read() -> None:
    typed = TypedCheck("phoned", "changed", confirmed=("times",))
    assert read_check(typed) == (ReadCheck(Method.PHONED, Outcome.CHANGED, None), ())
    assert read_check(replace(typed, confirmed=("else",)))[0] is None
