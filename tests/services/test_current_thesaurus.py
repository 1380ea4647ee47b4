"""The everyday words as they are now: the newest change of each concept, in every process."""

from datetime import UTC, datetime

from assetmap.domain.borough.thesaurus import Concept, ConceptChange, Thesaurus
from assetmap.services.admin.thesaurus import change, versions
from assetmap.services.current_thesaurus import TrialThesaurus, changed
from tests.conftest import ContextMaker
from tests.services.colleagues import EDITOR, by

AT = datetime(2026, 3, 16, tzinfo=UTC)
KNIT, SING = Concept("knit", ("purl",)), Concept("sing", ("choir",))


def of(concept: Concept, number: int, *, is_removed: bool = False) -> ConceptChange:
    id_ = f"{concept.id}:{number}"
    return ConceptChange(id_, concept.id, number, concept, "edna", AT, is_removed)


def test_newest_number_wins_in_whatever_order_changes_come() -> None:
    newer, newest = Concept("knit", ("cast on",)), Concept("knit", ("yarn",))
    found = changed(Thesaurus((KNIT, SING)), [of(newest, 3), of(newer, 2)])
    assert found == Thesaurus((newest, SING))


def test_removed_ones_are_left_out_and_new_ones_come_last() -> None:
    dance = Concept("dance", ("jive",))
    changes = [of(dance, 1), of(KNIT, 1, is_removed=True)]
    assert changed(Thesaurus((KNIT, SING)), changes) == Thesaurus((SING, dance))


def test_other_process_hears_a_change_at_once(make_context: ContextMaker) -> None:
    one, other = make_context(), make_context()
    last = versions(one, "lonely")[-1]
    assert other.phrases().find("frobbing") == ()
    changed_ = Concept("lonely", (*last.concept.say, "frobbing"), last.concept.categories)
    change(one, by(EDITOR), changed_, last.number)
    assert [match.concept.id for match in other.phrases().find("frobbing")] == ["lonely"]
    assert other.phrases() is other.phrases(), "and is not read anew for each question"


def test_desk_that_tries_words_leaves_the_other_as_it_was(make_context: ContextMaker) -> None:
    context = make_context()
    trial = context.trying(Thesaurus((KNIT,)))
    assert [match.concept for match in trial.phrases().find("purl")] == [KNIT]
    assert context.phrases().find("housebound")
    assert trial.phrases().find("housebound") == ()
    assert trial.store is context.store


def test_trial_gives_the_thesaurus_it_was_made_of() -> None:
    assert TrialThesaurus(Thesaurus((KNIT,))).thesaurus() == Thesaurus((KNIT,))


def test_those_who_hear_the_same_words_share_their_phrases(make_context: ContextMaker) -> None:
    first = make_context()
    book = first.phrases()
    others = [first.trying(Thesaurus((Concept(f"c{number}", ("x",)),))) for number in range(9)]
    assert len({id(each.phrases()) for each in others}) == 9
    assert make_context().phrases() is book
