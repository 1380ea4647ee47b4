import pytest

from assetmap.domain.borough.vocabulary import Category, Need, Term, Vocabulary

WORDS = Vocabulary(
    categories=(
        Category("meet", "Meet people", within=(Category("meet/cafes", "Cafés"),)),
        Category("learn", "Learn"),
    ),
    audiences=(Term("older", "Older people"),),
    access=(Term("step-free", "Step-free"),),
    needs=(Need("lonely", "Company", "", "coffee", ("meet",)),),
)


def test_vocabulary_finds_every_word_by_its_slug() -> None:
    assert list(WORDS.category) == ["meet", "meet/cafes", "learn"]
    assert WORDS.category["meet/cafes"].label == "Cafés"
    assert WORDS.audience == {"older": Term("older", "Older people")}
    assert WORDS.access_feature == {"step-free": Term("step-free", "Step-free")}
    assert WORDS.need == {"lonely": Need("lonely", "Company", "", "coffee", ("meet",))}


def test_vocabulary_top_is_the_first_level_of_either() -> None:
    assert WORDS.top("meet/cafes") is WORDS.top("meet") is WORDS.categories[0]
    with pytest.raises(KeyError):
        WORDS.top("nothing")
