"""The key in a backup opens by its passphrase alone."""

import msgspec
import pytest

from assetmap.storage.backup import enclosed_key
from assetmap.storage.backup.enclosed_key import enclosed, opened_key
from assetmap.storage.backup.manifest import BadBackup

KEY, PASSPHRASE = "ab" * 32, "correct hörse battery"


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> int:
    """A passphrase costs next to nothing to try; gives what it costs outside tests."""
    its_own: int = enclosed_key._COST
    monkeypatch.setattr(enclosed_key, "_COST", 2**4)
    return its_own


def test_cost_of_a_guess_is_what_owasp_advises(quick: int) -> None:
    assert quick == 2**17


def test_passphrase_opens_the_key_and_nothing_else_does() -> None:
    document = enclosed(KEY, PASSPHRASE)
    assert opened_key(document, PASSPHRASE) == KEY
    assert KEY.encode() not in document
    assert enclosed(KEY, PASSPHRASE) != document
    for wrong in ("", PASSPHRASE.upper(), f"{PASSPHRASE} "):
        with pytest.raises(BadBackup, match="the passphrase is not the one"):
            opened_key(document, wrong)


@pytest.mark.parametrize("short", ["", "eleven char"])
def test_short_passphrase_is_refused(short: str) -> None:
    with pytest.raises(BadBackup, match="12 characters or more"):
        enclosed(KEY, short)


@pytest.mark.parametrize("change", [{"n": 2**21}, {"n": 3}, {"n": 0}, {"r": 9}, {"kdf": "none"}])
def test_other_ways_of_encrypting_are_refused_before_they_are_tried(
    change: dict[str, object],
) -> None:
    document = msgspec.json.decode(enclosed(KEY, PASSPHRASE)) | change
    with pytest.raises(BadBackup, match="in a way that this version does not know"):
        opened_key(msgspec.json.encode(document), PASSPHRASE)


@pytest.mark.parametrize("document", [b"", b"{}", b'{"salt": 3}', b"\xff"])
def test_what_is_no_key_is_refused(document: bytes) -> None:
    with pytest.raises(BadBackup, match="the key in it cannot be read"):
        opened_key(document, PASSPHRASE)


def test_damaged_key_is_refused() -> None:
    document = msgspec.json.decode(enclosed(KEY, PASSPHRASE))
    for part in ("salt", "nonce", "text"):
        with pytest.raises(BadBackup):
            opened_key(msgspec.json.encode(document | {part: ""}), PASSPHRASE)
