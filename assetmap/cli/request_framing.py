"""Where a request ends, told while its bytes come in: RFC 9112, sections 2, 6 and 7.1.

It decides only when a request may be handed to the server's own parser, which judges it. What
cannot be framed is called whole at once, so that the parser refuses it now and not at a deadline.
"""

from enum import Enum, auto

HEAD_MOST = 64 * 1024  # bytes of request line and headers: the parser's limits are lower
BODY_MOST = 26 * 1024 * 1024  # bytes: more than any form takes, so that our own page says so
_LINE_MOST = 8190  # bytes of one line without an end: the parser's limit
_START = 256  # bytes: enough to tell what is asked for
_DATA = (b".json", b".geojson", b".csv", b".ics", b".atom")
_HEX = frozenset(b"0123456789abcdefABCDEF")


class Stage(Enum):
    """How much of a request is there."""

    NOTHING = auto()
    HEAD = auto()
    BODY = auto()
    WHOLE = auto()


class RequestFraming:
    """Follows one request. With a `cut_status` its end is not known, so nothing may follow it.

    That is the status to refuse it with, should the parser ask for what did not come.
    """

    def __init__(self) -> None:
        self.stage = Stage.NOTHING
        self.cut_status = 0
        self.wants_continue = False
        self._head = bytearray()
        self._start = b""
        self._left = 0  # bytes of the body, or of the chunk with its end of line, still to come
        self._line: bytearray | None = None  # of the line before a chunk, or of the trailers
        self._in_trailers = False
        self._seen = 0

    @property
    def asks_for_data(self) -> bool:
        """Whether it asks for an address of data, by how that ends."""
        path = self._start.lstrip(b"\r\n").partition(b" ")[2].partition(b" ")[0]
        return path.partition(b"?")[0].endswith(_DATA)

    def take(self, data: bytes) -> int:
        """Follow the next bytes; gives how many of them belong to this request."""
        if self.stage is Stage.NOTHING and data:
            self.stage = Stage.HEAD
        used = 0
        if self.stage is Stage.HEAD:
            used = self._take_head(data)
        if self.stage is Stage.BODY:
            used += self._take_body(data[used:])
        return used

    def _take_head(self, data: bytes) -> int:
        before = len(self._head)
        self._head += data
        if before < _START:
            self._start = bytes(self._head[:_START])
        start = 2 if self._head[:2] == b"\r\n" else 0  # one empty line may stand before it
        end = self._head.find(b"\r\n\r\n", max(start, before - 3))
        head = self._head if end < 0 else self._head[: end + 2]
        if end < 0 and len(head) > _LINE_MOST and b"\r\n" not in head[start:]:
            self._cut(414)
        elif len(head) > HEAD_MOST:
            self._cut(431)
        elif head.count(b"\n") != head.count(b"\r\n"):
            self._cut(400)
        if end < 0 or self.cut_status:
            return len(data)
        used = end + 4 - before
        self._read_headers(bytes(head[start:]).split(b"\r\n")[1:])
        self._head = bytearray()
        return used

    def _read_headers(self, lines: list[bytes]) -> None:
        fields = [line.partition(b":") for line in lines]
        named = [(name.strip().lower(), value.strip().lower()) for name, _, value in fields]
        lengths = [value for name, value in named if name == b"content-length"]
        codings = [value for name, value in named if name == b"transfer-encoding"]
        self.wants_continue = (b"expect", b"100-continue") in named
        if (lengths and codings) or len(lengths) > 1 or len(codings) > 1:
            self._cut(400)
        elif codings and codings[0].endswith(b"chunked"):
            self.stage, self._line = Stage.BODY, bytearray()
        elif codings or not all(length.isdigit() for length in lengths):
            self._cut(400)
        else:
            self._expect(int(lengths[0][:20]) if lengths else 0)

    def _expect(self, length: int) -> None:
        self._left = length
        self.stage = Stage.BODY if length else Stage.WHOLE
        if length > BODY_MOST:  # handed over without it: the app refuses it by its length
            self._cut(413)

    def _take_body(self, data: bytes) -> int:
        if self._line is None:
            used = min(self._left, len(data))
            self._left -= used
            if not self._left:
                self.stage = Stage.WHOLE
            return used
        used = 0
        while used < len(data) and self.stage is Stage.BODY:
            used += self._take_chunked(data, used)
        self._seen += used
        if self.stage is Stage.BODY and self._seen > BODY_MOST:
            self._cut(413)
        return used

    def _take_chunked(self, data: bytes, start: int) -> int:
        """Follow a chunk, or one line, from `start` on; gives how many bytes that was."""
        if self._left:
            used = min(self._left, len(data) - start)
            self._left -= used
            return used
        line = self._line if self._line is not None else bytearray()
        end = data.find(b"\n", start)
        taken = data[start : end + 1] if end >= 0 else data[start:]
        line += taken
        if len(line) > _LINE_MOST:
            self._cut(400)
        elif end >= 0:
            self._end_line(bytes(line))
            self._line = bytearray()
        return len(taken)

    def _end_line(self, line: bytes) -> None:
        size = line.partition(b";")[0].strip()
        if not line.endswith(b"\r\n"):
            self._cut(400)
        elif self._in_trailers:
            if line == b"\r\n":
                self.stage = Stage.WHOLE
        elif not size or len(size) > 15 or not _HEX.issuperset(size):
            self._cut(400)
        elif int(size, 16) == 0:
            self._in_trailers = True
        else:
            self._left = int(size, 16) + 2  # with the end of line behind it

    def _cut(self, status: int) -> None:
        self.stage, self.cut_status = Stage.WHOLE, status
