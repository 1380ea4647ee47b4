"""Fits the classifier: logistic regression over words and pairs of words."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from assetmap.domain.borough.text_classifier import WordWeights, terms_in
from assetmap.domain.text import fold

_SEVERAL = 3  # texts that have two words in a row, before these count
_FREEDOM = 4.0  # scikit-learn's C: how far weights may go from nought
_TWENTIETHS = 20
_LITTLE = 8  # of these: less says little, and a phone has to carry it


@dataclass(frozen=True)
class TermTable:
    """The terms that count, each with its column."""

    columns: Mapping[str, int]

    @classmethod
    def of(cls, texts: Sequence[str]) -> "TermTable":
        """Every word of some texts, and each two in a row that several have."""
        many = Counter(term for text in texts for term in terms_in(fold(text)))
        kept = sorted(term for term, n in many.items() if n >= _SEVERAL or " " not in term)
        return cls({term: column for column, term in enumerate(kept)})

    def table(self, texts: Sequence[str]) -> csr_matrix:
        """A row for each text, with ones for the terms that it has."""
        rows, columns = [], []
        for row, text in enumerate(texts):
            found = sorted(
                self.columns[each] for each in terms_in(fold(text)) & self.columns.keys()
            )
            rows += [row] * len(found)
            columns += found
        shape = (len(texts), len(self.columns))
        return csr_matrix((np.ones(len(rows)), (rows, columns)), shape)


def learned(of_the_sort: Sequence[str], others: Sequence[str]) -> WordWeights:
    """The weights that tell texts of a sort from others."""
    texts = [*of_the_sort, *others]
    terms = TermTable.of(texts)
    return _fitted(terms, texts, np.arange(len(texts)) < len(of_the_sort), l1_ratio=0)


def learned_kinds(texts: Sequence[str], kinds: Sequence[str]) -> dict[str, WordWeights]:
    """For each kind, the few weights that tell texts of it from those of all others."""
    terms, own = TermTable.of(texts), np.array(kinds)
    return {kind: _fitted(terms, texts, own == kind, l1_ratio=1) for kind in sorted(set(kinds))}


def _fitted(
    terms: TermTable,
    texts: Sequence[str],
    is_it: "np.ndarray[tuple[int], np.dtype[np.bool_]]",
    l1_ratio: float,
) -> WordWeights:
    # Far more texts are none: both sides count as much.
    model = LogisticRegression(
        C=_FREEDOM,
        l1_ratio=l1_ratio,
        class_weight="balanced",
        solver="liblinear",
        max_iter=20_000,
        random_state=0,
    ).fit(terms.table(texts), is_it)
    twentieths = np.rint(model.coef_[0] * _TWENTIETHS).astype(int).tolist()
    weights = dict(zip(terms.columns, twentieths, strict=True))
    start = round(float(model.intercept_[0]) * _TWENTIETHS)
    return WordWeights(
        start, {term: weight for term, weight in weights.items() if abs(weight) >= _LITTLE}
    )
