"""The forward pass against the same sums done the plain way, one text at a time."""

import math
import os
from pathlib import Path

import numpy as np
import pytest

from assetmap.embeddings.fetching import read_model
from assetmap.embeddings.model import Model, WordPieces
from assetmap.embeddings.weights import SCALE, BadWeights
from tests.embeddings.tiny import LAYERS, LONGEST, PIECES, SIZE, tiny_kept


def pieces(text: str, most: int = 256) -> list[str]:
    return [PIECES[number] for number in WordPieces(PIECES).numbers(text, most)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Knitting", ["knit", "##ting"]),
        ("my mum's lonely.", ["my", "mum", "'", "s", "lonely", "."]),
        ("£5", ["£", "##5"]),  # a sign of money is no punctuation
        ("5,5", ["5", ",", "5"]),
        ("Wóol\u00a0\u200bpool\n", ["wool", "pool"]),
        ("warm中wool", ["warm", "[UNK]", "wool"]),
        ("knitω", ["[UNK]"]),
        ("a" * 101, ["[UNK]"]),
        ("\x00\ufffd \t", []),
        ("", []),
    ],
)
def test_numbers_are_those_of_bert_uncased(text: str, expected: list[str]) -> None:
    assert pieces(text) == ["[CLS]", *expected, "[SEP]"]


def test_numbers_end_with_the_mark_however_long_the_text() -> None:
    assert pieces("wool " * 9, most=4) == ["[CLS]", "wool", "wool", "[SEP]"]


def test_vocabulary_without_the_marks_is_refused() -> None:
    with pytest.raises(KeyError):
        WordPieces(["wool"])


REAL = os.environ.get("ASSETMAP_TEST_MEANING", "")
TEXTS = ("my mum is lonely", "knitting", "swim pool", "warm wool", "", "dog " * 40)


def plainly(text: str) -> np.ndarray:
    """BERT in 64 bits as it is written down, head by head and word by word."""
    kept = {name: each.astype(np.float64) for name, each in tiny_kept().items()}
    w = {n: a * kept[n + SCALE] if n + SCALE in kept else a for n, a in kept.items()}
    numbers = WordPieces(PIECES).numbers(text, LONGEST)
    x = [
        w["embeddings.word_embeddings.weight"][number]
        + w["embeddings.position_embeddings.weight"][place]
        + w["embeddings.token_type_embeddings.weight"][0]
        for place, number in enumerate(numbers)
    ]
    x = [levelled(w, "embeddings.LayerNorm", each) for each in x]
    for number in range(LAYERS):
        at = f"encoder.layer.{number}."
        parts = ("query", "key", "value")
        q, k, v = ([dense(w, f"{at}attention.self.{p}", each) for each in x] for p in parts)
        mixed = [np.zeros(SIZE) for _ in x]
        for head in range(0, SIZE, 32):
            one = slice(head, head + 32)
            for i in range(len(x)):
                said = [math.exp(q[i][one] @ k[j][one] / math.sqrt(32)) for j in range(len(x))]
                mixed[i][one] = sum(s * v[j][one] for j, s in enumerate(said)) / sum(said)
        out, norm = f"{at}attention.output.dense", f"{at}attention.output.LayerNorm"
        x = [levelled(w, norm, a + dense(w, out, m)) for a, m in zip(x, mixed, strict=True)]
        wide = [
            np.array([t / 2 * (1 + math.erf(t / math.sqrt(2))) for t in each])
            for each in (dense(w, f"{at}intermediate.dense", a) for a in x)
        ]
        out, norm = f"{at}output.dense", f"{at}output.LayerNorm"
        x = [levelled(w, norm, a + dense(w, out, m)) for a, m in zip(x, wide, strict=True)]
    mean = sum(x) / len(x)
    return np.asarray(mean / math.sqrt(sum(mean**2)))


def dense(w: dict[str, np.ndarray], name: str, x: np.ndarray) -> np.ndarray:
    return w[f"{name}.weight"] @ x + w[f"{name}.bias"]


def levelled(w: dict[str, np.ndarray], name: str, x: np.ndarray) -> np.ndarray:
    spread = math.sqrt(((x - x.mean()) ** 2).mean() + 1e-12)
    return (x - x.mean()) / spread * w[f"{name}.weight"] + w[f"{name}.bias"]


def test_vectors_are_what_the_sums_give() -> None:
    found = Model(tiny_kept()).vectors(TEXTS)
    assert found.dtype == np.float32
    assert np.abs(found - np.array([plainly(text) for text in TEXTS])).max() < 2e-5


def test_vectors_of_texts_together_are_those_of_each_alone() -> None:
    model = Model(tiny_kept())
    together = model.vectors([*TEXTS, *TEXTS])
    alone = np.concatenate([model.vectors([text]) for text in [*TEXTS, *TEXTS]])
    assert np.abs(together - alone).max() < 1e-6
    assert model.vectors([]).shape == (0, SIZE)


def test_weights_that_are_not_whole_are_refused() -> None:
    kept = tiny_kept()
    kept.pop("encoder.layer.1.output.dense.bias")
    with pytest.raises(BadWeights, match=r"no encoder\.layer\.1\.output\.dense\.bias"):
        Model(kept)


def test_vocabulary_of_another_model_is_refused() -> None:
    kept = tiny_kept()
    name = "embeddings.word_embeddings.weight"
    kept[name] = kept[name][1:]
    with pytest.raises(BadWeights, match=f"{len(PIECES)} pieces, but weights for"):
        Model(kept)


@pytest.mark.skipif(not REAL, reason="ASSETMAP_TEST_MEANING names no folder with the weights")
def test_real_weights_know_what_is_near() -> None:
    model = read_model(Path(REAL) / "model.safetensors")
    asked, near, far = model.vectors(
        ["my mum used to love knitting", "A relaxed craft circle. Bring wool.", "Boiler repairs"]
    )
    # Cosines of onnxruntime 1.31 with another int8 file of the same model: 0.315 and 0.127.
    assert (round(float(asked @ near), 2), round(float(asked @ far), 2)) == (0.32, 0.13)
