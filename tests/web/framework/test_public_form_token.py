"""The signed time of a public form: what it lets in, and what it does not."""

import time

import pytest

from assetmap.web.framework.public_form_token import (
    FASTEST,
    LONGEST,
    Timing,
    check,
    issue,
    next_token,
)

KEY = "key"


@pytest.mark.parametrize(
    ("age", "timing"),
    [
        (-3600, Timing.TOO_OLD),  # the clock was set back meanwhile
        (0, Timing.TOO_FAST),
        (FASTEST / 2, Timing.TOO_FAST),
        (FASTEST * 2, Timing.GOOD),
        (LONGEST / 2, Timing.GOOD),
        (LONGEST * 2, Timing.TOO_OLD),
    ],
)
def test_token_is_good_between_too_fast_and_too_old(age: float, timing: Timing) -> None:
    assert check(KEY, "report", issue(KEY, "report", time.time() - age)) is timing


@pytest.mark.parametrize(
    "token",
    [
        "",
        "x",
        "x.y",
        "\x00",
        "é",
        "a" * 10_000,
        "null",
        pytest.param(issue(KEY, "suggest"), id="another form's"),
        pytest.param(issue("other", "report"), id="another hand's"),
    ],
    ids=["none", "x", "two parts", "control sign", "letter", "long", "null", "form", "key"],
)
def test_token_of_another_form_or_hand_is_forged(token: str) -> None:
    assert check(KEY, "report", token) is Timing.FORGED


def test_token_that_was_changed_is_forged() -> None:
    token = issue(KEY, "report", time.time() - 60)
    changed = [token[:at] + ("A" if token[at] != "A" else "B") + token[at + 1 :] for at in (0, 5)]
    assert [check(KEY, "report", each) for each in changed] == [Timing.FORGED] * 2


def test_tokens_differ() -> None:
    assert issue(KEY, "report", 1.0) != issue(KEY, "report", 1.0)


def test_form_shown_again_keeps_its_token_while_it_holds() -> None:
    good, fast = issue(KEY, "report", time.time() - 60), issue(KEY, "report")
    assert next_token(KEY, "report", good) == good
    assert next_token(KEY, "report", fast) == fast


def test_form_shown_again_after_too_long_can_be_sent_at_once() -> None:
    old = issue(KEY, "report", time.time() - LONGEST * 2)
    assert check(KEY, "report", next_token(KEY, "report", old)) is Timing.GOOD


def test_form_shown_again_without_a_token_starts_anew() -> None:
    assert check(KEY, "report", next_token(KEY, "report", "made up")) is Timing.TOO_FAST
