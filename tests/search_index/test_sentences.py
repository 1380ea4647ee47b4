from assetmap.search_index.edits import Edit
from assetmap.search_index.sentences import Sentences

HALL = ["We hire out rooms by the hour. A skip is in the yard!\nBring your skipping rope."]
WORTH = {"skip": 0.6, "hire": 0.4}


def test_words_in_different_sentences_are_not_together() -> None:
    sentences = Sentences(HALL.__getitem__)
    assert sentences.most_together(0, frozenset(), WORTH) == 0.6
    assert sentences.most_together(0, frozenset(), {"room": 0.5, "hire": 0.25, "x": 0.25}) == 0.75


def test_every_sentence_is_about_what_the_listing_is_called() -> None:
    assert Sentences(HALL.__getitem__).most_together(0, frozenset(("hire",)), WORTH) == 1.0


def test_listing_without_a_longer_text_has_what_it_is_called() -> None:
    empty = Sentences([""].__getitem__)
    assert empty.most_together(0, frozenset(), WORTH) == 0.0
    assert empty.most_together(0, frozenset(("skip",)), WORTH) == 0.6


def test_next_generation_reads_again_only_what_changed() -> None:
    before, now = ["a", "b", "c", "d"], ["a", "aa", "c", "d"]
    first = Sentences(["Skip.", "Gone.", "Hire.", "Skip."].__getitem__)
    for position in range(4):
        first.most_together(position, frozenset(), WORTH)
    read: list[int] = []

    def text(position: int) -> str:
        read.append(position)
        return ["Skip.", "Skip hire.", "Skip hire.", "not read"][position]

    following = first.with_changed(Edit.between(before, now, ["b", "aa", "c"]), text)
    worth = [following.most_together(position, frozenset(), WORTH) for position in range(4)]
    assert (worth, read) == ([0.6, 1.0, 1.0, 0.6], [1, 2])
    empty = Sentences(text).with_changed(Edit.between([], ["a"], ["a"]), HALL.__getitem__)
    assert empty.most_together(0, frozenset(), WORTH) == 0.6
