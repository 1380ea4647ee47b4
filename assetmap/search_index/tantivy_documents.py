"""What tantivy is given of a document, and how that is read back.

A term is indexed together with how often it stands in each field, as one token: `lunch␟1,,,2` is
once in the name and twice in the summary. So one look in the index gives each document once, with
all that the weights of fields need; tantivy itself tells Python nothing of how often.
"""

from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import tantivy

from assetmap.search_index.edits import Array
from assetmap.search_index.schema import FIELDS, STOP_WORDS, WORDS, Document, stem
from assetmap.search_index.spelling import may_be_mended
from assetmap.search_index.tantivy_folder import add_key_field, add_terms_field, call_tantivy

ID, FINGERPRINT, ORDINAL, TERMS = "id", "fingerprint", "ordinal", "terms"
_LENGTHS = "lengths"
_MARK = "\x1f"  # between term and frequencies: Python takes it for a blank, so no word has it
_BITS = {"text": 16}  # of a document's 64 for the lengths of its fields
_FEWER_BITS = 9


class Read(NamedTuple):
    """Documents as arrays; `lengths` has a row for each field."""

    ordinals: Array
    ids: Array
    lengths: Array


def _schema() -> tantivy.Schema:
    """What a document has: its terms, its words for spelling, and the lengths of its fields.

    The ordinal is a number that no other document has or had; newer ones have higher ones.
    """
    builder = tantivy.SchemaBuilder()
    add_key_field(builder, ID)
    builder.add_text_field(FINGERPRINT, stored=True, tokenizer_name="raw", index_option="basic")
    builder.add_unsigned_field(ORDINAL, fast=True, indexed=True)
    builder.add_unsigned_field(_LENGTHS, fast=True)
    add_terms_field(builder, TERMS)
    add_terms_field(builder, WORDS)
    return builder.build()


SCHEMA = _schema()


def tantivy_document(document: Document, ordinal: int) -> tantivy.Document:
    """A document as tantivy takes it."""
    folded = document.folded()
    frequencies: dict[str, list[int]] = defaultdict(lambda: [0] * len(FIELDS))
    lengths = shift = 0
    for number, field in enumerate(FIELDS):
        words = [word for word in folded[field.name].split() if word not in STOP_WORDS]
        for word in words:
            frequencies[stem(word)][number] += 1
        bits = _BITS.get(field.name, _FEWER_BITS)
        lengths |= min(len(words), (1 << bits) - 1) << shift
        shift += bits
    made = tantivy.Document(
        id=document.id,
        fingerprint=document.fingerprint,
        terms=" ".join(_token(term, counts) for term, counts in frequencies.items()),
        words=" ".join(filter(may_be_mended, set(folded[WORDS].split()))),
    )
    made.add_unsigned(ORDINAL, ordinal)
    made.add_unsigned(_LENGTHS, lengths)
    return made


def beginning(term: str) -> str:
    """How all tokens of a term begin."""
    return term + _MARK


def frequencies_of(token: str) -> tuple[int, ...]:
    """How often the term of a token stands in each field."""
    counts = [int(count or 0) for count in token.rpartition(_MARK)[2].split(",")]
    return (*counts, *[0] * (len(FIELDS) - len(counts)))


def read_documents(
    searcher: tantivy.Searcher, found: Sequence[tuple[int, tantivy.DocAddress]]
) -> Read:
    """The documents that a search by ordinal found."""
    addresses = [address for _, address in found]
    packed = np.array(
        call_tantivy(lambda: searcher.fast_field_values(_LENGTHS, addresses)), np.uint64
    )
    lengths = np.empty((len(FIELDS), len(packed)), np.float32)
    shift = 0
    for number, field in enumerate(FIELDS):
        bits = _BITS.get(field.name, _FEWER_BITS)
        lengths[number] = packed >> np.uint64(shift) & np.uint64((1 << bits) - 1)
        shift += bits
    ids = call_tantivy(lambda: [searcher.doc(address)[ID][0].encode() for address in addresses])
    return Read(
        np.array([ordinal for ordinal, _ in found], np.int64),
        np.array(ids, "S") if ids else np.empty(0, "S1"),
        lengths,
    )


def _token(term: str, counts: Sequence[int]) -> str:
    return beginning(term) + ",".join(str(count or "") for count in counts).rstrip(",")
