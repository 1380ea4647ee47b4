"""The council as a sentence names it."""

from assetmap.domain.borough.council import Council


def test_a_sentence_names_the_council_and_begins_with_a_capital() -> None:
    assert Council().named_in("{council} mends roads.") == "The council mends roads."
    assert Council("Quay Council").named_in("Ask {council}.") == "Ask Quay Council."
    assert Council().named_in("111 is free.") == "111 is free."
