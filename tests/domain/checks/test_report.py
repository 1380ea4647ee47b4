from assetmap.domain.checks.report import Trouble


def test_trouble_is_named_as_a_resident_would_say_it() -> None:
    assert [trouble.label for trouble in Trouble] == [
        "The number doesn't answer or is wrong",
        "The day or time is wrong",
        "The place is wrong",
        "It has closed",
        "It is full",
        "The cost is wrong",
        "It is dangerous",
        "It shows something private",
        "I run this and want it taken off",
        "Something else",
    ]


def test_urgent_is_what_may_hurt_somebody_while_it_waits() -> None:
    assert [trouble for trouble in Trouble if trouble.is_urgent] == [
        Trouble.DANGER,
        Trouble.PRIVATE,
        Trouble.REMOVE,
    ]


def test_editors_are_told_at_once_of_what_people_may_walk_into() -> None:
    assert [trouble for trouble in Trouble if trouble.is_told_at_once] == [
        Trouble.PLACE_WRONG,
        Trouble.DANGER,
        Trouble.PRIVATE,
    ]
