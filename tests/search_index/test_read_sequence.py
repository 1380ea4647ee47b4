import pytest

from assetmap.search_index.read_sequence import ReadSequence


def test_each_thing_is_read_when_it_is_asked_for() -> None:
    asked: list[int] = []

    def read(number: int) -> str:
        asked.append(number)
        return "abcd"[number]

    found = ReadSequence(4, read)
    assert (len(found), asked) == (4, [])
    assert (found[1], found[-1], found[1:3]) == ("b", "d", ["b", "c"])
    assert asked == [1, 3, 1, 2]
    assert [*found] == ["a", "b", "c", "d"]
    with pytest.raises(IndexError):
        found[4]
