from assetmap.domain.checks.report import Trouble


def test_trouble_is_named_as_a_resident_would_say_it() -> None:
    assert [trouble.label for trouble in Trouble] == [
        "The number doesn't answer or is wrong",
        "The day or time is wrong",
        "The place is wrong",
        "It has closed",
        "It is full",
        "The cost is wrong",
        "It shows something private",
        "I run this and want it taken off",
        "Something else",
    ]


def test_urgent_is_what_may_hurt_somebody_while_it_waits() -> None:
    assert [trouble for trouble in Trouble if trouble.is_urgent] == [
        Trouble.PRIVATE,
        Trouble.REMOVE,
    ]
