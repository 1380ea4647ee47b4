"""Postings of parts of an index, put together and given other numbers."""

import numpy as np

from assetmap.search_index.postings import FieldPostings, merged


def postings(terms: dict[str, dict[int, int]]) -> FieldPostings:
    """By term, how often it stands in which documents."""
    docs = [doc for each in terms.values() for doc in each]
    frequencies = [often for each in terms.values() for often in each.values()]
    return FieldPostings(
        [term.encode() for term in terms],
        np.array([len(each) for each in terms.values()], np.int64),
        np.array(docs, np.int64),
        np.array(frequencies, np.int64),
    )


def plain(found: FieldPostings) -> dict[str, dict[int, int]]:
    pairs = iter(zip(found.docs.tolist(), found.frequencies.tolist(), strict=True))
    return {
        term.decode(): dict(next(pairs) for _ in range(count))
        for term, count in zip(found.terms, found.counts.tolist(), strict=True)
    }


def test_parts_are_merged_term_by_term() -> None:
    one = postings({"knit": {4: 1, 7: 2}, "walk": {4: 1}})
    two = postings({"choir": {1: 3}, "walk": {0: 1, 5: 2}})
    found = merged([one, two])
    assert plain(found) == {"choir": {1: 3}, "knit": {4: 1, 7: 2}, "walk": {0: 1, 4: 1, 5: 2}}
    assert list(plain(found)["walk"]) == [0, 4, 5]


def test_one_part_alone_stays_as_it_is() -> None:
    only = postings({"knit": {0: 1}})
    assert merged([only]) is only


def test_documents_get_other_numbers_and_those_without_one_go() -> None:
    before = postings({"knit": {0: 1, 2: 5}, "sing": {1: 1}, "walk": {1: 2, 2: 1}})
    assert plain(before.renumbered(np.array([7, -1, 8], np.int64))) == {
        "knit": {7: 1, 8: 5},
        "walk": {8: 1},
    }
