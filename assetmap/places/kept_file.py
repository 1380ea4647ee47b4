"""Files derived from packages, kept so that they need not be worked out again."""

import os
import uuid
from collections.abc import Callable
from pathlib import Path
from typing import IO


def keep(path: Path, write: Callable[[IO[bytes]], object]) -> bool:
    """Puts what `write` writes at `path`, whole or not at all; False when it cannot be kept.

    The bytes go to a name of their own and are moved into place, so two processes may keep the
    same file at once, and a reader never meets half of one.
    """
    draft = path.with_name(f".{path.name}.{uuid.uuid4().hex}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            with draft.open("xb") as file:
                write(file)
                file.flush()
                os.fsync(file.fileno())  # so that a power cut cannot leave an empty file
            draft.replace(path)
        finally:
            draft.unlink(missing_ok=True)
    except OSError:
        return False
    return True
