"""Clients of a server under torture: residents from different addresses, and staff."""

import http.client
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from scripts.benchmark.processes import HOST

PATIENCE_S = 30.0
HTTP_FAILED = (OSError, http.client.HTTPException)  # nothing, or only a part, was answered
_FORM = {"Content-Type": "application/x-www-form-urlencoded"}
_TOKEN = re.compile(r'name="csrf_token"[^>]*value="([^"]+)"')


@dataclass(frozen=True)
class Answer:
    """One answer, whole."""

    status: int
    headers: Mapping[str, str]  # by name in small letters
    body: bytes

    @property
    def text(self) -> str:
        """The body as text."""
        return self.body.decode(errors="replace")

    @property
    def is_kept(self) -> bool:
        """Whether it acknowledges a form: each leads on to another page, but not to signing in.

        A form with a mistake, or a change that came too late, is shown again instead.
        """
        return 300 <= self.status < 400 and not self.location.startswith("/account")

    @property
    def location(self) -> str:
        """Where it leads."""
        return self.headers.get("location", "")


class Client:
    """Asks by a new connection each time, from an address of this machine of its own."""

    def __init__(self, port: int, number: int = 1) -> None:
        self._port = port
        self._from = (f"127.{number // 62500 + 1}.{number // 250 % 250}.{number % 250 + 1}", 0)

    def get(self, path: str, **headers: str) -> Answer:
        """What is there. Raises one of HTTP_FAILED when no whole answer comes."""
        return self._ask("GET", path, None, headers)

    def data(self, path: str) -> Any:
        """The JSON that is there. Raises one of HTTP_FAILED, or ValueError."""
        return json.loads(self.get(path).body)

    def post(self, path: str, form: Mapping[str, str], **headers: str) -> Answer:
        """What a form is answered with. Raises one of HTTP_FAILED."""
        return self._ask("POST", path, urlencode(form).encode(), {**_FORM, **headers})

    def _ask(
        self, method: str, path: str, body: bytes | None, headers: Mapping[str, str]
    ) -> Answer:
        connection = http.client.HTTPConnection(
            HOST, self._port, timeout=PATIENCE_S, source_address=self._from
        )
        try:
            connection.request(method, path, body, dict(headers))
            answer = connection.getresponse()
            whole = answer.read()
            told = {name.lower(): value for name, value in answer.getheaders()}
            return Answer(answer.status, told, whole)
        finally:
            connection.close()


class Staff:
    """A member of staff by the cookie of a sign-in."""

    def __init__(self, client: Client, cookie: str) -> None:
        self._client, self._cookie, self._token = client, cookie, ""

    def get(self, path: str) -> Answer:
        """A page. Raises one of HTTP_FAILED."""
        answer = self._client.get(path, Cookie=self._cookie)
        if cookie := answer.headers.get("set-cookie"):
            self._cookie = cookie.partition(";")[0]
        if token := _TOKEN.search(answer.text):
            self._token = token[1]
        return answer

    def post(self, path: str, form: Mapping[str, str]) -> Answer:
        """A form that was looked at first. Raises one of HTTP_FAILED."""
        if not self._token:
            self.get("/account")
        whole = {"csrf_token": self._token, **form}
        return self._client.post(path, whole, Cookie=self._cookie)
