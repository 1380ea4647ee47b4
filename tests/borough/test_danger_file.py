"""The file of danger: whom it says to ring for what, and which mistakes are refused."""

import pytest

from assetmap.borough.danger_file import read_danger
from assetmap.domain.borough.borough import Borough
from assetmap.domain.text import fold

FIRST = {
    "overdose": "999",
    "heart": "999",
    "stroke": "999",
    "gas": "0800 111 999",
    "emergency": "999",
    "suicide": "116 123",
    "self-harm": "116 123",
    "child": "0808 800 5000",
    "forced-marriage": "020 7008 0151",
    "exploitation": "08000 121 700",
    "neighbour": "999",
    "abuse": "0808 2000 247",
    "other": "999",
}


def test_each_kind_has_its_fitting_number_first_and_the_boroughs_own_last(borough: Borough) -> None:
    lines = {kind.id: borough.urgent_lines((kind.id,)) for kind in borough.danger.kinds}
    assert {kind: numbers[0].phone for kind, numbers in lines.items()} == FIRST
    for numbers in lines.values():
        assert (numbers[-1].phone, numbers[-1].emergency) == (borough.worried.phone, "")
        assert len({line.phone for line in numbers}) == len(numbers)
        assert "999" in {line.phone for line in numbers}


def test_numbers_of_several_kinds_stand_in_the_order_of_the_kinds(borough: Borough) -> None:
    lines = borough.urgent_lines(("suicide", "overdose"))
    assert [line.phone for line in lines[:3]] == ["999", "111", "116 123"]


def test_without_a_kind_the_boroughs_own_number_is_first(borough: Borough) -> None:
    assert borough.urgent_lines(())[0] == borough.worried


def test_text_is_a_link_that_writes_it(borough: Borough) -> None:
    (shout,) = (line for line in borough.urgent_lines(("suicide",)) if line.sms)
    assert (shout.phone, shout.tel) == ("85258", "sms:85258?body=SHOUT")


def test_shipped_concepts_of_each_kind_are_urgent_ones(borough: Borough) -> None:
    urgent = {concept.id for concept in borough.thesaurus.concepts if concept.urgent}
    named = [concept for kind in borough.danger.kinds for concept in kind.concepts]
    assert (set(named), len(named)) == (urgent, len(urgent))


def test_pages_that_show_numbers(borough: Borough) -> None:
    danger = borough.danger
    assert danger.shown_with("feeling-low", ()) == ("suicide",)
    assert danger.shown_with("", ("meet/cafes", "wellbeing/abuse")) == ("abuse",)
    assert danger.shown_with("lonely", ("meet/cafes",)) == ()
    assert borough.leave_url(("abuse",)) == danger.leave_url != ""
    assert borough.leave_url(("suicide", "gas")) == ""


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        ({"kind": [{"id": "gas", "lines": ["nobody"]}]}, "names a line nobody"),
        ({"kind": [{"id": "gas", "lines": [], "patterns": ["{x} y"]}]}, "names {x}"),
        ({"may_stand": ["gone"]}, "no category gone"),
        ({"leave_url": "javascript:x"}, "no web address"),
    ],
)
def test_mistakes_are_refused(wrong: dict[str, object], why: str) -> None:
    with pytest.raises(ValueError, match=why):
        read_danger(wrong, (), is_own=True)


def test_shipped_file_fits_whatever_categories_there_are() -> None:
    file = {"may_stand": ["gone", "meet"], "kind": [{"id": "a", "lines": [], "listed": ["gone"]}]}
    read = read_danger(file, ("meet",), is_own=False)
    assert (read.may_stand, read.kinds[0].listed) == (("meet",), ())


@pytest.mark.parametrize(
    ("words", "is_heard"),
    [
        ("he does not let me see anyone", True),
        ("he is hitting me again", True),
        ("my mother will not wake up", True),
        ("I cannot go on", True),
        # A subject, what is long past and what is denied; and who says the same of now.
        ("lecture on slavery and sugar", False),
        ("training for volunteers on domestic abuse", False),
        ("we knit toys for a refuge", False),
        ("our oven caught fire two years ago", False),
        ("our oven caught fire a minute ago", True),
        ("I am not suicidal, I only want company", False),
        ("I am not suicidal but I want to be dead", True),
        ("I want to go to the sea by train", False),
        ("I am on the bridge and I give up", True),
    ],
)
def test_sentences_are_heard_by_what_they_say(
    borough: Borough, words: str, *, is_heard: bool
) -> None:
    said = borough.danger.without_harmless(words)
    assert any(kind.found_in(said) for kind in borough.danger.kinds) is is_heard


@pytest.mark.parametrize(
    "words",
    [
        "everything was fine until a man followed me home",
        "loan shark keeps chasing me with a bat",
        "he said not to tell anyone but I don't like it",
        "dont breathe a word he says or mum gets hurt",
        "he smashed the computer and beats me now",
        "I get strangled every night",
        "I want to die at home when nobody is in",
        "he pushes me away and goes for the kids",
        "suicide is all I think of because of the stress in my course",
        "thinking about self harm, I have an assignment for tomorrow",
    ],
)
def test_what_sounds_like_a_harmless_turn_of_phrase_and_is_none_stays(
    borough: Borough, words: str
) -> None:
    assert borough.danger.without_harmless(words).padded.split() == fold(words).split()
