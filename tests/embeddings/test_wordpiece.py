"""Text in the model's pieces."""

import pytest

from assetmap.embeddings.wordpiece import WordPieces
from tests.embeddings.tiny import PIECES


def pieces(text: str, most: int = 256) -> list[str]:
    return [PIECES[number] for number in WordPieces(PIECES).numbers(text, most)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Knitting", ["knit", "##ting"]),
        ("my mum's lonely.", ["my", "mum", "'", "s", "lonely", "."]),
        ("£5", ["£", "##5"]),  # a sign of money is no punctuation
        ("5,5", ["5", ",", "5"]),
        ("Wóol\u00a0\u200bpool\n", ["wool", "pool"]),
        ("warm中wool", ["warm", "[UNK]", "wool"]),
        ("knitω", ["[UNK]"]),
        ("a" * 101, ["[UNK]"]),
        ("\x00\ufffd \t", []),
        ("", []),
    ],
)
def test_numbers_are_those_of_bert_uncased(text: str, expected: list[str]) -> None:
    assert pieces(text) == ["[CLS]", *expected, "[SEP]"]


def test_numbers_end_with_the_mark_however_long_the_text() -> None:
    assert pieces("wool " * 9, most=4) == ["[CLS]", "wool", "wool", "[SEP]"]


def test_vocabulary_without_the_marks_is_refused() -> None:
    with pytest.raises(KeyError):
        WordPieces(["wool"])
