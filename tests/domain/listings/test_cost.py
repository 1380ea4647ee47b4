import pytest
from hypothesis import given
from hypothesis import strategies as st

from assetmap.domain.listings.cost import Cost, CostBand
from tests.properties import quick


@pytest.mark.parametrize(
    ("text", "band"),
    [
        ("", CostBand.UNKNOWN),
        ("   ", CostBand.UNKNOWN),
        ("Ask at the desk", CostBand.UNKNOWN),
        ("Free", CostBand.FREE),
        ("no charge", CostBand.FREE),
        ("£0", CostBand.FREE),
        ("£0.00", CostBand.FREE),
        ("Donations welcome", CostBand.FREE),
        ("1 time credit an hour", CostBand.FREE),
        ("Pay what you can", CostBand.FREE),
        ("50p", CostBand.UP_TO_5),
        ("£4", CostBand.UP_TO_5),
        ("£ 4.50 a week", CostBand.UP_TO_5),
        ("£5.00", CostBand.UP_TO_5),
        ("£5.01", CostBand.MORE),
        ("550p", CostBand.MORE),
        ("£3, or £6 for two", CostBand.MORE),
        ("First visit free, then £12", CostBand.MORE),
        ("£1,200 a year", CostBand.MORE),
        ("£1,000,000", CostBand.MORE),
        ("freedom of the park", CostBand.UNKNOWN),
    ],
)
def test_cost_band_is_decided_by_the_dearest_figure(text: str, band: CostBand) -> None:
    assert Cost(text).band == band


@pytest.mark.parametrize("text", ["£" + "9" * 5000, "9" * 5000 + "p"])
def test_cost_band_takes_figures_longer_than_a_float_holds(text: str) -> None:
    assert Cost(text).band == CostBand.MORE


@quick
@given(st.integers(0, 10_000), st.sampled_from(["{} a week", "Members {}", "{}"]))
def test_cost_band_follows_the_pence(pence: int, around: str) -> None:
    expected = CostBand.FREE if pence == 0 else CostBand.UP_TO_5 if pence <= 500 else CostBand.MORE
    assert Cost(around.format(f"£{pence / 100:.2f}")).band == expected
    assert Cost(around.format(f"{pence}p")).band == expected


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "Ask about the cost"),
        ("  ", "Ask about the cost"),
        ("free", "Free"),
        (" free for carers", "Free for carers"),
        ("£4", "£4"),
    ],
)
def test_cost_words_begin_with_a_capital_and_are_never_empty(text: str, words: str) -> None:
    assert Cost(text).words == words


@pytest.mark.parametrize(
    ("text", "band"),
    [
        ("Not free", CostBand.UNKNOWN),
        ("It isn't free", CostBand.UNKNOWN),
        ("Free, 2p.m. start", CostBand.FREE),
        ("50p", CostBand.UP_TO_5),
    ],
)
def test_cost_is_not_misread(text: str, band: CostBand) -> None:
    assert Cost(text).band is band
