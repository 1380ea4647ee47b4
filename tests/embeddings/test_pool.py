"""Vectors in memory."""

import numpy as np

from assetmap.embeddings.pool import Pool, cosines, lengths_of

UP = np.array([0, 1], np.float32)


def test_cosines_are_those_of_the_rows_at_any_number() -> None:
    rows = np.random.default_rng(3).integers(-127, 128, (2500, 8)).astype(np.int8)
    asked = np.ones(8, np.float32) / np.sqrt(np.float32(8))
    wide = rows.astype(np.float64)
    wanted = wide @ asked / np.linalg.norm(wide, axis=1)
    assert np.abs(cosines(rows, lengths_of(rows), asked) - wanted).max() < 1e-5


def test_measured_gives_the_whole_text_and_the_best_sentence() -> None:
    pool = Pool(3, 2)
    pool.put("a", np.array([[0, 100], [100, 0], [0, -50]], np.int8))
    pool.put("b", np.array([[100, 0], [0, 7]], np.int8))
    pool.put("only", np.array([[0, -9]], np.int8))
    whole, sentence = pool.measured(UP)
    assert (whole.tolist(), sentence.tolist()) == ([1, 0, -1], [0, 1, -1])
    pool.put("a", np.array([[0, -1], [0, 1]], np.int8))
    whole, sentence = pool.measured(UP)
    assert (whole.tolist(), sentence.tolist()) == ([-1, 0, -1], [1, 1, -1])


def test_pool_grows_and_keeps_what_it_has() -> None:
    pool = Pool(2, 2)
    pool.reserve(3)
    for number in range(200):
        pool.put(f"n{number}", np.array([[number % 100, 1], [0, 1]], np.int8))
    whole, _ = pool.measured(UP)
    wanted = [1 / np.hypot(number % 100, 1) for number in range(200)]
    assert np.abs(whole - np.array(wanted)).max() < 1e-6


def test_positions_are_of_those_that_have_a_place() -> None:
    pool = Pool(2, 2)
    for each in ("gone", "a", "b"):
        pool.put(each, np.array([[1, 1]], np.int8))
    slots, places = pool.positions({"b": 0, "without": 1, "a": 2})
    assert dict(zip(places.tolist(), slots.tolist(), strict=True)) == {2: 1, 0: 2}
    assert [len(each) for each in Pool(2, 2).positions({"a": 0})] == [0, 0]
