"""How much of a question's words each listing has, and what each word counts for."""

import numpy as np
import pytest

from assetmap.domain.borough.thesaurus import Concept, Thesaurus
from assetmap.domain.search.results import Understood
from assetmap.search_index.phrases import PhraseBook
from assetmap.services.search.coverage import Coverage, coverage, rules
from tests.conftest import ContextMaker
from tests.factories import a_listing

SPORT = Concept(
    *("sport", ("sport", "judo", "my knees used to be good"), ("active/sport",)),
    words=("exercise",),
    narrower=("judo",),
)
IDLE = Concept("idle", ("something to do",), ("active/sport",))
MUMS = Concept("mums", ("new mums",), audience=("carers",))
BOOK = PhraseBook(Thesaurus((SPORT, IDLE, MUMS)))
SILENT = {"summary": "", "description": "", "audience": (), "categories": ("create/crafts",)}
LISTINGS = (
    a_listing("cricket", name="Bat Club", **{**SILENT, "categories": ("active/sport",)}),
    a_listing(
        *("hall",),
        **{**SILENT, "name": "Yard", "description": "A skip is in a corner. Ask to hire."},
    ),
    a_listing("judo", name="Judo Juniors", **{**SILENT, "categories": ("active/sport",)}),
    a_listing("mums", name="Coffee Mugs", **{**SILENT, "audience": ("carers",)}),
)


def covering(make_context: ContextMaker, words: str) -> Coverage:
    cached = make_context(*LISTINGS).directory_cache.current()
    understood = Understood(terms=words, words=words, matches=BOOK.find(words))
    return coverage(cached, understood, BOOK)


def told(found: Coverage, values: np.ndarray) -> dict[str, float]:
    """The listings that have any, and how much."""
    ids = found.cached.snapshot.ids
    return {
        each: round(value, 3) for each, value in zip(ids, values.tolist(), strict=True) if value
    }


def test_words_anywhere_and_words_a_listing_is_called_by(make_context: ContextMaker) -> None:
    found = covering(make_context, "hire yard skip")
    assert found.terms == 3
    assert sum(found.worth.values()) == pytest.approx(1)
    assert told(found, found.own) == {"hall": 1.0}
    assert told(found, found.called) == {"hall": round(found.worth["yard"], 3)}
    assert not found.heard.any()


def test_together_is_what_one_sentence_and_the_name_have(make_context: ContextMaker) -> None:
    found = covering(make_context, "hire yard skip")
    everything = np.ones(len(LISTINGS), bool)
    assert found.together(everything) == pytest.approx(1 - min(found.worth.values()), abs=0.1)
    assert found.together(everything) < 1
    assert found.together(~everything) == 0
    assert found.together(np.array([each != "hall" for each in found.cached.snapshot.ids])) == 0


def test_subject_is_had_by_all_of_it_and_one_thing_of_it_by_who_has_the_word(
    make_context: ContextMaker,
) -> None:
    found = covering(make_context, "sport")
    assert told(found, found.with_heard) == {"cricket": 1.0, "judo": 1.0}
    assert told(found, found.heard) == {"cricket": True, "judo": True}


def test_one_particular_thing_is_not_met_by_its_subject(make_context: ContextMaker) -> None:
    found = covering(make_context, "judo")
    assert told(found, found.with_heard) == {"judo": 1.0}
    assert told(found, found.heard) == {"judo": True}


def test_people_are_met_where_a_phrase_has_no_subject(make_context: ContextMaker) -> None:
    found = covering(make_context, "new mums")
    assert told(found, found.with_heard) == {"mums": 1.0}
    assert told(found, found.own) == {}


def test_phrase_of_words_that_nobody_looks_for_is_met_whole(make_context: ContextMaker) -> None:
    found = covering(make_context, "something to do")
    assert found.terms == 0
    assert told(found, found.with_heard) == {"cricket": 1.0, "judo": 1.0}


def test_words_that_tell_the_story_count_least(make_context: ContextMaker) -> None:
    worth = covering(make_context, "knees wanting zither").worth
    assert worth["knee"] == pytest.approx(worth["want"]) == pytest.approx(0.3 * worth["zither"])


def test_words_of_a_phrase_that_was_heard_tell_no_story(make_context: ContextMaker) -> None:
    worth = covering(make_context, "my knees used to be good zither").worth
    assert worth["knee"] == pytest.approx(worth["good"]) == pytest.approx(worth["zither"])


@pytest.mark.parametrize("words", ["", "the of", "!? <b>"])
def test_no_words_are_had_by_nobody(make_context: ContextMaker, words: str) -> None:
    found = covering(make_context, words)
    each = [found.own, found.called, found.with_heard, found.heard]
    assert [told(found, values) for values in each] == [{}] * 4
    assert found.together(np.ones(len(LISTINGS), bool)) == 0


def test_empty_directory_has_nothing_of_any_word(make_context: ContextMaker) -> None:
    cached = make_context().directory_cache.current()
    found = coverage(cached, Understood(terms="judo", matches=BOOK.find("judo")), BOOK)
    assert (found.terms, len(found.own), found.together(np.zeros(0, bool))) == (1, 0, 0)


def test_rules_are_those_that_a_phone_needs() -> None:
    assert {name: rules()[name] for name in ("story", "usual_size", "looked_into")} == {
        "story": 0.3,
        "usual_size": 300,
        "looked_into": 40,
    }
    assert "want" in rules()["wishing"]  # type: ignore[operator]
