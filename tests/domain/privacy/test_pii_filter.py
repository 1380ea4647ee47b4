"""What a note about a need may hold, and what not: with the reason."""

import pytest

from assetmap.domain.privacy.pii_filter import (
    ADDRESS,
    BIRTH,
    CASE,
    EMAIL,
    GIVEN_NAMES,
    INSURANCE,
    NAME,
    NHS,
    PHONE,
    POSTCODE,
    SURNAMES,
    WORDS_AND_NAMES,
    names_somebody,
    refusals,
)


@pytest.mark.parametrize(
    "text",
    [
        *("mr", "Mx Z", "Ms Zed", "Miss Zed", "Rev. Zed", "cllr Zed", "Dr Zed"),
        *("joan", "JOAN", "Joan’s", "Anne-Marie", "Zed Patel", "Mark Smith", "O'Brien"),
        *("my son mark", "her friend, rose", "a boy called dawn", "my old neighbour Zed"),
        *("for Jack", "with Daisy who likes bowls", "about Grace to start"),
        *("Z. Zedding", "A. Zedding", "patient Z", "his name’s Zed", "they are called Zed"),
        *("thomas the baker", "Marie and Curie", "call Joan in Joan Road"),
    ],
)
def test_somebody_is_named(text: str) -> None:
    assert names_somebody(text)


@pytest.mark.parametrize(
    "text",
    [
        *("Ms society", "a group for MS", "people who miss bingo", "Dr appointments", "Dr Surgery"),
        *("Joan Road", "St Mary", "queen elizabeth hospital", "George Street", "E. Tilbury"),
        *("Dawn chorus", "rose gardening", "for Jack Russells", "a mark", "for Ruby weddings"),
        *("my son wants football", "their friend group", "for June", "a boy band", "Patient Voice"),
        *("Thomas the Tank", "marie curie", "Williams syndrome", "", "?"),
    ],
)
def test_nobody_is_named(text: str) -> None:
    assert not names_somebody(text)


FINE = [
    "men's cooking class evenings, Purfleet",
    "A lunch club on Sundays near Chadwell St Mary that takes wheelchairs",
    "Somewhere for under 5s from 9am, open at 10 or later",
    "Bus 66 does not stop near the hub; a lift at 6.30pm",
    "Free swimming for 16 to 25 year olds, up to £12.50",
    "Walks of 2 miles for people over 70 in RM18",
    "A mosque or church with step-free access",
    "Carers group in South Ockendon, 20 people or more",
    "Dr appointment transport",
    "Someone to sit with her for an hour, 2 times a week",
    "A group that starts on 12 January",
    "Help with a will, and with hope after grace and joy",
    "St John first aid course, 24 hours a year",
    "Chair exercise in the park",
    "a walking group for Grace Road area",
    "Dawn chorus walk",
    "Norman Road allotments",
    "Visits like those of St Luke's hospice",
    "Carol singing in December 2026",
    "A group for people with MS, or a branch of the MS Society",
    "Andy's Man Club, or a Marie Curie nurse",
    "King George's field bootcamp",
    "my mum is lonely and would like to knit",
    "A club for men whose wife has died",
    "patient transport to Basildon hospital",
    "Sister Circle for Muslim women",
    "A 5 mile walk, or a 10 minute walk in the park",
    "20 people in the park for tai chi, near the road",
    "Street dance for 8-12 year olds",
    "Help to get online for people of 80",
    "A lift at 10, or at 7 in the evening",
    "A birthday party room to hire, unit 5 or room 2",
    "Christmas dinner on 25 December 2026, again on 1/1/2027",
    "Memories of 1939-1945, and of 1948",
    "0930-1130 playgroup, 100-150 people",
    "A stop at number 10 bus stop",
    "A flat 1 bedroom exchange",
    "Plot 5 of an allotment to share",
    "Newborn clothes bank, and for babies born early",
    "A will written, a bill explained, in May or June",
]
WRONG = [
    ("Mrs Smith of 12 Acacia Avenue needs a lift", (ADDRESS, NAME)),
    ("Mrs Smith of 12…", (NAME,)),
    ("mrs patel wants a group", (NAME,)),
    ("Ms Zebedee", (NAME,)),
    ("Dr Khan asks for a choir", (NAME,)),
    ("my name is on the door", (NAME,)),
    ("a man called Zebedee", (NAME,)),
    ("somewhere for my son Mark", (NAME,)),
    ("my daughter grace needs a club", (NAME,)),
    ("her elderly friend Zebedee", (NAME,)),
    ("a walk for Jack in Tilbury", (NAME,)),
    ("service user Z", (NAME,)),
    ("J. Zebedee would like bowls", (NAME,)),
    ("Bill Smith", (NAME,)),
    ("Joan wants to knit", (NAME,)),
    ("knitting for joan bloggs", (NAME,)),
    ("Priya's mum", (NAME,)),
    ("the O’Briens or the O’Brien family", (NAME,)),
    ("Mohammed’s cricket team", (NAME,)),
    ("ring 01375 389893", (PHONE,)),
    ("ring 07700 900 123 after six", (PHONE,)),
    ("+44 7700 900123", (PHONE,)),
    ("(01375) 389-893", (PHONE,)),
    ("tel 389893, or 389 893", (PHONE,)),
    ("7700-900-123", (PHONE,)),
    ("943 476 5919 needs a befriender", (NHS,)),
    ("NHS 9434765919", (NHS,)),
    ("case no. 4432", (CASE,)),
    ("someone@example.org wants knitting", (EMAIL,)),
    ("someone (at) example.org", (EMAIL,)),
    ("someone at example dot org, @someone", (EMAIL,)),
    ("knitting at RM17 6SL", (POSTCODE,)),
    ("knitting, rm176sl", (POSTCODE,)),
    ("knitting, RM 17 6SL", (POSTCODE,)),
    ("born in the village", (BIRTH,)),
    ("DOB 3/4/41", (BIRTH,)),
    ("12 March 1940, choir", (BIRTH,)),
    ("of March 1940", (BIRTH,)),
    ("31 December 2025", (BIRTH,)),
    ("1940-03-12", (BIRTH,)),
    ("QQ 12 34 56 C", (INSURANCE,)),
    ("at 12 Dock Road", (ADDRESS,)),
    ("12 acacia avenue", (ADDRESS,)),
    ("14 Dock Street", (ADDRESS,)),
    ("flat 3, needs a ramp", (ADDRESS,)),
    ("lives at 14", (ADDRESS,)),
    ("the lady at number 14", (ADDRESS,)),
]


@pytest.mark.parametrize("text", FINE)
def test_need_is_kept(text: str) -> None:
    assert refusals(text, 2026) == ()


@pytest.mark.parametrize(("text", "reasons"), WRONG)
def test_person_is_refused_with_the_reason(text: str, reasons: tuple[str, ...]) -> None:
    assert refusals(text, 2026) == reasons


def test_each_reason_says_what_to_do_instead() -> None:
    said = (NAME, PHONE, NHS, CASE, INSURANCE, EMAIL, POSTCODE, BIRTH, ADDRESS)
    assert len(set(said)) == len(said)
    assert all(len(reason.split(". ")) == 2 for reason in said)


def test_names_are_folded_and_no_everyday_words() -> None:
    every = GIVEN_NAMES | WORDS_AND_NAMES | SURNAMES
    assert all(name == name.casefold() and name.isalpha() for name in every)
    assert GIVEN_NAMES.isdisjoint(WORDS_AND_NAMES)
    assert every.isdisjoint({"will", "may", "art", "carol", "wood", "hall", "grays", "tilbury"})


@pytest.mark.parametrize("part", ["1 a ", "0", "x", "1/", "12 Aa Aa ", "my son ", "J. ", "a@"])
def test_long_hostile_text_is_read_at_once(part: str) -> None:
    assert refusals(part * 20_000, 2026) == refusals(part * 40, 2026)
