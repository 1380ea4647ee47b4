"""Which kinds of danger there are for what, and what of some words is harmless."""

from assetmap.domain.borough.danger import Danger, DangerKind
from assetmap.domain.borough.phrase_pattern import SaidText, read_pattern

GAS = DangerKind("gas", (), ("gas-leak",), (read_pattern("smell* + gas", {}),))
LOW = DangerKind("low", (), needs=("feeling-low",), listed=("wellbeing/abuse",))
OTHER = DangerKind("other", ())
DANGER = Danger((GAS, LOW, OTHER), (read_pattern("gas bill*", {}),))


def test_kind_finds_the_words_of_its_patterns() -> None:
    assert GAS.found_in(SaidText("a smell of gas")) == "a smell of gas"
    assert (GAS.found_in(SaidText("a smell")), LOW.found_in(SaidText("a smell"))) == ("", "")


def test_harmless_turns_of_phrase_are_cut_out() -> None:
    said = DANGER.without_harmless("Does the smell of my GAS BILLS worry you?")
    assert GAS.found_in(said) == ""
    assert said.padded.split("  ") == [" does the smell of my", "worry you"]


def test_concept_of_no_kind_is_of_the_last() -> None:
    assert [DANGER.kind_of(concept) for concept in ("gas-leak", "mine")] == ["gas", "other"]
    assert Danger().kind_of("mine") == ""


def test_kinds_are_shown_with_needs_and_categories_in_their_order() -> None:
    assert DANGER.shown_with("feeling-low", ()) == ("low",)
    assert DANGER.shown_with("", ("meet", "wellbeing/abuse")) == ("low",)
    assert DANGER.shown_with("", ("meet",)) == ()
    assert DANGER.of(["other", "gas", "gone"]) == (GAS, OTHER)
