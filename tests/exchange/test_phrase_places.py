import pytest

from assetmap.exchange.phrase_places import cut_out_place, place_ends


@pytest.mark.parametrize(
    ("text", "rest", "at"),
    [
        ("Tue 10-12 at the Library", "Tue 10-12", "the Library"),
        ("Tue at St John's Hall, 10-12", "Tue , 10-12", "St John's Hall"),
        ("Tue 10-12 at the village hall from 5 May", "Tue 10-12 from 5 May", "the village hall"),
        # of several places the first is cut out, and what is left is not read whole
        ("Tue at Hall and Garden Rooms, 2-4", "Tue and Garden Rooms, 2-4", "Hall"),
        ("Tue at 10am", "Tue at 10am", ""),
        ("Tue at noon", "Tue at noon", ""),
        ("Tue 10-12", "Tue 10-12", ""),
    ],
)
def test_a_place_is_cut_out(text: str, rest: str, at: str) -> None:
    left, found = cut_out_place(text)
    assert (" ".join(left.split()), found) == (rest, at)


@pytest.mark.parametrize(
    "at",
    ["various venues", "lunchtime", "the Hall or the Library", "the weekend", "A long name " * 8],
)
def test_what_may_be_a_place_and_is_not_plain_is_none(at: str) -> None:
    assert cut_out_place(f"Tue 10-12 at {at}")[1] is None


def test_each_place_has_its_end() -> None:
    text = "1st Tue at the Hall and 3rd Tue at the Library, 2-4pm"
    assert [text[:end] for end in place_ends(text)] == [
        "1st Tue at the Hall",
        "1st Tue at the Hall and 3rd Tue at the Library",
    ]
