"""Several files as one zip, put in its place in one step."""

import os
import secrets
import time
import zipfile
from collections.abc import Iterable
from pathlib import Path

from assetmap.exchange.files import OWNER_ONLY
from assetmap.exchange.incoming import BadFile

Entry = tuple[str, str | Path]  # a name, and a text or the file that it is read from
_CHUNK = 1 << 20


def replace_zip(path: Path, entries: Iterable[Entry], *, mode: int = OWNER_ONLY) -> None:
    """Puts entries into a zip, so that no reader sees half of it; a file that is gone is left out.

    The zip gets `mode`, whatever the umask. Raises BadFile when it cannot be written.
    """
    temporary = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    try:
        made = os.open(temporary, os.O_CREAT | os.O_EXCL | os.O_RDWR, OWNER_ONLY)
        with os.fdopen(made, "w+b") as out:
            with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
                for name, content in entries:
                    _add(archive, name, content)
            os.fchmod(made, mode)
        temporary.replace(path)
    except OSError as error:
        raise BadFile(f"{path.name}: it cannot be written ({error.strerror}).") from None
    finally:
        temporary.unlink(missing_ok=True)


def _add(archive: zipfile.ZipFile, name: str, content: str | Path) -> None:
    entry = zipfile.ZipInfo(name, time.localtime()[:6])
    entry.external_attr = 0o644 << 16
    entry.compress_type = zipfile.ZIP_DEFLATED
    if isinstance(content, str):
        archive.writestr(entry, content.encode())
    elif content.is_file():
        with content.open("rb") as file, archive.open(entry, "w", force_zip64=True) as out:
            while chunk := file.read(_CHUNK):
                out.write(chunk)
