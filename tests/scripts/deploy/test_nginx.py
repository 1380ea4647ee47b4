"""A real nginx with the settings that ship: what it passes on, and what its log keeps."""

import http.client
import json
import ssl
import subprocess
import time
import urllib.request
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
import trustme

from tests.docs.pages import ROOT
from tests.ports import free_port
from tests.serving import begin, end

SETTINGS = ROOT / "scripts" / "deploy" / "nginx" / "assetmap.conf"
NAME = "directory.example.org"
MAIN = """
daemon off; pid {folder}/nginx.pid; error_log {folder}/start.log; {user}
events {{}}
http {{
    client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/f; uwsgi_temp_path {folder}/u; scgi_temp_path {folder}/s;
    include {folder}/assetmap.conf;
}}
"""


class Told(BaseHTTPRequestHandler):
    """Answers with the headers that it was asked with."""

    def do_GET(self) -> None:
        body = json.dumps(dict(self.headers.items())).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        self.do_GET()

    def log_message(self, *said: object) -> None:
        """Nothing: only nginx's log is looked at."""


@dataclass(frozen=True)
class Front:
    """A running nginx: where it listens, and the folder of its logs."""

    port: int
    folder: Path
    trust: ssl.SSLContext

    def ask(self, path: str, body: bytes | None = None, **headers: str) -> dict[str, str]:
        """The headers that the program behind it is asked with; a `body` is posted."""
        sent = {name.replace("_", "-"): each for name, each in headers.items()}
        wanted = urllib.request.Request(
            f"https://127.0.0.1:{self.port}{path}",
            data=body,
            headers={"Host": NAME, **sent},
        )
        with urllib.request.urlopen(wanted, context=self.trust, timeout=20) as answer:
            return {name.lower(): each for name, each in json.load(answer).items()}

    def announce(self, path: str, size: int) -> int:
        """The status of a form that says how large it is, before any of it is sent."""
        link = http.client.HTTPSConnection("127.0.0.1", self.port, context=self.trust, timeout=20)
        with closing(link):
            link.putrequest("POST", path)
            link.putheader("Content-Length", str(size))
            link.endheaders()
            return link.getresponse().status


def settings_for(folder: Path, port: int, behind: int) -> str:
    """The settings that ship, with ports and folders of a test."""
    text = SETTINGS.read_text(encoding="utf-8")
    for shipped, ours in (
        ("    listen [::]:80;\n", ""),
        ("    listen [::]:443 ssl http2;\n", ""),
        ("listen 80;", f"listen 127.0.0.1:{free_port()};"),
        ("listen 443 ", f"listen 127.0.0.1:{port} "),
        ("127.0.0.1:8000", f"127.0.0.1:{behind}"),
        (f"/etc/ssl/{NAME}", str(folder)),
        ("/var/log/nginx-assetmap", str(folder)),
    ):
        assert shipped in text
        text = text.replace(shipped, ours)
    return text


@pytest.fixture
def front(nginx: str, tmp_path: Path) -> Iterator[Front]:
    behind = ThreadingHTTPServer(("127.0.0.1", 0), Told)
    begin(behind)
    authority = trustme.CA()
    certificate = authority.issue_cert(NAME, "127.0.0.1")
    for part in certificate.cert_chain_pems:
        part.write_to_path(tmp_path / "fullchain.pem", append=True)
    certificate.private_key_pem.write_to_path(tmp_path / "privkey.pem")
    port = free_port()
    (tmp_path / "assetmap.conf").write_text(settings_for(tmp_path, port, behind.server_port))
    user = "user root;" if Path("/root").is_dir() and Path.home() == Path("/root") else ""
    (tmp_path / "nginx.conf").write_text(MAIN.format(folder=tmp_path, user=user))
    process = subprocess.Popen(
        [nginx, "-p", str(tmp_path), "-c", str(tmp_path / "nginx.conf")], stderr=subprocess.PIPE
    )
    try:
        trust = ssl.create_default_context()
        authority.configure_trust(trust)
        yield Front(port, tmp_path, trust)
    finally:
        process.terminate()
        process.communicate(timeout=20)
        end(behind)


def ask_first(front: Front) -> dict[str, str]:
    """The first answer, once nginx listens."""
    give_up = time.monotonic() + 20
    while True:
        try:
            return front.ask("/")
        except OSError:
            if time.monotonic() > give_up:
                raise


def test_nginx_says_who_asks_whatever_they_say_themselves(front: Front) -> None:
    ask_first(front)
    told = front.ask(
        "/",
        X_Forwarded_For="10.1.1.1",
        X_Forwarded_Proto="http",
        X_Request_ID="mine",
        Origin=f"https://{NAME}",
    )
    assert told.pop("x-request-id") not in ("", "mine")
    told = {name: told[name] for name in ("host", "origin", "x-forwarded-for", "x-forwarded-proto")}
    assert told == {
        "host": NAME,
        "origin": f"https://{NAME}",
        "x-forwarded-for": "127.0.0.1",
        "x-forwarded-proto": "https",
    }


def test_log_of_nginx_keeps_no_address_no_search_and_no_key(front: Front) -> None:
    ask_first(front)
    for path in (
        "/find?q=my+secret+illness",
        "/organiser/k3ykey/answer?x=k3ykey",
        "/sheet/k3ykey",
        "/account/reset/k3ykey",
        "/account/invitation/k3ykey",
        "/account/second-factor/k3ykey",
    ):
        front.ask(path, Referer="https://directory.example.org/sheet/k3ykey")
    log = (front.folder / "visits.log").read_text()
    for kept in (
        '"GET /find" 200',
        '"GET /organiser/***" 200',
        '"GET /sheet/***" 200',
        "127.0.0.0 [",
    ):
        assert kept in log
    for secret in ("illness", "k3ykey", "127.0.0.1"):
        assert secret not in log


def test_only_the_page_that_takes_lists_lets_large_files_through(front: Front) -> None:
    ask_first(front)
    large = bytes(30 * 1024 * 1024)
    told = front.ask("/work/imports/new", large, X_Forwarded_For="203.0.113.9")
    assert (told["content-length"], told["host"]) == (str(len(large)), NAME)
    assert (told["x-forwarded-for"], told["x-forwarded-proto"]) == ("127.0.0.1", "https")
    for path in ("/work/imports", "/work/imports/new/x", "/suggest"):
        assert front.announce(path, len(large)) == 413
