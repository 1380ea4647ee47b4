from assetmap.services.admin.category_guess import guess_categories
from tests.conftest import ContextMaker
from tests.factories import a_listing


def test_words_of_a_category_speak_for_it(make_context: ContextMaker) -> None:
    draft = a_listing("draft", name="Chair dance", summary="Gentle exercise.", description="")
    found = guess_categories(make_context(), draft)
    assert set(found) >= {"active/gentle-exercise", "active/dance"}
    assert len(found) <= 5


def test_listings_with_the_same_words_speak_for_theirs(make_context: ContextMaker) -> None:
    choir = a_listing("choir", name="Harbour Choir", summary="Harmonies", categories=("meet",))
    draft = a_listing("draft", name="Second Harbour Choir", summary="Harmonies", description="")
    assert "meet" in guess_categories(make_context(choir), draft)


def test_a_listing_does_not_speak_for_itself(make_context: ContextMaker) -> None:
    own = a_listing("own", name="Zephyr quorl", summary="Zephyr quorl", description="")
    assert guess_categories(make_context(own), own) == ()


def test_nothing_is_offered_for_words_that_say_nothing(make_context: ContextMaker) -> None:
    blank = a_listing("draft", name="", summary="", description="")
    assert guess_categories(make_context(), blank) == ()


def test_everyday_words_and_words_of_listings_speak_for_a_category(
    make_context: ContextMaker,
) -> None:
    said = a_listing("a", name="Tuesdays", summary="For when you are lonely.", description="")
    called = a_listing("b", name="Befriending line", summary="A phone call.", description="")
    context = make_context()
    assert "meet/befriending" in guess_categories(context, said, 3)
    assert guess_categories(context, called, 3)[0] == "meet/befriending"
