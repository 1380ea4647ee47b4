from assetmap.domain.borough.vocabulary import Category, Vocabulary
from assetmap.domain.listings.listing import Contact
from assetmap.domain.search.facets import FACETS
from assetmap.web.offline.bundle_rules import (
    conversation_rules,
    doubt_words,
    facet_rules,
    kind_rules,
    walking,
    weights,
)
from tests.factories import a_listing


def test_facets_tell_who_has_what_that_no_listing_of_the_pack_tells_itself() -> None:
    secret = Contact(name="Qxhush")
    rules = facet_rules(
        Vocabulary(),
        [
            a_listing("free", cost="Free", languages=("Polish", "polish"), private=secret),
            a_listing("dear", cost="£9", languages=("Urdu", "Polish")),
            a_listing("silent", cost=""),
        ],
    )
    # What is open now is not what was open when the phone was filled.
    assert list(rules) == [name for name in FACETS if name != "open"]
    assert {name: rules[name] for name in ("category", "kind", "audience", "access")} == {
        "category": {"key": "c"},
        "kind": {"key": "k"},
        "audience": {"key": "w"},
        "access": {"key": "x11y", "unsaid": FACETS["access"].unsaid},
    }
    assert rules["cost"] == {
        "choices": {"free": "Free", "upto5": "Up to £5"},
        "of": {"free": [0], "upto5": [0]},
        "other": [1],
        "unsaid": "what it costs",
    }
    assert rules["language"] == {
        "choices": {"polish": "Polish", "urdu": "Urdu"},
        "of": {"polish": [0, 1], "urdu": [1]},
        "unsaid": "which languages are spoken",
    }
    assert rules["time"] == {
        "timetable": 1,
        "choices": {"morning": "Morning", "afternoon": "Afternoon", "evening": "Evening"},
    }


def test_ways_to_give_come_with_what_their_cards_say() -> None:
    assert kind_rules() == {
        "time-bank-offer": "They give an hour; you could give one back one day",
        "volunteering-role": "You could give",
    }


def test_words_of_doubt_have_room_for_the_month_and_what_to_do() -> None:
    assert doubt_words() == {
        "words": "Not confirmed since {month} – please {first}",
        "never": "Never checked by us – please {first}",
        "ring": "ring first",
        "write": "get in touch first",
    }


def test_figures_are_those_that_were_measured() -> None:
    assert weights() == {
        "k1": 1.2,
        "sentence": 4,
        "pageful": 10,
        "words": 0.5,
        "expansion": 0.5,
        "category": 0.7,
        "audience": 0.3,
        "association": 0.6,
        "beside": 0.2,
        "in_sentence": {"words": 0.72, "category": 0.5},
        "further": 0.15,
        "further_most": 2,
        "associations": {"by_rank": (1.0, 0.6, 0.4), "unseen": 1.0},
        "names": {
            "shortest": 4,
            "long": 6,
            "words_most": 10,
            "slip": 0.95,
            "stop": 0.1,
            "asked_for": 6.0,
            "all_words": 4.0,
            "near_a_place": 0.6,
            "shorter": 1.0,
            "nearly_all": 0.93,
            "most_of_name": 0.6,
            "few_more": 3,
        },
        "overdue": 0.35,
        "wishes": {
            "day": 0.3,
            "time": 0.15,
            "hours": 0.15,
            "cost": 0.15,
            "access": 0.3,
            "language": 1.0,
        },
        "wrong_age": 0.5,
        "of_age": 0.3,
        "near": 0.6,
        "checked": 0.15,
        "outside": 0.3,
        "fades_days": 365,
        "reach_m": 2414.016,
        "same_place_m": 300,
        "evidence": {
            "story": 0.3,
            "wishing": [
                *("enjoy", "fanci", "go", "hope", "join"),
                *("keen", "love", "start", "tri", "want"),
            ],
            "usual_size": 300,
            "looked_into": 40,
            "heard": 0.6,
            "called": 0.75,
            "together": 0.8,
            "maybe": 0.45,
            "maybe_together": 0.6,
            "heard_a_word": 0.06,
            "words_a_word": 0.03,
            "short": 2,
            "least": 0.3,
            "sentence": 3,
            "anything": 0.2,
            "nearest": 10,
        },
        "fall_miles": 2.5,
        "whole_area": 0.5,
    }
    words = Vocabulary(categories=(Category("care", "Care", sensitive=True), Category("a", "A")))
    assert conversation_rules(words) == {
        "about_as_good": 0.5,
        "sensitive": ["care"],
        "for_them": 1.0,
        "most": 12,
        "most_of_a_kind": 6,
        "looked_at": 200,
        "far_miles": 3.0,
        "soon_days": 7,
        "soon": 0.5,
        "checked": 0.25,
        "fades_days": 365,
        "step": 1 / 12,
        "needs": 3,
        "on_a_sheet": 12,
        "urgent_step": 2,
    }
    assert walking() == {"metres_a_minute": 80.0, "way_round": 1.3, "furthest": 45}
