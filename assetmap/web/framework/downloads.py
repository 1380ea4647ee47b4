"""Files to take away: how often they may be asked for, in what pieces, and under which name."""

from collections.abc import Iterable, Iterator

from flask import Response, make_response

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


def file_answer(body: bytes | str, kind: str, name: str, shown: str = "attachment") -> Response:
    """A file with its kind and name; `shown` is `inline` for one that the browser shows."""
    response = make_response(body)
    response.mimetype = kind
    response.headers["Content-Disposition"] = f'{shown}; filename="{name}"'
    return response


def csv_answer(lines: Iterable[str], name: str) -> Response:
    """A table as a file."""
    return file_answer("".join(lines), "text/csv", name)
