"""Cues are read as concepts are, and the shipped ones can be heard."""

import tomllib

import pytest

from assetmap.borough.cues_file import read_cues
from assetmap.borough.files import read_borough
from assetmap.domain.borough.thesaurus import Concept
from assetmap.paths import BOROUGH
from assetmap.search_index.cues import CueBook

FILE = {
    "cue": [
        {
            "id": "quiet",
            "say": ["hates crowds"],
            "categories": ["meet/cafes", "meet/gone"],
            "words": ["quiet"],
        }
    ]
}


def test_shipped_cues_fit_whatever_categories_there_are() -> None:
    read = read_cues(FILE, {"meet/cafes"}, (), is_own=False)
    assert read == (Concept("quiet", ("hates crowds",), ("meet/cafes",), (), ("quiet",)),)


def test_own_cues_may_not_name_what_is_not_there() -> None:
    with pytest.raises(ValueError, match="quiet names meet/gone under categories"):
        read_cues(FILE, {"meet/cafes"}, (), is_own=True)


def test_a_file_without_cues_is_one() -> None:
    assert read_cues({}, (), (), is_own=True) == ()


def test_shipped_cues_are_apart_and_point_somewhere() -> None:
    shipped = tomllib.loads((BOROUGH / "cues.toml").read_text(encoding="utf-8"))["cue"]
    words = read_borough(BOROUGH, BOROUGH).words
    assert len({entry["id"] for entry in shipped}) == len(shipped)
    named = {slug for entry in shipped for slug in entry["categories"]}
    assert [slug for slug in named if slug not in words.category] == []
    people = {slug for entry in shipped for slug in entry.get("audience", ())}
    assert [slug for slug in people if slug not in words.audience] == []
    assert [entry["id"] for entry in shipped if not (entry["say"] and entry["words"])] == []


def test_every_shipped_cue_is_heard_in_most_of_what_it_says() -> None:
    cues = read_borough(BOROUGH, BOROUGH).thesaurus.cues
    book = CueBook(cues)
    deaf = [
        (cue.id, say)
        for cue in cues
        for say in cue.say
        if cue.id not in {each.concept.id for each in book.hear(say)}
    ]
    assert deaf == []
