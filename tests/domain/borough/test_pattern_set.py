"""Many patterns at once hear what each of them does by itself."""

from hypothesis import given
from hypothesis import strategies as st

from assetmap.domain.borough.pattern_set import PatternSet
from assetmap.domain.borough.phrase_pattern import PhrasePattern, SaidText, read_pattern
from assetmap.domain.text import fold
from tests.properties import quick

WORDS = ("gas", "gases", "smell", "smells", "bill", "bills", "the", "home", "week", "i")
PATTERNS = (
    *("gas bill*", "smell* ... gas", "(gas|the gas bill)", "bill + smell*", "smell (of)? gas"),
    *("i smell* !(home|the week)", "the ...!(gas|home) week", "(the)? home"),
)


def one_by_one(patterns: list[PhrasePattern], said: SaidText) -> tuple[str, str]:
    """What the first pattern finds, and the text without what any does."""
    found = next(filter(None, (each.found_in(said) for each in patterns)), "")
    for each in patterns:
        said = each.cut_from(said)
    return found, said.padded


@quick
@given(
    st.lists(st.sampled_from(PATTERNS), max_size=6, unique=True),
    st.lists(st.sampled_from(WORDS), max_size=9),
)
def test_set_finds_and_cuts_what_its_patterns_do_in_turn(
    patterns: list[str], words: list[str]
) -> None:
    read = [read_pattern(each, {}) for each in patterns]
    every, said = PatternSet(read), SaidText(fold(" ".join(words)))
    assert (every.found_in(said), every.cut_from(said).padded) == one_by_one(read, said)


def test_text_in_which_nothing_is_found_stays_the_same() -> None:
    said = SaidText("a gas bill")
    assert PatternSet([read_pattern("smell* gas", {})]).cut_from(said) is said
    assert PatternSet([]).found_in(said) == ""
