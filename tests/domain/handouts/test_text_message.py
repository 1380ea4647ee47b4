import pytest

from assetmap.domain.handouts.text_message import letters, parts, plain, short_message

LINK = "https://d.example/sheet/KITE-4821"


@pytest.mark.parametrize(
    ("text", "count"), [("", 0), ("abc", 3), ("£5 at Café\n", 11), ("€[x]", 7), ("~", 2)]
)
def test_letters_counts_those_of_the_second_table_twice(text: str, count: int) -> None:
    assert letters(text) == count


def test_letters_refuses_what_would_make_every_letter_twice_as_big() -> None:
    with pytest.raises(ValueError, match="ł"):
        letters("ł")


def test_plain_says_in_the_alphabet_what_can_be_said() -> None:
    assert plain("Jean’s – “Café” … ŵê ł 🎉") == 'Jean\'s - "Café" ... we l '
    assert letters(plain("Jean’s – “Café” … ŵê ł 🎉"))


def test_short_message_holds_all_that_fit() -> None:
    assert short_message(["Knit Club, Tue", "Choir, Wed"], LINK) == (
        f"Knit Club, Tue\nChoir, Wed\n{LINK}"
    )


def test_short_message_says_how_many_more_there_are() -> None:
    items = [f"Club number {n} with a name that is rather long, Tuesday 17 March" for n in range(7)]
    text = short_message(items, LINK)
    assert text.split("\n") == [*items[:3], "+ 4 more on the list", LINK]
    one_more = "\n".join([*items[:4], "+ 3 more on the list", LINK])
    assert (parts(text), parts(one_more)) == (2, 3)


def test_short_message_cuts_one_that_is_too_long_by_itself() -> None:
    text = short_message(["x€" * 300, "Choir"], LINK)
    assert parts(text) == 2
    assert letters(text) >= 304
    assert text.startswith("x€x€")
    assert text.endswith(f"...\n+ 1 more on the list\n{LINK}")


def test_short_message_of_nothing_is_the_link() -> None:
    assert short_message([], LINK) == LINK


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 1),
        ("x" * 160, 1),
        ("x" * 161, 2),
        ("€" * 80, 1),
        ("x" * 306, 2),
        ("x" * 307, 3),
        ("x" * 152 + "€" + "x" * 151, 2),
        ("x" * 152 + "€" + "x" * 152, 3),  # 306 letters, of which one cannot be torn apart
    ],
)
def test_parts_hold_153_letters_each_and_tear_none(text: str, count: int) -> None:
    assert parts(text) == count
