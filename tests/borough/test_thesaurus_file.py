import tomllib

import pytest

from assetmap.borough.thesaurus_file import read_thesaurus
from assetmap.domain.borough.thesaurus import Concept, Thesaurus
from assetmap.paths import BOROUGH

FILE = {
    "concept": [
        {
            "id": "lonely",
            "say": ["on her own"],
            "categories": ["meet/cafes", "meet/gone"],
            "audience": ["older"],
        }
    ]
}


def test_shipped_thesaurus_fits_whatever_categories_there_are() -> None:
    read = read_thesaurus(FILE, {"meet/cafes"}, (), is_own=False)
    assert read == Thesaurus((Concept("lonely", ("on her own",), ("meet/cafes",)),))


def test_own_thesaurus_may_not_name_what_is_not_there() -> None:
    with pytest.raises(ValueError, match="lonely names meet/gone under categories"):
        read_thesaurus(FILE, {"meet/cafes"}, ("older",), is_own=True)


def test_narrower_phrases_are_said_too_after_the_others() -> None:
    sport = {"id": "sport", "say": ["sport", "sporty"], "narrower": ["judo", "sport", "golf"]}
    (read,) = read_thesaurus({"concept": [sport]}, (), (), is_own=True).concepts
    assert read.say == ("sport", "sporty", "judo", "golf")
    assert read.narrower == ("judo", "sport", "golf")


def test_shipped_phrases_are_of_a_whole_subject_or_of_one_thing() -> None:
    shipped = tomllib.loads((BOROUGH / "thesaurus.toml").read_text(encoding="utf-8"))["concept"]
    both = {
        (entry["id"], phrase)
        for entry in shipped
        for phrase in {*entry["say"]} & {*entry.get("narrower", ())}
    }
    assert both == set()
    assert [entry["id"] for entry in shipped if not entry["say"]] == []
    assert any(entry.get("narrower") for entry in shipped)
