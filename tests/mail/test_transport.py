from pathlib import Path

from assetmap.config import Config
from assetmap.mail.outbox import Outbox
from assetmap.mail.smtp import Smtp
from assetmap.mail.transport import open_transport
from assetmap.mail_server import MailServer
from tests.mail.conftest import NOW, ServerMaker, a_message


def test_open_post_writes_files_unless_told_of_a_server(tmp_path: Path) -> None:
    post = open_transport(Config(tmp_path))
    assert isinstance(post, Outbox)
    assert list(tmp_path.iterdir()) == []
    post.send(a_message(), NOW)
    [file] = (tmp_path / "outbox").iterdir()
    assert b"\r\nMessage-ID: <check-17@localhost>\r\n" in file.read_bytes()


def test_open_post_hands_over_to_the_server_it_is_told_of(
    tmp_path: Path, make_server: ServerMaker
) -> None:
    listening = make_server()
    server = MailServer("127.0.0.1", listening.port)
    post = open_transport(Config(tmp_path, mail=server, mail_from="desk@example.org"))
    assert isinstance(post, Smtp)
    post.send(a_message(), NOW)
    assert [sender for sender, *_ in listening.taken] == ["desk@example.org"]
    assert list(tmp_path.iterdir()) == []
