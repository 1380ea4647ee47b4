from assetmap.domain.borough.borough import Borough
from assetmap.domain.borough.vocabulary import Vocabulary
from assetmap.domain.listings.kinds import Kind
from assetmap.domain.search.facets import FACETS, choices_of, language_slug
from assetmap.domain.times.schedule import DAYS, TIMES
from tests.factories import a_listing


def test_facets_stand_in_the_order_of_addresses_and_json() -> None:
    assert list(FACETS) == [
        *("category", "kind", "audience", "access", "day", "time"),
        *("open", "cost", "language", "capacity", "transfer"),
        *("exchange", "training", "expenses", "checks"),
    ]


def test_facets_stand_on_the_page_in_an_order_of_their_own() -> None:
    assert [facet.label for facet in sorted(FACETS.values(), key=lambda each: each.place)] == [
        *("What it is about", "Day", "Time of day", "Open now", "Cost", "Kind of listing"),
        *("Language", "Access", "Who it is for", "How many people it holds", "Taking it on"),
        *("Sharing a skill", "Training", "Expenses", "Checks"),
    ]


def test_facets_that_leave_listings_open_say_what_is_not_said() -> None:
    assert {name: facet.unsaid for name, facet in FACETS.items() if facet.unsaid} == {
        "access": "whether it has what you asked for to get in or take part",
        "open": "whether it is open on bank holidays",
        "cost": "what it costs",
        "language": "which languages are spoken",
        "capacity": "how many people it holds",
        "training": "whether training is given",
        "expenses": "whether expenses are paid",
        "checks": "whether checks are needed",
    }


def test_timetable_says_the_day_and_the_time_and_the_clock_what_is_open() -> None:
    assert [name for name, facet in FACETS.items() if facet.values is None] == [
        *("day", "time", "open"),
    ]
    assert [name for name, facet in FACETS.items() if facet.by_clock] == ["open"]


def test_choices_are_those_of_the_borough_the_program_and_the_listings(borough: Borough) -> None:
    words = borough.words
    choices = choices_of(words, [a_listing(languages=("Urdu",))])
    assert {name: list(labels) for name, labels in choices.items()} == {
        "category": list(words.category),
        "kind": [str(kind) for kind in Kind],
        "audience": list(words.audience),
        "access": list(words.access_feature),
        "day": list(DAYS),
        "time": list(TIMES),
        "open": ["now"],
        "cost": ["free", "upto5"],
        "language": ["urdu"],
        "capacity": ["10", "20", "30", "50", "80", "120", "200"],
        "transfer": ["open"],
        "exchange": ["teach", "learn", "younger", "older"],
        "training": ["given"],
        "expenses": ["paid"],
        "checks": ["none"],
    }
    assert choices["time"] == {
        "morning": "Morning",
        "afternoon": "Afternoon",
        "evening": "Evening",
    }
    assert choices_of(words)["language"] == {}


def test_languages_are_named_as_most_listings_write_them_in_order() -> None:
    listings = [
        a_listing("a", languages=("polish", "Éwé")),
        a_listing("b", languages=("Polish", "British Sign Language")),
        a_listing("c", languages=("Polish", "العربية", "!?")),
    ]
    assert choices_of(Vocabulary(), listings)["language"] == {
        "british-sign-language": "British Sign Language",
        "ewe": "Éwé",
        "polish": "Polish",
        "العربية": "العربية",
    }


def test_language_slug_is_one_for_every_spelling() -> None:
    assert {language_slug(each) for each in ("Polish", " polish ", "POLISH")} == {"polish"}
    assert language_slug("British Sign Language (BSL)") == "british-sign-language-bsl"
    assert language_slug("...") == ""


def test_costs_up_to_five_hold_what_is_free_and_dearer_ones_say_something() -> None:
    cost = FACETS["cost"]
    assert cost.values
    assert cost.says_other
    told = {
        text: (list(cost.values(a_listing(cost=text))), cost.says_other(a_listing(cost=text)))
        for text in ("Free", "£4", "£9", "")
    }
    assert told == {
        "Free": (["free", "upto5"], False),
        "£4": (["upto5"], False),
        "£9": ([], True),
        "": ([], False),
    }


def test_spaces_hold_every_number_up_to_theirs_and_others_are_ruled_out() -> None:
    capacity = FACETS["capacity"]
    assert capacity.values
    assert capacity.says_other
    listings = (
        a_listing(kind=Kind.SPACE, capacity=50),
        a_listing(kind=Kind.SPACE, capacity=5),
        a_listing(kind=Kind.SPACE),
        a_listing(kind=Kind.GROUP),
    )
    assert [(list(capacity.values(each)), capacity.says_other(each)) for each in listings] == [
        (["10", "20", "30", "50"], True),
        ([], True),
        ([], False),
        ([], True),
    ]


def test_only_what_is_open_to_it_can_be_taken_on() -> None:
    transfer = FACETS["transfer"]
    assert transfer.values
    spaces = [a_listing(kind=Kind.SPACE, transfer=said) for said in ("open", "asked", "no", "")]
    assert [list(transfer.values(each)) for each in spaces] == [["open"], [], [], []]


def test_filters_of_some_kinds_are_those_of_spaces_and_of_ways_to_give() -> None:
    assert {name: each.of_kinds for name, each in FACETS.items() if each.of_kinds} == {
        "capacity": (Kind.SPACE,),
        "transfer": (Kind.SPACE,),
        "exchange": (Kind.TIME_BANK_OFFER, Kind.VOLUNTEERING_ROLE),
        **dict.fromkeys(("training", "expenses", "checks"), (Kind.VOLUNTEERING_ROLE,)),
    }
