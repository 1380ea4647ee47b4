"""The sample's wards and patches: there with the sample, and gone with it."""

from assetmap.domain.areas.area_set import AreaKind
from assetmap.domain.people.people import PROGRAM
from assetmap.services.admin.sample import load_sample, remove_sample
from assetmap.services.areas.importing import import_areas
from assetmap.services.areas.sample_areas import load_sample_areas
from assetmap.services.listing_repository import Actor
from tests.area_files import BY, terms, two_wards
from tests.conftest import ContextMaker
from tests.services.areas.test_importing import postcodes

ACTOR = Actor(PROGRAM, "sample")


def test_they_come_and_go_with_the_sample(make_context: ContextMaker) -> None:
    context = make_context()
    load_sample(context)
    assert [each.name for each in context.areas.sets()] == ["Sample patches", "Sample wards"]
    assert load_sample_areas(context, ACTOR) == 0
    remove_sample(context, ACTOR)
    assert context.areas.sets() == []


def test_every_town_of_the_sample_has_a_patch(make_context: ContextMaker) -> None:
    context = make_context()
    load_sample_areas(context, ACTOR)
    patches = context.areas.current(AreaKind.PATCH, context.clock.today())
    assert patches is not None
    assert [p.label for p in context.gazetteer.places() if patches.area_at(p) is None] == []


def test_own_wards_keep_the_sample_away_and_own_sets_stay(make_context: ContextMaker) -> None:
    context = make_context()
    two_wards(context)
    assert load_sample_areas(context, ACTOR) == 0
    import_areas(context, BY, postcodes("RM187TB"), terms("Own patches", kind=AreaKind.PATCH))
    remove_sample(context, ACTOR)
    assert [each.name for each in context.areas.sets()] == ["Own patches", "Wards"]
