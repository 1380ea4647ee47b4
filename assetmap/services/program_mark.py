"""What tells this build of the program from every other."""

import hashlib
from functools import cache

from assetmap.paths import PACKAGE


@cache
def program_mark() -> str:
    """A mark of what our own code says; files that it made before are made again by another."""
    whole = hashlib.sha256()
    for file in sorted(PACKAGE.rglob("*.py")):
        whole.update(file.read_bytes())
    return whole.hexdigest()[:12]
