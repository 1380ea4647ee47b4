"""Answers are kept within a number of bytes, whatever is asked."""

from assetmap.web.framework.kept_answers import KeptAnswers


def test_what_was_asked_for_last_is_kept_and_never_more_than_so_many_bytes() -> None:
    kept, made = KeptAnswers(100), []

    def get(key: str, size: int = 40) -> bytes:
        def make() -> bytes:
            made.append(key)
            return key.encode() * size

        return kept.get(key, make)

    assert [get("a"), get("b"), get("a")] == [b"a" * 40, b"b" * 40, b"a" * 40]
    get("c")  # b was asked for longest ago
    get("a")
    get("b")
    assert (made, kept.size) == (["a", "b", "c", "b"], 80)
    assert get("d", 101) == get("d", 101) == b"d" * 101
    assert (made[-2:], kept.size) == (["d", "d"], 80)
    kept.clear()
    assert kept.size == 0
