"""What a sentence says of cost and access, and what is neither."""

import pytest

from tests.domain.wishing import said_of

READ = [
    # Costs
    ("free swimming", "cost:free", "swimming"),
    ("swimming for free", "cost:free", "swimming"),
    ("we have no money", "cost:free", "we have"),
    ("cheap meals", "cost:upto5", "meals"),
    ("lunch for £5", "cost:upto5", "lunch"),
    ("lunch for £50", "", "lunch for £50"),
    ("I'm broke", "cost:free", "I'm"),
    ("skint and hungry", "cost:free", "and hungry"),
    ("no more than £3", "cost:<=300", ""),
    ("lunch for under £2.50", "cost:<=250", "lunch"),
    ("under a tenner", "cost:<=1000", ""),
    ("less than ten quid", "cost:<=1000", ""),
    ("£4 or less", "cost:<=400", ""),
    ("lunch for 50p", "cost:<=50", "lunch"),
    ("up to five pounds", "cost:upto5", ""),
    ("max £5", "cost:upto5", ""),
    ("I owe less than £20", "", None),
    ("rent under £15", "", None),
    ("for £500", "", None),
    ("under 5s", "", None),
    ("for 3 weeks", "", None),
    ("lost up to £10k", "", None),
    ("barrier free", "", None),
    ("step free", "access:step-free", ""),
    ("I broke my hip", "", "I broke my hip"),
    ("the boiler broke down", "", "the boiler broke down"),
    ("too much free time", "", "too much free time"),
    ("sugar-free baking", "", "sugar-free baking"),
    ("gluten free food", "", "gluten free food"),
    ("free-range eggs", "", "free-range eggs"),
    ("feel free to ring", "", "feel free to ring"),
    ("are you free Tuesday", "day:tue", "are you free"),
    ("clubs for under a fiver", "cost:upto5", "clubs"),
    ("lunch for a couple of quid", "cost:upto5", "lunch"),
    ("something not too dear", "cost:upto5", "something"),
    ("money is tight", "cost:upto5", ""),
    ("lunch for under £50", "", None),
    ("oh dear", "", None),
    ("I'm free on Tuesdays", "day:tue", "I'm free"),
    ("can't afford to pay my rent", "", "can't afford to pay my rent"),
    # Access
    ("I use a wheelchair", "access:step-free", "I"),
    ("a wheelchair user", "access:step-free", "a"),
    ("somewhere step-free", "access:step-free", "somewhere"),
    ("she can't manage the stairs", "access:step-free", "she"),
    ("no good with stairs", "access:step-free", ""),
    ("borrow a wheelchair", "", "borrow a wheelchair"),
    ("wheelchair basketball", "", "wheelchair basketball"),
    ("talks with a hearing loop", "access:hearing-loop", "talks with a"),
    ("a club with BSL", "access:bsl", "a club with"),
    ("learn sign language", "", "learn sign language"),
    ("he is housebound", "access:home-visit,by-phone", "he is"),
    ("I can't get out much", "access:home-visit,by-phone", "I"),
    ("I can't get out of bed", "", "I can't get out of bed"),
]


@pytest.mark.parametrize(("words", "preferences", "rest"), READ)
def test_wishes_leave_the_words_and_nothing_else_does(
    words: str, preferences: str, rest: str | None
) -> None:
    assert said_of(words) == (preferences, words if rest is None else rest)
