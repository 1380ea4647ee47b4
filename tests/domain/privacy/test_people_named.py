"""Somebody is named by a title, a known name, or what stands before; a place is not somebody."""

import pytest

from assetmap.domain.privacy.people_named import names_somebody


@pytest.mark.parametrize(
    "text",
    [
        *("mr", "Mx Z", "Ms Zed", "Miss Zed", "Rev. Zed", "cllr Zed", "Dr Zed"),
        *("joan", "JOAN", "Joan’s", "Anne-Marie", "Zed Patel", "Mark Smith", "O'Brien"),
        *("my son mark", "her friend, rose", "a boy called dawn", "my old neighbour Zed"),
        *("for Jack", "with Daisy who likes bowls", "about Grace to start"),
        *("Z. Zedding", "A. Zedding", "patient Z", "his name’s Zed", "they are called Zed"),
        *("thomas the baker", "Marie and Curie", "call Joan in Joan Road"),
    ],
)
def test_somebody_is_named(text: str) -> None:
    assert names_somebody(text)


@pytest.mark.parametrize(
    "text",
    [
        *("Ms society", "a group for MS", "people who miss bingo", "Dr appointments", "Dr Surgery"),
        *("Joan Road", "St Mary", "queen elizabeth hospital", "George Street", "E. Tilbury"),
        *("Dawn chorus", "rose gardening", "for Jack Russells", "a mark", "for Ruby weddings"),
        *("my son wants football", "their friend group", "for June", "a boy band", "Patient Voice"),
        *("Thomas the Tank", "marie curie", "Williams syndrome", "", "?"),
    ],
)
def test_nobody_is_named(text: str) -> None:
    assert not names_somebody(text)
