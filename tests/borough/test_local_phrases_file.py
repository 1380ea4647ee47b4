"""Phrases and names of one borough, as its `places.toml` has them."""

import tomllib

import pytest

from assetmap.borough.local_phrases_file import LocalPhrases, read_local_phrases, with_phrases
from assetmap.domain.borough.borough import Borough
from assetmap.domain.borough.thesaurus import Concept


def test_phrases_and_names_nearby_are_read() -> None:
    text = 'nearby = ["Pitsea", "Corbets Tey"]\n[said.cues]\nold = ["old quay"]'
    read = read_local_phrases(tomllib.loads(text))
    assert read == LocalPhrases({}, {"old": ("old quay",)}, frozenset({"pitsea", "corbets", "tey"}))
    assert read_local_phrases({}) == LocalPhrases()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('nearby = "Pitsea"', "nearby is no list of words"),
        ('[said.needs]\nold = ["x"]', "said.needs is neither thesaurus nor cues"),
        ('[said.cues]\nold = "x"', "said.cues.old is no list of phrases"),
    ],
)
def test_what_cannot_be_used_is_refused(text: str, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        read_local_phrases(tomllib.loads(text))


def test_phrases_stand_behind_those_of_their_concept() -> None:
    new, other = Concept("new-here", ("new here",)), Concept("other", ("else",))
    said = {"new-here": ("new to quay", "new here"), "gone": ("x",)}
    together = Concept("new-here", ("new here", "new to quay"))
    assert with_phrases((new, other), said) == (together, other)


def test_shipped_ones_are_heard(borough: Borough) -> None:
    said = {each.id: each.say for each in borough.thesaurus.concepts}
    assert "new to tilbury" in said["new-here"]
    hinted = {each.id: each.say for each in borough.thesaurus.cues}
    assert "old grays" in hinted["old-times"]
    assert "laindon" in borough.short_forms.right
