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
