"""Ages and kin in sentences, and what is neither."""

import pytest

from tests.domain.wishing import said_of

READ = [
    # Ages
    ("I'm 51", "age:51", ""),
    ("I’m 22 and new here", "age:22", "and new here"),
    ("he's 7 foot", "", "he's 7 foot"),
    ("she's 9 stone", "", "she's 9 stone"),
    ("I'm 10 years sober", "", "I'm 10 years sober"),
    ("I am 6 months pregnant", "", "I am 6 months pregnant"),
    ("she's 1 in a million", "", "she's 1 in a million"),
    ("my 85 year old neighbour", "age:85 kin:neighbour", ""),
    ("my two year old", "age:2", "my"),
    ("a 9 month old baby", "", "a 9 month old baby"),
    ("in her eighties", "age:85", ""),
    ("in his late 70s", "age:75", ""),
    ("over 60s group", "age:60", "group"),
    ("over 60 people came", "", "over 60 people came"),
    ("aged 14 and bored", "age:14", "and bored"),
    ("I am 200", "", "I am 200"),
    ("my mum is 87", "age:87 kin:mum", ""),
    ("mum's 87", "age:87 kin:mum", ""),
    ("I'm only 22", "age:22", ""),
    ("he's nearly 80", "age:80", ""),
    ("I'm about 5 miles away", "", None),
    ("my dad, 79, is bored", "age:79 kin:dad", ", is bored"),
    ("my daughter is eight and shy", "age:8 kin:daughter", "and shy"),
    ("my daughter is eight stone", "kin:daughter", "is eight stone"),
    ("my nan is 5 minutes away", "kin:nan", "is 5 minutes away"),
    ("my 15yo", "age:15", "my"),
    ("she'll be 90 in June", "age:90", "in June"),
    ("kids aged 5 and 8", "age:5", "kids"),
    # Kin
    ("my mum is lonely", "kin:mum", "is lonely"),
    ("help for my nan", "kin:nan", "help"),
    ("our elderly neighbour's garden", "kin:neighbour", "garden"),
    ("knitting for mum", "kin:mum", "knitting"),
    ("mum is lonely", "kin:mum", "is lonely"),
    ("my mum and dad", "kin:mum and dad", ""),
    ("my sister-in-law", "kin:sister-in-law", ""),
    ("my bloke likes darts", "kin:bloke", "likes darts"),
    ("my other half is bored", "kin:other half", "is bored"),
    ("my late husband's tools", "", None),
    ("my mum and dad have died", "", None),
    ("mums and tots", "", "mums and tots"),
    ("mother and baby group", "", "mother and baby group"),
    ("my husband died", "", "my husband died"),
    ("my wife has just passed away", "", "my wife has just passed away"),
    ("I lost my nan", "", "I lost my nan"),
    ("my partner hits me", "", "my partner hits me"),
    ("scared of my husband", "", "scared of my husband"),
    ("my mother tongue", "", "my mother tongue"),
]


@pytest.mark.parametrize(("words", "preferences", "rest"), READ)
def test_wishes_leave_the_words_and_nothing_else_does(
    words: str, preferences: str, rest: str | None
) -> None:
    assert said_of(words) == (preferences, words if rest is None else rest)
