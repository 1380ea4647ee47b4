import pytest

from assetmap.exchange.answers import begins_with_yes, read_answer


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        *((text, True) for text in ("Yes", "y", "TRUE", "1", "✓", "Yes.", "fully")),
        *((text, False) for text in ("No", "n", "False", "0", "✗", "No!")),
        *((text, None) for text in ("x", "", "partial", "ask", "yes, by the side", "2")),
    ],
)
def test_a_plain_answer_is_read(text: str, answer: bool | None) -> None:
    assert read_answer(text) is answer


def test_a_yes_may_have_more_behind_it() -> None:
    assert begins_with_yes("Yes, by the side door")
    assert begins_with_yes("Y - ramp")
    assert not begins_with_yes("Yesterday")
    assert not begins_with_yes("Yes")
