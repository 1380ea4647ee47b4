"""One request a host a second."""

from assetmap.websites.pace import Pace


def test_each_host_has_its_own_turns() -> None:
    now, slept = [100.0], list[float]()
    pace = Pace(1.0, lambda: now[0], slept.append)
    for host in ("a", "b", "a", "a"):
        pace.wait(host)
    assert slept == [1.0, 2.0]
    now[0] = 102.5  # the turn of `a` that comes next is at 103
    pace.wait("a")
    pace.wait("b")
    assert slept == [1.0, 2.0, 0.5]


def test_usual_pause_is_a_second() -> None:
    slept = list[float]()
    pace = Pace(clock=lambda: 0.0, sleep=slept.append)
    pace.wait("a")
    pace.wait("a")
    assert slept == [1.0]
