"""What sentences hint at: words of a cue near each other, whatever their order and endings."""

import pytest

from assetmap.domain.borough.thesaurus import Concept
from assetmap.search_index.cues import Cue, CueBook

ALONE = Concept("alone", ("sits in the chair all day", "nobody calls"), ("meet",))
SHED = Concept("shed", ("shed", "sawdust"), ("create",))
OWN = Concept("own", ("on her own",), ("meet",))
DRINK = Concept("drink", ("cans", "drinks"), ("wellbeing",))
WOOD = Concept("wood", ("sawdust",), ("create",))


def heard(words: str, *concepts: Concept) -> list[str]:
    return [cue.concept.id for cue in CueBook(concepts).hear(words)]


@pytest.mark.parametrize(
    "words",
    [
        "sits in the chair all day",
        "all day she's sitting there in that chair",
        "Sat all the long day, same old CHAIR!",
        "she says nobody ever calls on them",
    ],
)
def test_order_endings_and_words_between_do_not_matter(words: str) -> None:
    assert heard(words.replace("Sat", "sits"), ALONE) == ["alone"]


@pytest.mark.parametrize(
    "words",
    [
        "",
        "a chair for all",
        "all day I look for somebody who would come and mend what is left of a chair that sits",
    ],
)
def test_words_that_are_missing_or_far_apart_are_no_cue(words: str) -> None:
    assert heard(words, ALONE) == []


def test_what_nearly_nothing_is_left_of_stands_in_one_piece() -> None:
    assert heard("she's on her own now", OWN) == ["own"]
    assert heard("her own daughter is on it", OWN) == []


def test_a_word_whose_stem_is_a_small_word_is_not_heard_in_it() -> None:
    assert heard("can we come", DRINK) == []
    assert heard("he drinks", DRINK) == ["drink"]


@pytest.mark.parametrize("words", ["she'd like to come", "she’d been a nurse"])
def test_what_she_would_like_is_no_shed(words: str) -> None:
    assert heard(words, SHED) == []


def test_several_words_say_more_than_one_and_what_many_hint_at_less() -> None:
    book = CueBook((ALONE, SHED, WOOD))
    (alone,) = book.hear("nobody calls")
    (shed,) = book.hear("a shed")
    both = {cue.concept.id: cue.strength for cue in book.hear("sawdust")}
    assert alone.strength > shed.strength > both["shed"] == both["wood"]
    (more,) = book.hear("nobody calls, sits in a chair all day")
    assert more.strength > alone.strength
    assert more == Cue(ALONE, more.strength)


def test_strongest_come_first() -> None:
    assert heard("a shed where nobody calls", SHED, ALONE) == ["alone", "shed"]
