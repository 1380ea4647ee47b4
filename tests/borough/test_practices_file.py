"""Surgeries as a borough writes them."""

import tomllib

import pytest

from assetmap.borough.practices_file import read_practices
from assetmap.domain.borough.practices import Practice

ONE = 'code = "F81001"\nname = "Quay Surgery"\npostcode = "rm187tb"'


def read(text: str) -> tuple[Practice, ...]:
    return read_practices(tomllib.loads(f"[[practice]]\n{text}"))


def test_practices_are_read_whole() -> None:
    more = 'phone = "01632 960171"\nwebsite = "https://example.org"\nsample = true'
    assert read(f"{ONE}\n{more}") == (
        Practice(
            *("F81001", "Quay Surgery", "RM18 7TB", "01632 960171", "https://example.org", True)
        ),
    )
    assert read(ONE) == (Practice("F81001", "Quay Surgery", "RM18 7TB"),)
    assert read_practices({}) == ()


@pytest.mark.parametrize(
    ("was", "is_now", "message"),
    [
        ("F81001", "a/b", "the code 'a/b': 2 to 20 letters, figures and hyphens only"),
        ("Quay Surgery", " ", "the practice F81001 has no name"),
        ("rm187tb", "RM18", "the practice Quay Surgery has no proper postcode: RM18"),
        (ONE, f'{ONE}\nphone = "ask"', "the phone of Quay Surgery, ask, is no number"),
        (ONE, f'{ONE}\nwebsite = "javascript:x"', "is no web address that begins with https://"),
        (ONE, f"{ONE}\n[[practice]]\n{ONE.lower()}", "two practices have the code f81001"),
    ],
)
def test_practice_that_cannot_be_used_is_refused(was: str, is_now: str, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        read(ONE.replace(was, is_now))
