import re

import pytest

from assetmap.services.handouts.sheet_codes import new_code, read_code, words


def test_words_are_short_plain_and_each_once() -> None:
    assert len(words()) >= 1_500
    assert len(set(words())) == len(words())
    assert [word for word in words() if not re.fullmatch(r"[A-Z]{4,8}", word)] == []


def test_words_lack_no_letter_of_one_another() -> None:
    """A letter that is swallowed on the phone must not make another word of the list."""
    every = set(words())
    shorter = {word[:at] + word[at + 1 :] for word in every for at in range(len(word))}
    assert every & shorter == set()


def test_new_codes_are_read_as_they_are() -> None:
    codes = {new_code() for _ in range(200)}
    assert len(codes) > 190
    assert {read_code(code) for code in codes} == codes


@pytest.mark.parametrize(
    "typed",
    [
        *("KITE-4821", "kite-4821", "kite 4821", " Kite4821 ", "k i t e 4 8 2 1", "KITE–4821"),
        *("K1TE-4821", "kite-482I", "KITE-482l", "kite 4B2l", "KITE-48Z1"),
        *("https://d.example/sheet/KITE-4821?near=RM17", "d.example/sheet/kite-4821/"),
    ],
)
def test_codes_are_read_however_they_are_typed(typed: str) -> None:
    assert read_code(typed) == "KITE-4821"


@pytest.mark.parametrize(
    "typed",
    ["", "KITE", "4821", "KITE-482", "KITE-48211", "4821-KITE", "ＫＩＴＥ4821", "KITE-٤٨٢١"],
)
def test_what_is_no_code_is_none(typed: str) -> None:
    assert read_code(typed) == ""


@pytest.mark.parametrize(
    ("typed", "code"),
    [("T0AST-OOl9", "TOAST-0019"), ("APP1E 2S4O", "APPLE-2540"), ("C1DER-3O00", "CIDER-3000")],
)
def test_figures_and_letters_that_look_alike_are_taken_for_one_another(
    typed: str, code: str
) -> None:
    assert read_code(typed) == code


@pytest.mark.parametrize("typed", ["hello sobs", "Tilbury soil", "12345678"])
def test_words_alone_are_no_code_nor_are_figures(typed: str) -> None:
    assert read_code(typed) == ""
