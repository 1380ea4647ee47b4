from datetime import date

import pytest

from assetmap.domain.time_bank.slips import PAD_MOST, BadPad, SlipPad, next_numbers

TODAY = date(2026, 3, 16)


def test_numbers_go_on_from_the_last_pad() -> None:
    pads = [SlipPad("b", 1021, 1040, TODAY, "p"), SlipPad("a", 1001, 1020, TODAY, "p")]
    assert next_numbers([], 20) == (1001, 1020)
    assert next_numbers(pads, 1) == (1041, 1041)
    assert next_numbers(pads, PAD_MOST) == (1041, 1140)


@pytest.mark.parametrize("count", [0, -1, PAD_MOST + 1])
def test_pads_of_no_or_too_many_slips_are_refused(count: int) -> None:
    with pytest.raises(BadPad, match="from 1 to 100"):
        next_numbers([], count)


def test_a_pad_knows_its_slips() -> None:
    pad = SlipPad("a", 1001, 1003, TODAY, "p")
    assert [1000 in pad, 1001 in pad, 1003 in pad, 1004 in pad] == [False, True, True, False]
    assert list(pad.numbers) == [1001, 1002, 1003]
