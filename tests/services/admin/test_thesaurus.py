"""Editors' changes to the everyday words: versions, audit, conflicts, and who may."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from assetmap.domain.borough.thesaurus import Concept
from assetmap.domain.people.people import NotAllowed, Person
from assetmap.services.admin import thesaurus as words
from assetmap.services.admin.thesaurus import BadConcept
from assetmap.services.context import Context
from assetmap.services.privacy.audit import prove
from assetmap.storage.store import NotFound, Stale
from assetmap.storage.tables import CONCEPT_CHANGES
from tests.conftest import ContextMaker
from tests.services.colleagues import ADMIN, COORDINATOR, EDITOR, LEAVER, MANAGER, VOLUNTEER, by

FOBS = Concept("lost-fobs", ("misplaced my fobs",), ("home/odd-jobs",), words=("locksmith",))


@pytest.fixture
def context(make_context: ContextMaker) -> Context:
    return make_context()


def audited(context: Context) -> list[tuple[str, str, dict[str, tuple[str, str]]]]:
    return [
        (
            each.entry.happening.what,
            each.entry.happening.subject,
            {value.field: (value.before, value.after) for value in each.values},
        )
        for each in context.store.audited()
    ]


def test_change_is_a_version_with_what_differs_in_the_audit(context: Context) -> None:
    words.make(context, by(EDITOR), FOBS)
    after = replace(FOBS, say=("my fobs went",), categories=("home/safety",), urgent=True)
    words.change(context, by(ADMIN), after, 1)
    found = [(each.number, each.by, each.concept) for each in words.versions(context, "lost-fobs")]
    assert found == [(1, "edna", FOBS), (2, "ada", after)]
    what, subject, values = audited(context)[-1]
    assert (what, subject) == ("changed everyday words", "concept:lost-fobs")
    assert values == {
        "phrases": ("misplaced my fobs", "my fobs went"),
        "subjects": ("home/odd-jobs", "home/safety"),
        "urgent": ("no", "yes"),
    }
    assert prove(context).broken is None


def test_saving_nothing_new_keeps_no_version(context: Context) -> None:
    shipped = words.versions(context, "lonely")[-1]
    words.change(context, by(EDITOR), shipped.concept, shipped.number)
    assert context.store.find(CONCEPT_CHANGES) == []
    assert audited(context) == []


def test_late_change_is_refused_and_leaves_no_trace(context: Context) -> None:
    words.make(context, by(EDITOR), FOBS)
    words.add_phrase(context, by(EDITOR), "fobbed off again", "lost-fobs")
    before = audited(context)
    attempts: tuple[Callable[[], object], ...] = (
        lambda: words.change(context, by(ADMIN), replace(FOBS, urgent=True), 1),
        lambda: words.remove(context, by(ADMIN), "lost-fobs", 1),
        lambda: words.restore(context, by(ADMIN), "lost-fobs", 1, 1),
    )
    for late in attempts:
        with pytest.raises(Stale):
            late()
    assert audited(context) == before
    assert len(words.versions(context, "lost-fobs")) == 2


def test_earlier_version_counts_again_as_a_new_one(context: Context) -> None:
    words.remove(context, by(EDITOR), "housebound", 0)
    assert context.phrases().find("housebound") == ()
    with pytest.raises(BadConcept):
        words.add_phrase(context, by(EDITOR), "cannot leave", "housebound")
    words.restore(context, by(EDITOR), "housebound", 0, 1)
    history = words.versions(context, "housebound")
    assert [(each.number, each.is_removed) for each in history] == [
        (0, False),
        (1, True),
        (2, False),
    ]
    assert history[2].concept == history[0].concept
    assert [values.get("counts") for _, _, values in audited(context)] == [
        ("yes", "no"),
        ("no", "yes"),
    ]


def test_names_that_are_taken_and_words_that_are_not_there(context: Context) -> None:
    with pytest.raises(BadConcept):
        words.make(context, by(EDITOR), replace(FOBS, id="lonely"))
    words.make(context, by(EDITOR), FOBS)
    with pytest.raises(BadConcept):
        words.make(context, by(EDITOR), FOBS)
    with pytest.raises(NotFound):
        words.restore(context, by(EDITOR), "lost-fobs", 7, 1)
    with pytest.raises(NotFound):
        words.change(context, by(EDITOR), replace(FOBS, id="nothing"), 0)


@pytest.mark.parametrize("person", [VOLUNTEER, COORDINATOR, MANAGER, LEAVER, Person("x")])
def test_words_are_changed_by_editors_alone(context: Context, person: Person) -> None:
    preferences: tuple[Callable[[], object], ...] = (
        lambda: words.make(context, by(person), FOBS),
        lambda: words.change(context, by(person), replace(FOBS, id="lonely"), 0),
        lambda: words.add_phrase(context, by(person), "fobbed off", "lonely"),
        lambda: words.remove(context, by(person), "lonely", 0),
        lambda: words.restore(context, by(person), "lonely", 0, 0),
    )
    for preference in preferences:
        with pytest.raises(NotAllowed):
            preference()
    assert context.store.find(CONCEPT_CHANGES) == []


def test_particular_things_are_told_in_the_audit(context: Context) -> None:
    both = replace(FOBS, say=("misplaced my fobs", "car fob"), narrower=("car fob",))
    words.make(context, by(EDITOR), both)
    words.change(context, by(ADMIN), replace(both, narrower=("misplaced my fobs",)), 1)
    (_, _, made), (_, _, changed) = audited(context)
    assert made["particular things"] == ("", "car fob")
    assert changed == {"particular things": ("car fob", "misplaced my fobs")}


def test_version_with_particular_things_is_read_back_as_it_was(context: Context) -> None:
    both = replace(FOBS, say=("misplaced my fobs", "car fob"), narrower=("car fob",))
    words.make(context, by(EDITOR), both)
    words.remove(context, by(EDITOR), "lost-fobs", 1)
    words.restore(context, by(EDITOR), "lost-fobs", 1, 2)
    assert words.versions(context, "lost-fobs")[-1].concept == both
    (match,) = context.phrases().find("where is my car fob")
    assert (match.phrase, match.is_narrower) == ("car fob", True)
