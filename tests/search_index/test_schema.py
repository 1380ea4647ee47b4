"""Words into terms, and the mark by which a document that is out of date is seen."""

from dataclasses import fields, replace

from hypothesis import given
from hypothesis import strategies as st

from assetmap.domain.text import fold
from assetmap.search_index.schema import (
    FIELDS,
    OWN_STEMS,
    STOP_WORDS,
    Document,
    content_words,
    labels_text,
    schema,
    terms_of,
    without_contractions,
)
from tests.properties import quick

DOCUMENT = Document("id", "name", "aka", "labels", "summary", "text", "place")


def test_fingerprint_changes_with_each_text() -> None:
    changed = [replace(DOCUMENT, **{field.name: "other"}).fingerprint for field in fields(DOCUMENT)]
    assert len({DOCUMENT.fingerprint, *changed}) == 1 + len(fields(DOCUMENT))


def test_fingerprint_tells_texts_in_other_fields_apart() -> None:
    one, two = Document("id", "a", "b"), Document("id", "ab")
    assert len({one.fingerprint, two.fingerprint, Document("id", "", "ab").fingerprint}) == 3


def test_fingerprint_stays_for_the_same_texts() -> None:
    assert DOCUMENT.fingerprint == replace(DOCUMENT).fingerprint == "37f90109fb60da1c"


def test_folded_has_every_field_and_all_words() -> None:
    folded = replace(DOCUMENT, name="Café O'Neill").folded()
    assert folded == {
        "name": "cafe oneill",
        "also_known_as": "aka",
        "labels": "labels",
        "summary": "summary",
        "text": "text",
        "place": "place",
        "words": "cafe oneill aka labels summary text place",
    }


def test_schema_has_a_field_for_each_text() -> None:
    assert set(schema().names()) == {"id", "fingerprint", "words", *(f.name for f in FIELDS)}
    assert {field.name for field in fields(Document)} == {"id", *(f.name for f in FIELDS)}


def test_terms_are_folded_stemmed_and_once_each() -> None:
    assert terms_of("Knitting, KNITTED & the knits at cafés") == ("knit", "cafe")


def test_things_of_their_own_keep_their_endings() -> None:
    assert terms_of("boxing, parking & weddings") == ("boxing", "parking", "wedding")
    assert terms_of("a box in the park, trains") == ("box", "park", "train")
    assert all(terms_of(word) == (stem,) for word, stem in OWN_STEMS.items())


def test_stop_words_are_folded_words() -> None:
    assert content_words(" ".join(sorted(STOP_WORDS))) == []
    assert terms_of(" ".join(sorted(STOP_WORDS))) == ()


def test_content_words_are_in_order_and_unstemmed() -> None:
    assert content_words("Is there Knitting for the Carers?") == ["knitting", "carers"]


def test_labels_are_one_text() -> None:
    assert labels_text(["Cafés and chat", "Meet people"]) == "Cafés and chat . Meet people"


def test_of_i_will_and_she_would_only_the_first_half_counts() -> None:
    assert without_contractions("I'll go, she’d help, we'd sing") == "I go, she help, we sing"
    assert terms_of("I'll be ill") == ("ill",)
    assert terms_of("she'd love a shed") == ("love", "shed")
    assert terms_of("dad's shed") == terms_of("dads shed")


@quick
@given(st.text(st.characters(codec="utf-8"), max_size=40) | st.text(alphabet="the ingsrun'’ly-é "))
def test_terms_are_those_that_the_index_would_keep(words: str) -> None:
    analysed = schema()["name"].analyzer(fold(without_contractions(words)), mode="query")
    assert terms_of(words) == tuple(dict.fromkeys(token.text for token in analysed))
