"""Short forms as a borough writes them."""

import tomllib

import pytest

from assetmap.borough.short_forms_file import read_short_forms
from assetmap.domain.borough.borough import Borough
from assetmap.domain.borough.short_forms import ShortForms
from assetmap.domain.text import fold


def test_forms_are_read_with_the_words_that_are_right() -> None:
    text = '[means]\nWknd = "weekend"\n"w/e" = "weekend"\n[right]\nany = ["Baha\'i", "roly-poly"]'
    means = {"wknd": "weekend", "w/e": "weekend"}
    assert read_short_forms(tomllib.loads(text)) == ShortForms(
        means, frozenset({"bahai", "roly", "poly"})
    )
    assert read_short_forms({}) == ShortForms()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('means = "x"', r"\[means\] is no table"),
        ("[means]\nwknd = 1", "means.wknd: give one short form"),
        ('[means]\n"two words" = "x"', "means.two words: give one short form"),
        ('[right]\nfamily = "gran"', "right.family is no list of words"),
    ],
)
def test_forms_that_cannot_be_used_are_refused(text: str, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        read_short_forms(tomllib.loads(text))


def test_shipped_ones_are_many_and_stand_for_other_words(borough: Borough) -> None:
    forms = borough.short_forms
    assert len(forms.right) + len(forms.means) > 1_000
    assert not {short for short, full in forms.means.items() if short in fold(full).split()}
    assert {"bairns", "langar", "crutches", "laindon"} <= forms.right  # the last is of places.toml
    assert (forms.means["wknd"], forms.means["2nite"]) == ("weekend", "tonight")
