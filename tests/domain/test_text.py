import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from assetmap.domain.text import clean, fold, one_line, slug
from tests.properties import quick


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("", ""),
        ("  ", ""),
        ("🎉", ""),
        ("Café  O'Neill & Sons", "cafe oneill and sons"),
        ("O’Neill", "oneill"),
        ("O＇Neill ＆ Sons", "oneill and sons"),
        ("R&B", "r and b"),
        ("STRASSE", "strasse"),
        ("Straße", "strasse"),
        ("№ 7 Ltd™", "no 7 ltdtm"),
        ("under_score-and.dots", "under score and dots"),
        ("Żółw", "zołw"),
        ("مرحبا بكم", "مرحبا بكم"),
        ("你好", "你好"),
    ],
)
def test_fold_gives_what_spellings_share(text: str, folded: str) -> None:
    assert fold(text) == folded


@quick
@example("№")
@example("ℌello ™")
@example("ŉ ẞ İ ﬁ")
@given(st.text())
def test_fold_is_idempotent(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@quick
@given(st.text())
def test_fold_has_single_spaces_and_none_at_the_ends(text: str) -> None:
    assert fold(text) == " ".join(fold(text).split())


@quick
@given(st.text(st.characters(codec="ascii")))
def test_fold_does_not_mind_case(text: str) -> None:
    assert fold(text.upper()) == fold(text.lower())


@quick
@given(st.text(st.characters(codec="ascii")))
def test_fold_of_plain_text_is_that_of_any_text(text: str) -> None:
    assert fold(f"{text} é") == f"{fold(text)} e".strip()


@pytest.mark.parametrize(
    ("text", "longest", "expected"),
    [
        ("Riverside Memory Lunch Club", 48, "riverside-memory-lunch-club"),
        ("Riverside Memory Lunch Club", 20, "riverside-memory"),
        ("🎉", 48, ""),
        ("你好", 48, ""),
        ("x" * 60, 48, "x" * 48),
        ("../../etc/passwd", 48, "etc-passwd"),
        ("<b>Tea</b>", 48, "b-tea-b"),
    ],
)
def test_slug_is_part_of_an_address(text: str, longest: int, expected: str) -> None:
    assert slug(text, longest) == expected


@quick
@given(st.text(), st.integers(1, 60))
def test_slug_is_never_longer_than_asked_nor_holds_anything_else(text: str, longest: int) -> None:
    made = slug(text, longest)
    assert len(made) <= longest
    assert made == "" or re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", made)


def test_fold_keeps_the_vowel_signs_of_other_scripts() -> None:
    assert fold("हिन्दी कक्षा") == "हिन्दी कक्षा"
    assert fold("ภาษาไทย, Zażółć") == "ภาษาไทย zazołc"


def test_clean_keeps_lines_and_drops_what_cannot_be_seen() -> None:
    assert clean(" a\x00\tb\u202ec\r\nd\x0be\u200b ") == "a bc\nd\ne"
    assert clean("\ufeff\n\xa0") == ""


def test_one_line_has_a_space_for_each_run_of_control_characters() -> None:
    assert one_line("\na\r\nb\u2028c\x00") == " a b c "
