"""Numbered slips of paper."""

from datetime import date

from assetmap.domain.time_bank.slips import FIRST_SLIP, SlipPad


def test_pad_holds_its_first_and_its_last_slip_and_those_between() -> None:
    pad = SlipPad("a", FIRST_SLIP, FIRST_SLIP + 19, date(2026, 3, 16), "p-broker")
    held = [number for number in range(FIRST_SLIP - 2, FIRST_SLIP + 23) if number in pad]
    assert held == list(range(1001, 1021))
