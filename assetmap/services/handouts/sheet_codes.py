"""The code of a sheet, such as `KITE-4821`: made by chance, and read however it is typed."""

import re
import secrets
from functools import cache

from assetmap.paths import DATA

FIGURES = 10_000  # the four figures: 0000 to 9999
_CODE = re.compile(r"([A-Z0-9]{4,8})(?=[A-Z0-9]{0,3}[0-9])([A-Z0-9]{4})")
_AS_LETTERS = str.maketrans("01258", "OIZSB")
_AS_FIGURES = str.maketrans("OQILZSB", "0011258")
_BETWEEN = re.compile(r"[^A-Z0-9]")


@cache
def words() -> tuple[str, ...]:
    """The words that codes begin with, in capitals."""
    lines = (DATA / "sheet_words.txt").read_text(encoding="utf-8").splitlines()
    return tuple(
        word.upper() for line in lines if not line.startswith("#") for word in line.split()
    )


def new_code() -> str:
    """A code that nobody can foretell; whether it is taken is for the one who asks."""
    return f"{secrets.choice(words())}-{secrets.randbelow(FIGURES):04}"


def read_code(typed: str) -> str:
    """The code in what somebody typed (`kite 4821`, `K1TE-482I`, its address); empty when none.

    A code whose word is not on our list is one all the same: lists change, sheets stay.
    """
    last = typed.strip().rstrip("/").rpartition("/")[2].partition("?")[0]
    match = _CODE.fullmatch(_BETWEEN.sub("", last.upper()))
    if match is None:
        return ""
    word, figures = match[1].translate(_AS_LETTERS), match[2].translate(_AS_FIGURES)
    with_l = match[1].replace("1", "L").translate(_AS_LETTERS)  # a 1 is an I or an L
    word = with_l if with_l in words() else word
    return f"{word}-{figures}" if word.isalpha() and figures.isdigit() else ""
