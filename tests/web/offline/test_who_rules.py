"""What a phone is given to show roles and groups for some people to whom the server does."""

from dataclasses import replace

from assetmap.domain.borough.borough import Borough
from assetmap.domain.borough.giving import Giving
from assetmap.domain.borough.phrase_pattern import read_pattern
from assetmap.domain.borough.vocabulary import Audience, Category, Vocabulary
from assetmap.services.search import audience, roles
from assetmap.web.offline.who_rules import who_rules

GIVING = Giving(
    *(("give",), ("volunteer", "gone", "offer")),
    *((), (read_pattern("lend a hand", {}),), ()),
)
MEN = Audience("men", "Men", named=True, categories=("men",), say=("bloke",), kin=("dad",))
WORDS = Vocabulary(
    categories=(Category("faith", "Faith", named=True), Category("meet", "Meet")),
    audiences=(MEN, Audience("adults", "Adults", ages=(18, 120))),
)


def test_concepts_of_giving_are_told_by_their_place_in_the_pack(borough: Borough) -> None:
    own = replace(borough, giving=GIVING, words=WORDS)
    rules = who_rules(own, ("lonely", "offer", "volunteer"))
    assert rules["roles"] == {**roles.rules(GIVING), "concepts": [1, 2]}
    assert rules["roles"]["says"] == [GIVING.says[0].source]
    assert who_rules(own, ())["roles"]["concepts"] == []


def test_named_people_and_categories_are_told_and_nobody_else(borough: Borough) -> None:
    own = replace(borough, giving=Giving(), words=WORDS)
    assert who_rules(own, ())["audience"] == {
        "worth": audience.NAMED,
        "everyone": audience.EVERYONE,
        "named": {"men": [["men"], ["bloke"], ["dad"]]},
        "ages": {"adults": [18, 120]},
        "categories": ["faith"],
    }


def test_wording_is_that_of_the_pages(borough: Borough) -> None:
    assert who_rules(borough, ())["wording"] == {
        "give": "You could give",
        "give_says": "Somebody is looking for help with something like this.",
        "unsure": "We are not sure that these are what you mean. Try other words, or ring",
        "nearest": "These are the nearest we have",
        "nearest_says": "They may not be what you are looking for.",
        "also_need": "They also need",
        "also_need_says": "These groups and hubs told us what would help them.",
    }
