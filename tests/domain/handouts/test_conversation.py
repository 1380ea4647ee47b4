"""What a conversation holds, and must-haves that every borough's data can answer."""

from assetmap.domain.borough.borough import Borough
from assetmap.domain.borough.vocabulary import Term, Vocabulary
from assetmap.domain.handouts.conversation import MUST_HAVES, Conversation, must_haves_of
from assetmap.domain.search.facets import FACETS


def test_conversation_says_anything_once_any_part_of_it_is_said() -> None:
    said = (
        *(Conversation(near="Grays"), Conversation(words="x"), Conversation(likings=("make",))),
        *(Conversation(musts=("free",)), Conversation(language="Polish")),
    )
    assert [each.says_anything for each in said] == [True] * 5
    assert not Conversation().says_anything


def test_must_haves_ask_for_what_the_shipped_words_know(borough: Borough) -> None:
    known = {"access": borough.words.access_feature, "audience": borough.words.audience}
    asked = [(x.facet, value) for x in MUST_HAVES for value in x.values if x.facet in known]
    assert [(facet, value) for facet, value in asked if value not in known[facet]] == []
    assert {each.facet for each in MUST_HAVES} <= {*FACETS, "bus"}
    assert must_haves_of(borough.words) == MUST_HAVES


def test_must_haves_without_a_word_of_the_borough_are_not_offered() -> None:
    words = Vocabulary(access=(Term("quiet", "Quiet"),), audiences=(Term("men", "Men"),))
    offered = [must.slug for must in must_haves_of(words)]
    assert offered == ["daytime", "free", "bus", "quiet", "men"]


def test_shipped_wishes_each_name_a_category(borough: Borough) -> None:
    assert len(borough.words.likings) == 10
    assert all(each.categories for each in borough.words.likings)
