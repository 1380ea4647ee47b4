"""What the program must refuse: newer records, another key, and what is no request."""

import socket

from scripts.benchmark.processes import HOST
from scripts.torture_run.client import PATIENCE_S
from scripts.torture_run.databases import digest
from scripts.torture_run.faults.trial import Trial
from scripts.torture_run.homes import Home
from scripts.torture_run.servers import output_of, serving

_POST = b"POST /suggest HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\n"
_GET = b"GET /healthz HTTP/1.1\r\nHost: x\r\n"
_CHUNKED = _POST + b"Transfer-Encoding: chunked\r\n\r\n"
GARBLED = (
    (_CHUNKED + b"zz\r\nab\r\n0\r\n\r\n", 400),
    (_CHUNKED + b"2\r\nabcd\r\n0\r\n\r\n", 400),
    (_CHUNKED + b"2;\x01\r\nab\r\n0\r\n\r\n", 400),
    (_CHUNKED + b"-1\r\nab\r\n0\r\n\r\n", 400),
    (_POST + b"Transfer-Encoding: chunked\r\nContent-Length: 3\r\n\r\n0\r\n\r\n", 400),
    (b"GET /find?q=\x00\x1b[31m HTTP/1.1\r\nHost: x\r\n\r\n", 400),
    (b"GET /healthz HTTP/1.1\r\nHost: x\r\nA: b\x00c\r\n\r\n", 400),
    (b"GET /find?q=" + b"a" * 20_000 + b" HTTP/1.1\r\nHost: x\r\n\r\n", 414),
    (_GET + b"A: " + b"b" * 9_000 + b"\r\n\r\n", 431),
    (_GET + b"A: b\r\n" * 20_000, 431),
    (_POST + b"Content-Length: 99999999999\r\n\r\n", 413),
    (b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n", 400),
)
_CONTROL = ("q=%00%01%1b[31m", "q=%ff%fe", "q=a%0d%0aSet-Cookie:%20x=1", "near=%00", "page=%0a1")


def refusals(trial: Trial) -> None:
    """Each is refused in plain words, nothing is changed, and others are answered meanwhile."""
    newer = trial.home()
    newer.database.note_later_version()
    refuses(trial, newer, "newer records", ("serve", "upkeep", "init", "search"))
    other_key = trial.home().having(ASSETMAP_SECRET_KEY="another-key-than-that-of-the-data")
    refuses(trial, other_key, "another key", ("serve", "upkeep"))
    _garbled(trial)
    trial.say(f"newer records, another key, {len(GARBLED)} garbled requests: refused in words")


_WORDS = {
    "serve": ("serve", "--port", "1"),
    "upkeep": ("upkeep", "run"),
    "init": ("init",),
    "search": ("search", "lunch"),
}


def refuses(trial: Trial, home: Home, what: str, commands: tuple[str, ...]) -> None:
    """Each command says in one line that it cannot, and changes nothing."""
    before = digest(home.database)
    refuses_to_start(trial, home, what, commands)
    trial.expect(digest(home.database) == before, f"{what}: the records were changed")


def refuses_to_start(trial: Trial, home: Home, what: str, commands: tuple[str, ...]) -> str:
    """Each command says in one line that it cannot; what they said."""
    said = ""
    for name in commands:
        status, words = output_of(home, *_WORDS[name])
        is_plain = words.startswith("assetmap: ") and words.count("\n") == 1
        said_so = f"{what}: `{name}` ended with {status} and said {words[-200:]!r}"
        trial.expect(status == 2 and is_plain, said_so)
        said += words
    return said


def _garbled(trial: Trial) -> None:
    with serving(trial.home(), trial.log) as server:
        for sent, wanted in GARBLED:
            answer = _answer(server.port, sent)
            is_right = answer.startswith(b"HTTP/1.1 %d " % wanted) and b"<h1>" in answer
            trial.expect(is_right, f"{sent[:60]!r}... was answered {answer[:60]!r}")
        for query in _CONTROL:
            answered = server.client().get(f"/find?{query}")
            trial.expect(answered.status in (200, 400), f"{query} was answered {answered.status}")
            trial.expect("x=1" not in answered.headers.get("set-cookie", ""), f"{query}: a cookie")
        trial.expect_answers(server.client(), ("/healthz", "/find?q=lunch"))


def _answer(port: int, sent: bytes) -> bytes:
    """All that comes until the server closes the connection."""
    parts: list[bytes] = []
    with socket.create_connection((HOST, port), timeout=PATIENCE_S) as link:
        try:
            link.sendall(sent)
            while piece := link.recv(65536):
                parts.append(piece)
        except (ConnectionError, TimeoutError):
            pass
    return b"".join(parts)
