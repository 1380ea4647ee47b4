"""What a phone is given to read refusals as the server does."""

import re
from dataclasses import replace

from assetmap.domain.borough.borough import Borough
from assetmap.domain.borough.refused_things import RefusedThing, RefusedThings
from assetmap.domain.borough.vocabulary import Category, Vocabulary
from assetmap.domain.search.refusal_triggers import TRIGGERS
from assetmap.web.offline.refusal_rules import refusal_rules

REFUSALS = RefusedThings(
    (
        RefusedThing(("gym", "keep fit"), ("weights",), ("active/gym",)),
        RefusedThing(("holy",), is_quality=True),
        RefusedThing(("mornings",), times=("morning",)),
    ),
    *(("people",), ("gardens", "internet"), ("dogs",), ("internet",)),
    *(("classes",), ("home",), ("meet",)),
)
MORNINGS = ["mornings", [], [], 0, 0b001001001001001001001]
FUN = Category("fun", "Fun", within=(Category("fun/lunch", "Lunch clubs and meals"),))
BOTH = Category("meet", "Meet", within=(Category("meet/lunch", "Lunch clubs"),))
SOURCES = (
    *("filled", "bare", "joined", "listed", "tells", "tells_of_whom", "tells_of_it", "beside"),
    *("taken_back", "wanted_more"),
    *("wanted_instead", "please", "instead_of", "closed", "done_to_whom"),
    *("has_none", "goes_without", "ends", "ends_loosely"),
)


def test_words_of_the_borough_come_as_stems(borough: Borough) -> None:
    own = replace(borough, refusals=REFUSALS, words=Vocabulary(categories=(FUN, BOTH)))
    rules = refusal_rules(own)
    assert {name: rules[name] for name in ("things", "labels")} == {
        "things": [["gym|keep fit", ["weights"], ["active/gym"], 0], ["holy", [], [], 1], MORNINGS],
        "labels": {
            "lunch club and meal": ["fun/lunch"],
            "lunch club": ["fun/lunch", "meet/lunch"],
        },
    }
    names = ("never", "lacked", "contrasted", "feared", "groups", "needs", "wants")
    assert [rules[name] for name in names] == [
        *(["people"], ["gardens", "internet"], ["internet"], ["dog"]),
        *(["class"], ["home"], ["meet"]),
    ]


def test_grammar_is_the_servers_and_figures_too(borough: Borough) -> None:
    rules = refusal_rules(borough)
    assert [source for _, source in rules["triggers"]] == [source for _, source in TRIGGERS]
    assert {name: rules[name] for name in ("too_many", "pushed_down", "mentioned", "front")} == {
        "too_many": 0.15,
        "pushed_down": 4.0,
        "mentioned": 1.0,
        "front": 3,
    }
    for source in (
        *(rules[name] for name in SOURCES),
        *(each for _, each in (*rules["triggers"], *rules["behind"])),
    ):
        assert "(?P<" not in source, "browsers write names of groups without the P"
        re.compile(source)


def test_borough_that_tells_nothing_has_the_grammar_alone(borough: Borough) -> None:
    rules = refusal_rules(replace(borough, refusals=RefusedThings(), words=Vocabulary()))
    assert (rules["things"], rules["labels"], rules["needs"]) == ([], {}, [])
    assert rules["triggers"] == refusal_rules(borough)["triggers"]
