"""The vectors that are kept."""

from pathlib import Path

import numpy as np

from assetmap.embeddings.vector_file import VectorFile, made_small

A, B, C = (np.array(rows, np.int8) for rows in ([[1, 2], [3, 4]], [[5, 6]], [[-7, 127]]))


def kept(file: VectorFile, since: int = 0) -> list[tuple[str, str, list[list[int]]]]:
    return [(each.id, each.fingerprint, each.vectors.tolist()) for each in file.since(since)]


def test_one_process_reads_what_another_kept(tmp_path: Path) -> None:
    one, other = (VectorFile(tmp_path / "new" / "vectors.db", 2) for _ in range(2))
    assert (one.last(), one.count(), kept(one)) == (0, 0, [])
    other.keep([("a", "f1", A), ("b", "f2", B)])
    assert kept(one) == [("a", "f1", A.tolist()), ("b", "f2", B.tolist())]
    seen = one.last()
    other.keep([("a", "f3", C)])
    assert (kept(one, seen), one.count()) == ([("a", "f3", C.tolist())], 2)
    one.drop(["a", "never there"])
    assert kept(other) == [("b", "f2", B.tolist())]
    before = other.last()
    one.clear()
    one.keep([("b", "f2", B)])
    assert other.last() > before  # so that whoever follows sees it
    one.close()
    other.close()


def test_texts_are_found_by_what_they_say(tmp_path: Path) -> None:
    file = VectorFile(tmp_path / "vectors.db", 2)
    many = [f"text {number}" for number in range(1200)]
    file.keep_texts(many, np.tile(C, (1200, 1)))
    file.keep_texts(["text 3"], B)
    found = file.texts(["text 3", "text 1199", "text 3", "not there"])
    assert {text: vector.tolist() for text, vector in found.items()} == {
        "text 3": [5, 6],
        "text 1199": [-7, 127],
    }
    assert len(file.texts(many)) == 1200
    file.close()


def test_damaged_file_is_made_anew(tmp_path: Path) -> None:
    (tmp_path / "vectors.db").write_bytes(b"no database at all " * 300)
    file = VectorFile(tmp_path / "vectors.db", 2)
    file.keep([("a", "f1", A)])
    assert kept(file) == [("a", "f1", A.tolist())]
    file.close()


def test_made_small_keeps_where_a_vector_points() -> None:
    wide = np.array([[0.6, -0.8], [0, 0], [0.1, 0.0]], np.float32)
    assert made_small(wide).tolist() == [[95, -127], [0, 0], [127, 0]]
