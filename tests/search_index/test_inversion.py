"""Words of documents turned into postings: the same terms that questions are looked up by."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from assetmap.domain.text import fold
from assetmap.search_index.inversion import Inversion
from assetmap.search_index.schema import schema
from tests.properties import quick
from tests.search_index.test_postings import plain

texts = st.lists(
    st.fixed_dictionaries({"name": st.text(max_size=30), "text": st.text(max_size=60)}), max_size=4
)


def test_words_become_stems_and_stay_words() -> None:
    inversion = Inversion(("name", "text"), "words")
    lengths = [
        inversion.add(0, {"name": "the knitting club", "text": "we knit and knit"}),
        inversion.add(2, {"name": "", "text": "clubs"}),
    ]
    assert lengths == [{"name": 2, "text": 2, "words": 7}, {"text": 1, "words": 1}]
    found = {name: plain(each) for name, each in inversion.postings().items()}
    assert found == {
        "name": {"club": {0: 1}, "knit": {0: 1}},
        "text": {"club": {2: 1}, "knit": {0: 2}},
        "words": {
            "and": {0: 1},
            "club": {0: 1},
            "clubs": {2: 1},
            "knit": {0: 2},
            "knitting": {0: 1},
            "the": {0: 1},
            "we": {0: 1},
        },
    }


def test_without_documents_there_are_no_postings() -> None:
    assert Inversion(("name",), "words").postings() == {}


@quick
@given(documents=texts)
def test_terms_are_those_of_the_schemas_analysers(documents: list[dict[str, str]]) -> None:
    inversion, analysers = Inversion(("name", "text"), "words"), schema()
    expected: dict[str, dict[str, dict[int, int]]] = {"name": {}, "text": {}, "words": {}}
    for number, document in enumerate(documents):
        folded = {name: fold(text) for name, text in document.items()}
        together = " ".join(folded.values())
        lengths = {}
        for name, text in {**folded, "words": together}.items():
            often = Counter(token.text for token in analysers[name].analyzer(text, mode="index"))
            lengths[name] = often.total()
            for term, times in often.items():
                expected[name].setdefault(term, {})[number] = times
        found = {**dict.fromkeys(lengths, 0), **inversion.add(number, folded)}
        assert found == lengths
    given = {name: plain(each) for name, each in inversion.postings().items()}
    assert given == {name: terms for name, terms in expected.items() if terms}
