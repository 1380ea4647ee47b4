"""What is worked out of a borough is worked out once, and anew for another."""

from assetmap.domain.borough.kept_by_identity import kept_by_identity


def test_same_objects_are_not_asked_of_twice_and_equal_ones_are() -> None:
    made: list[list[int]] = []

    @kept_by_identity(2)
    def total(numbers: list[int], _: str) -> int:
        made.append(numbers)
        return sum(numbers)

    first, equal, word = [1, 2], [1, 2], "one"
    assert [total(first, word), total(first, word), total(equal, word)] == [3, 3, 3]
    assert len(made) == 2
    total(first, word)
    assert len(made) == 2, "two are kept"
    total([3], word)
    total(first, word)
    assert len(made) == 4, "and no more than two: the oldest goes"
