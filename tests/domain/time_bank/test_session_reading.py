import pytest

from assetmap.domain.time_bank.session_reading import MEMBERS_MOST, BadSession, minutes_by_member


def test_members_stand_line_by_line_with_their_own_time_or_that_of_all() -> None:
    """TB8."""
    typed = "101\n102 1:30\n 103: 45 min \n104 = 3; 105,106\n\n"
    assert minutes_by_member(typed, "2") == {
        "101": 120,
        "102": 90,
        "103": 45,
        "104": 180,
        "105": 120,
        "106": 120,
    }


@pytest.mark.parametrize(
    ("typed", "for_all", "messages"),
    [
        ("", "2", ("Type the numbers of those who took part.",)),
        ("101", "", ("“101”: say how long, here or for everybody.",)),
        ("Ada", "2", ("“Ada”: begin with the number of the member, such as 101.",)),
        ("101\n0101", "2", ("Member 101 is in it twice.",)),
        (
            "101 100\n102 x",
            "2",
            (
                "“101 100”: Give the time in steps of 15 minutes.",
                "“102 x”: Write the time like 1:30, 1 h 30 min or 90 minutes.",
            ),
        ),
        ("\n".join(map(str, range(101, 302))), "1", ("A session has 200 members at most.",)),
    ],
)
def test_all_that_is_wrong_is_told(typed: str, for_all: str, messages: tuple[str, ...]) -> None:
    with pytest.raises(BadSession) as refused:
        minutes_by_member(typed, for_all)
    assert refused.value.messages == messages


def test_as_many_as_may_take_part_do() -> None:
    assert len(minutes_by_member("\n".join(map(str, range(101, 101 + MEMBERS_MOST))), "1")) == 200
