"""Short lines as few pieces, none of them lost."""

from assetmap.web.framework.downloads import bundled


def test_lines_are_bundled_as_they_come() -> None:
    lines = [f"Line {n} é\n" * 100 for n in range(200)]
    pieces = list(bundled(lines))
    assert b"".join(pieces).decode() == "".join(lines)
    assert 1 < len(pieces) < 10
    assert list(bundled([])) == []


def test_nothing_is_made_before_it_is_sent() -> None:
    made: list[int] = []

    def lines() -> object:
        for n in range(100):
            made.append(n)
            yield "x" * 10_000

    pieces = bundled(lines())  # type: ignore[arg-type]
    next(pieces)
    assert len(made) < 10
