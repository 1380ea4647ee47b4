"""A line for each visit, when it is asked for: what was answered and how quickly, never to whom.

No internet address, nothing that was searched for, and no key of a link stands in it. The id of a
request is that of the web server in front, so that both logs and an error can be laid side by side.
"""

import json
import logging
import re
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextvars import ContextVar
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import quote
from uuid import uuid4

from flask import Flask

from assetmap.web.framework.log_redaction import redacted

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

HEADER = "X-Request-ID"
UNLOGGED = ("/metrics",)  # asked every few seconds, by a program that keeps its own record
_ID = re.compile(r"[A-Za-z0-9._-]{8,64}")
_METHOD = re.compile(r"[A-Z]{1,16}")

_request_id: ContextVar[str] = ContextVar("request_id", default="")

Write = Callable[[str], object]


@dataclass
class Visit:
    """What a line tells."""

    at: str
    id: str
    method: str
    path: str
    status: int = 0
    size: int = 0  # bytes of the answer's body
    ms: int = 0
    authority: str = ""  # whose site it was, where there are several

    def as_text(self) -> str:
        """The line for people."""
        said = (self.authority, self.method, self.path, self.status, self.size, self.ms, "ms")
        return " ".join(str(each) for each in (self.at, self.id, *said) if each != "")

    def as_json(self) -> str:
        """The line for programs."""
        said = asdict(self)
        if not self.authority:
            del said["authority"]
        return json.dumps(said)


class AccessLog:
    """Wraps an app: gives each request its id, and writes its line when it is answered."""

    def __init__(
        self,
        app: "WSGIApplication",
        write: Write,
        *,
        as_json: bool,
        trusts_header: bool,
        authority: str = "",
    ) -> None:
        self._app, self._write, self._authority = app, write, authority
        self._as_json, self._trusts_header = as_json, trusts_header

    def __call__(self, environ: "WSGIEnvironment", start: "StartResponse") -> Iterable[bytes]:
        """Answer by the app. What it raises is written as a 500, and raised."""
        if environ.get("PATH_INFO") in UNLOGGED:
            return self._app(environ, start)
        visit, began = self._begun(environ), time.perf_counter()
        token = _request_id.set(visit.id)

        def started(status: str, headers: list[tuple[str, str]], *more: Any) -> Any:
            visit.status = int(status[:3])
            return start(status, [*headers, (HEADER, visit.id)], *more)

        def done() -> None:
            visit.ms = round((time.perf_counter() - began) * 1000)
            self._write(visit.as_json() if self._as_json else visit.as_text())

        try:
            return _Counted(self._app(environ, started), visit, done)
        except Exception:
            visit.status = 500
            done()
            raise
        finally:
            _request_id.reset(token)

    def _begun(self, environ: "WSGIEnvironment") -> Visit:
        given = environ.get("HTTP_X_REQUEST_ID", "") if self._trusts_header else ""
        method = environ.get("REQUEST_METHOD", "")
        # As it was sent, with no line breaks and such in it: the server has decoded it.
        path = quote(environ.get("PATH_INFO", "").encode("latin-1", "replace"), safe="/:@,;=+!~")
        return Visit(
            at=datetime.now(UTC).isoformat(timespec="milliseconds"),
            id=given if _ID.fullmatch(given) else uuid4().hex,
            method=method if _METHOD.fullmatch(method) else "?",
            path=redacted(path),
            authority=self._authority,
        )


class _Counted:
    """The pieces of an answer as they are sent; done once, when the server closes it."""

    def __init__(self, pieces: Iterable[bytes], visit: Visit, done: Callable[[], None]) -> None:
        self._pieces, self._visit, self._done = pieces, visit, done

    def __iter__(self) -> Iterator[bytes]:
        for piece in self._pieces:
            self._visit.size += len(piece)
            yield piece

    def close(self) -> None:
        """The answer is sent, or given up."""
        try:
            getattr(self._pieces, "close", lambda: None)()
        finally:
            self._done()


class _NameRequest(logging.Filter):
    """Puts the request's id in front of what the app's own log tells."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Name it where there is one; hold nothing back."""
        if (request_id := _request_id.get()) and not hasattr(record, "request_id"):
            record.request_id = request_id
            record.msg, record.args = f"[{request_id}] {record.getMessage()}", ()
        return True


_NAME = _NameRequest()


def to_standard_error(line: str) -> None:
    """One line, in one piece, so that threads do not write into each other's."""
    sys.stderr.write(f"{line}\n")
    sys.stderr.flush()


def add_access_log(
    app: Flask,
    choice: str,
    *,
    trusts_header: bool,
    authority: str = "",
    write: Write = to_standard_error,
) -> None:
    """Write a line for each visit, where `choice` is `text` or `json`; nothing for `off`.

    `authority` is whose site the app is, where there are several: each line names it.
    """
    if choice == "off":
        return
    app.logger.addFilter(_NAME)  # once, however many apps there are
    app.wsgi_app = AccessLog(  # type: ignore[assignment, method-assign]
        *(app.wsgi_app, write),
        as_json=choice == "json",
        trusts_header=trusts_header,
        authority=authority,
    )
