"""Which texts a listing's vectors are made of."""

from dataclasses import replace

from assetmap.domain.listings.listing import Contact, Precision, Where
from assetmap.domain.listings.public_listing import public_view
from assetmap.services.embeddings.phrase_embeddings import EACH, fingerprint_of, texts_of
from tests.factories import TILBURY, a_listing

SECRET = a_listing(
    where=Where(Precision.WITHHELD, "Secret House", "1 Secret Road", "Secretham", "", TILBURY),
    private=Contact("01632 960666", "secret@example.org", "", "Secret Person"),
    steward="Secret Steward",
)


def test_texts_are_the_whole_then_the_name_and_the_first_sentences() -> None:
    assert texts_of(public_view(SECRET)) == [
        "Knit Club. Knitting and talk. Bring your wool. Beginners are shown how.",
        "Knit Club",
        "Bring your wool.",
        "Beginners are shown how.",
    ]


def test_texts_are_never_more_than_there_is_room_for() -> None:
    long = public_view(a_listing(description="One day. Ok! No. " * 9))
    assert texts_of(long)[1:] == ["Knit Club", "One day.", "One day.", "One day."]
    assert len(texts_of(long)) == EACH


def test_fingerprint_changes_with_each_text_and_the_model_alone() -> None:
    shown = public_view(SECRET)
    other = [
        fingerprint_of(public_view(replace(SECRET, **{field: "Other"})), "m")
        for field in ("name", "summary", "description")
    ]
    first = fingerprint_of(shown, "m")
    assert len({first, fingerprint_of(shown, "n"), *other}) == 5
    assert fingerprint_of(public_view(replace(SECRET, steward="Else", private=Contact())), "m") == (
        first
    )
