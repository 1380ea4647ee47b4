import pytest

from assetmap.borough.thesaurus_file import read_thesaurus
from assetmap.domain.borough.thesaurus import Concept, Thesaurus

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
