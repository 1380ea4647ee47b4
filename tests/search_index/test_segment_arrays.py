"""The arrays of a segment have every document, length, posting and word that Whoosh keeps of it."""

import random
from pathlib import Path

from whoosh.index import open_dir

from assetmap.search_index.schema import FIELDS, schema
from assetmap.search_index.segment import Segment
from assetmap.search_index.segment_arrays import segment_arrays
from assetmap.search_index.whoosh_index import NAME, WhooshIndex
from tests.search_index.conftest import doc

SIZE = 300  # more than a block of postings


def test_arrays_of_a_segment_have_all_that_whoosh_keeps(index: WhooshIndex, tmp_path: Path) -> None:
    draw = random.Random(7)
    words = ["lunch", "walking", "walk", "чай", "a", "tea", "x" * 60, *(f"z{n}" for n in range(90))]
    index.apply(
        doc(f"n{(n * 7) % SIZE:03}", "Club", text=" ".join(draw.choices(words, k=n % 80)))
        for n in range(SIZE)
    )
    [(reader, _)] = open_dir(str(tmp_path / "index"), NAME, schema=schema()).reader().leaf_readers()
    segment = Segment("s", segment_arrays(reader))
    ids = [fields["id"] for fields in reader.all_stored_fields()]
    assert segment.ids.tolist() == sorted(each.encode() for each in ids)
    assert [ids[docnum] for docnum in segment.id_docnums] == sorted(ids)
    found = {}
    for number, field in enumerate(FIELDS):
        lengths = [reader.doc_field_length(docnum, field.name, 1) or 1 for docnum in range(SIZE)]
        assert segment.lengths(number).tolist() == lengths
        for term in reader.field_terms(field.name):
            matcher = reader.postings(field.name, term)
            docnums = list(matcher.all_ids())
            assert docnums
            [entry] = [each for each in segment.entries(term) if each.field == number]
            assert entry.docnums.tolist() == docnums
            found[number, term] = entry.frequencies.tolist()
    name, text = 0, [field.name for field in FIELDS].index("text")
    assert found[name, "club"] == [1.0] * SIZE
    assert max(found[text, "walk"]) > 1  # both words have that stem
    lexicon = {word: info.doc_frequency() for word, info in reader.iter_field("words")}
    mended = {"lunch", "walking", "walk", "club"}  # letters alone, neither few nor too many
    assert dict(zip(segment.words.tolist(), segment.word_counts.tolist(), strict=True)) == {
        word: count for word, count in lexicon.items() if word.decode() in mended
    }
    reader.close()
