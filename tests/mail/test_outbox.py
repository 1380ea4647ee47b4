import resource
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes
from email.policy import default
from pathlib import Path

import pytest

from assetmap.mail.message import NotSent
from assetmap.mail.outbox import Outbox
from tests.mail.conftest import NOW, SENDER, a_message


def names_in(folder: Path) -> list[str]:
    """Every file of a folder, hidden ones too."""
    return sorted(path.name for path in folder.iterdir())


def test_outbox_writes_a_file_that_mail_programs_read(tmp_path: Path) -> None:
    folder = tmp_path / "home" / "outbox"
    Outbox(folder, SENDER).send(a_message(), NOW)
    assert names_in(folder) == ["2026-03-16-090000.check-17.eml"]
    email = message_from_bytes(
        (folder / "2026-03-16-090000.check-17.eml").read_bytes(), policy=default
    )
    assert (email["To"], email["Subject"], email["Message-ID"]) == (
        "pat@example.org",
        "Is this still correct? Café Ünion",
        "<check-17@example.org>",
    )


def test_outbox_is_for_its_owner_alone(tmp_path: Path) -> None:
    folder = tmp_path / "outbox"
    Outbox(folder, SENDER).send(a_message(), NOW)
    modes = [stat.S_IMODE(path.stat().st_mode) for path in (folder, *folder.iterdir())]
    assert modes == [0o700, 0o600]


def test_outbox_never_doubles_a_message(tmp_path: Path) -> None:
    outbox = Outbox(tmp_path, SENDER)
    outbox.send(a_message(), NOW)
    outbox.send(a_message(id="17"), NOW)
    outbox.send(a_message(text="Later words"), NOW.replace(day=17))
    assert names_in(tmp_path) == ["2026-03-16-090000.17.eml", "2026-03-16-090000.check-17.eml"]
    assert b"Later words" in (tmp_path / "2026-03-16-090000.check-17.eml").read_bytes()
    assert b"Later words" not in (tmp_path / "2026-03-16-090000.17.eml").read_bytes()


def test_outbox_says_when_its_folder_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "home").write_text("a file, where a folder should be")
    with pytest.raises(NotSent) as refusal:
        Outbox(tmp_path / "home" / "outbox", SENDER).send(a_message(), NOW)
    said = f"The message could not be written to {tmp_path}/home/outbox: Not a directory."
    assert (refusal.value.reason, refusal.value.for_good) == (said, False)


def test_outbox_leaves_nothing_half_written_when_there_is_no_room(tmp_path: Path) -> None:
    outbox = Outbox(tmp_path, SENDER)
    outbox.send(a_message(), NOW)
    before = (tmp_path / "2026-03-16-090000.check-17.eml").read_bytes()
    with room_for(100), pytest.raises(NotSent) as refusal:
        outbox.send(a_message(text="Later words"), NOW)
    said = f"The message could not be written to {tmp_path}: File too large."
    assert (refusal.value.reason, refusal.value.for_good) == (said, False)
    assert names_in(tmp_path) == ["2026-03-16-090000.check-17.eml"]
    assert (tmp_path / "2026-03-16-090000.check-17.eml").read_bytes() == before


@contextmanager
def room_for(size: int) -> Iterator[None]:
    """No file can grow beyond `size` bytes, as on a disk that is full."""
    usual, most = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, most))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (usual, most))
