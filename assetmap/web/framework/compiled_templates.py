"""Templates as Python's own code, kept in a folder: each process that starts, and each authority of
an installation, would else compile all of them again, which takes a tenth of a second for a page.
"""

import logging
import shutil
from contextlib import suppress
from importlib.metadata import version
from pathlib import Path

from jinja2 import FileSystemBytecodeCache
from jinja2.bccache import Bucket

from assetmap.services.program_mark import program_mark

log = logging.getLogger(__name__)


class CompiledTemplates(FileSystemBytecodeCache):
    """A folder in the folder `cache` for this program and library; may be deleted at any time.

    What is in it is run: it must be its owner's alone, as the data directory is. Each has a
    checksum of the template that it was made of, so that it is made again when that is another.
    Where nothing can be written, nothing is kept.
    """

    def __init__(self, cache: Path) -> None:
        self._folder = cache / f"templates-{program_mark()}-{version('jinja2')}"
        super().__init__(str(self._folder))

    def load_bytecode(self, bucket: Bucket) -> None:
        """Take one out, if it is there."""
        with suppress(OSError):
            super().load_bytecode(bucket)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep one."""
        try:
            if not self._folder.is_dir():
                self._begin()
            super().dump_bytecode(bucket)
        except OSError as error:
            log.debug("a compiled template is not kept: %s", error)

    def _begin(self) -> None:
        """Make the folder, and take away those of other programs."""
        for other in self._folder.parent.glob("templates-*"):
            shutil.rmtree(other, ignore_errors=True)
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
