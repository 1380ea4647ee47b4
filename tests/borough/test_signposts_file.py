"""Signposts as a borough writes them."""

import tomllib

import pytest

from assetmap.borough.signposts_file import read_signposts
from assetmap.domain.borough.borough import Borough
from assetmap.domain.borough.council import Council
from assetmap.domain.borough.signposts import Signpost

VET = 'slug = "vet"\nsay = ["vet"]\ntext = "No vets."\nphone = "105"'


def read(text: str) -> tuple[Signpost, ...]:
    return read_signposts(tomllib.loads(text), Council())


def test_signposts_are_read_whole() -> None:
    more = 'url = "https://www.example.org/a"\nbut_not = ["vet ran"]\nlanguages = true'
    text = f"[[signpost]]\n{VET}\n{more}"
    (signpost,) = read(text)
    assert signpost == Signpost(
        "vet", ("vet",), "No vets.", "105", "https://www.example.org/a", ("vet ran",), True
    )
    assert (signpost.tel, signpost.site) == ("tel:105", "www.example.org")
    assert read("") == ()


@pytest.mark.parametrize(
    ("was", "is_now", "message"),
    [
        ('phone = "105"', "", "the signpost vet needs a phone or a url"),
        ('phone = "105"', 'url = "javascript:x"', "is no web address that begins with https://"),
        ('["vet"]', '["vet", "?"]', "the signpost vet has an empty phrase under say"),
        ('["vet"]', "[]", "the signpost vet has an empty phrase under say"),
        (VET, f"{VET}\n[[signpost]]\n{VET}", "there are two signposts called vet"),
    ],
)
def test_signpost_that_cannot_be_used_is_refused(was: str, is_now: str, message: str) -> None:
    with pytest.raises(ValueError, match=message.replace("?", r"\?")):
        read(f"[[signpost]]\n{VET}".replace(was, is_now))


def test_shipped_ones_lead_somewhere_safe(borough: Borough) -> None:
    assert len(borough.signposts) > 25
    assert all(each.url.startswith("https://") for each in borough.signposts)
    assert all(len(each.text) < 130 for each in borough.signposts)
