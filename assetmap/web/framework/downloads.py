"""Files that are made while they are sent: how often they may be asked for, and in what pieces."""

from collections.abc import Iterable, Iterator

DOWNLOADS = "120 per 1 minute; 1200 per 1 hour"  # for each visitor
_PIECE = 64 * 1024  # characters


def bundled(lines: Iterable[str]) -> Iterator[bytes]:
    """Many short lines as fewer pieces, so that no process holds all of a large file as one."""
    piece: list[str] = []
    size = 0
    for line in lines:
        piece.append(line)
        size += len(line)
        if size >= _PIECE:
            yield "".join(piece).encode()
            piece, size = [], 0
    if piece:
        yield "".join(piece).encode()
