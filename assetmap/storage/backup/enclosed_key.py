"""The data's key inside a backup: encrypted by a passphrase that only people know.

scrypt makes the passphrase expensive to guess; AES-256-GCM tells a wrong one by itself.
"""

import os

import msgspec
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from assetmap.storage.backup.manifest import BadBackup

PASSPHRASE_SHORTEST = 12  # characters
# OWASP's first choice for scrypt: 128 MB and about half a second a guess.
_COST, _BLOCK, _LANES = 2**17, 8, 1
_COST_MOST = 2**20  # a file that asks for more wants our memory and not our key
_KDF, _CIPHER = "scrypt", "AES-256-GCM"
_ABOUT = b"assetmap secret key"


class _EnclosedKey(msgspec.Struct):
    """The document `key.json`; bytes are base64 in it."""

    kdf: str
    n: int
    r: int
    p: int
    salt: bytes
    cipher: str
    nonce: bytes
    text: bytes


def enclosed(key: str, passphrase: str) -> bytes:
    """A key as a document that only the passphrase opens. Raises BadBackup for a short one."""
    if len(passphrase) < PASSPHRASE_SHORTEST:
        raise BadBackup(f"the passphrase is too short: {PASSPHRASE_SHORTEST} characters or more")
    salt, nonce = os.urandom(16), os.urandom(12)
    cipher = AESGCM(_derived(passphrase, salt, _COST))
    text = cipher.encrypt(nonce, key.encode(), _ABOUT)
    return msgspec.json.encode(
        _EnclosedKey(_KDF, _COST, _BLOCK, _LANES, salt, _CIPHER, nonce, text)
    )


def opened_key(document: bytes, passphrase: str) -> str:
    """The key in such a document. Raises BadBackup when the passphrase is not the one."""
    try:
        read = msgspec.json.decode(document, type=_EnclosedKey)
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise BadBackup(f"the key in it cannot be read ({error})") from error
    is_ours = (read.kdf, read.cipher, read.r, read.p) == (_KDF, _CIPHER, _BLOCK, _LANES)
    if not is_ours or not 1 < read.n <= _COST_MOST or read.n & (read.n - 1):
        raise BadBackup("the key in it is encrypted in a way that this version does not know")
    try:
        cipher = AESGCM(_derived(passphrase, read.salt, read.n))
        return cipher.decrypt(read.nonce, read.text, _ABOUT).decode()
    except (InvalidTag, ValueError) as error:
        raise BadBackup("the passphrase is not the one that the key was enclosed with") from error


def _derived(passphrase: str, salt: bytes, cost: int) -> bytes:
    return Scrypt(salt, 32, cost, _BLOCK, _LANES).derive(passphrase.encode())
