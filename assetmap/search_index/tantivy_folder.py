"""A folder with a tantivy index: opened, locked, watched for damage and made again.

What is indexed is the caller's: a schema, and documents of ready terms. Tantivy's own analysers
are not used; folding, stop words and stems are those of `schema.py`.
"""

import fcntl
import hashlib
import shutil
import threading
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, TypeVar

import tantivy

from assetmap.search_index.checksums import Seen, damaged_files, note_checksums
from assetmap.search_index.text_index import IndexBusy, IndexUnwritable, unwritable_told
from assetmap.search_index.text_view import IndexDamaged

PATIENCE_S = 20.0  # how long a writer waits for another process's commit
_RETRIED_AFTER_S = 0.05
_META, _MADE, _LOCK = "meta.json", "made", "lock"
_FILES = (".idx", ".term", ".pos", ".fieldnorm", ".fast", ".store", ".del")
_SMALL, _LARGE = 15_000_000, 64_000_000  # bytes of memory: the least that tantivy takes, and much
_DISK = ("os error", "IoError", "No space", "killed")  # in what tantivy says of a disk's refusal

Given = TypeVar("Given")


def add_terms_field(builder: tantivy.SchemaBuilder, name: str, option: str = "basic") -> None:
    """A field that takes ready terms with blanks between; with "freq" it counts them."""
    builder.add_text_field(name, tokenizer_name="whitespace", index_option=option)


def add_key_field(builder: tantivy.SchemaBuilder, name: str) -> None:
    """A field that is one term, is given back, and that documents are removed by."""
    builder.add_text_field(name, stored=True, tokenizer_name="raw", index_option="basic")


class Writing:
    """An open commit. Nothing of it is seen before it ends, and nothing is left when it fails.

    `first` is a number that no document of an earlier commit had and that those of this one may
    have, in order: counted up for each, it stays below the `first` of every later commit.
    """

    def __init__(self, writer: tantivy.IndexWriter) -> None:
        self._writer = writer
        self.first = writer.commit_opstamp + 1

    def add(self, document: tantivy.Document) -> None:
        """Add a document."""
        self._writer.add_document(document)

    def remove(self, field: str, key: str) -> None:
        """Take out the documents that have a key, also those added before."""
        if is_text(key):
            self._writer.delete_documents_by_term(field, key)

    def remove_all(self) -> None:
        """Take out everything: before anything is added."""
        self._writer.delete_all_documents()


class TantivyFolder:
    """The tantivy index in the folder `path`, made empty when missing or unreadable.

    `build` is a number that the caller raises when the same documents would give other terms: an
    index of another build, or of another schema, is made anew. `was_made` tells that it started
    empty. One process writes at a time, those that read never wait. Each process opens its own,
    after it was forked. Raises OSError when the folder cannot be written to.
    """

    def __init__(self, path: Path, schema: tantivy.Schema, build: int = 1) -> None:
        self.schema = schema
        self._path, self._build = path, build
        self.was_made = False
        self._seen: Seen = {}
        self._lock = threading.Lock()
        self._index: tantivy.Index | None = None
        self._read: tuple[int, str] | None = None  # version and making of what is held open
        path.mkdir(parents=True, exist_ok=True)
        if not self._opens():
            with self._ours_alone():
                if not self._opens():  # another process may have made it meanwhile
                    self._make()

    def version(self) -> int:
        """A number that changes with every commit, by whichever process; -1 when it is gone."""
        try:
            meta = (self._path / _META).read_bytes()
        except OSError:
            return -1
        return int.from_bytes(hashlib.blake2b(meta, digest_size=6).digest())

    def making(self) -> str:
        """Which making of the index this is: after another one, every document is a new one."""
        with suppress(OSError):
            return (self._path / _MADE).read_text("ascii")
        return ""

    def searcher(self) -> tuple[tantivy.Searcher, str]:
        """The index as it stands now, or as it last stood when it is gone; and its making.

        Raises IndexDamaged.
        """
        with self._lock:
            now = self.version(), self.making()
            if now[0] >= 0 and now != self._read:
                self._refuse_damaged()
                if self._index is not None and self._read and now[1] == self._read[1]:
                    call_tantivy(self._index.reload)
                else:
                    self._open()
                self._read = now
            index, read = self._index, self._read
            if index is None or read is None:
                raise IndexDamaged("there is no index")
            return index.searcher(), read[1]

    @contextmanager
    def writing(self, *, much: bool = False) -> Iterator[Writing]:
        """A commit, for as long as the block lasts; `much` when it takes in thousands.

        Raises IndexBusy, IndexUnwritable or IndexDamaged.
        """
        with self._ours_alone():
            self._refuse_damaged()
            with self._commit(much) as writing:
                yield writing

    @contextmanager
    def writing_anew(self) -> Iterator[Writing]:
        """A commit that replaces everything. Files that are damaged or gone are no hindrance.

        Raises IndexBusy or IndexUnwritable.
        """
        self._path.mkdir(parents=True, exist_ok=True)
        with self._ours_alone():
            if not self._opens():
                self._make()
            with self._commit(much=True) as writing:
                writing.remove_all()
                yield writing
            self.was_made = False

    def damaged_files(self) -> list[str]:
        """The files that are not as they were written: all are read again."""
        return damaged_files(self._path, suffixes=_FILES)

    @property
    def is_gone(self) -> bool:
        """Whether somebody has deleted it."""
        return self.version() < 0

    @property
    def is_busy(self) -> bool:
        """Whether somebody is writing to it at this moment."""
        try:
            with self._lock_file() as lock:
                return not _taken(lock)
        except OSError:  # the folder is gone or may not be written to
            return False

    def close(self) -> None:
        """Let go of the files."""
        with self._lock:
            self._index = None

    def _opens(self) -> bool:
        """Open what is there; False when that is nothing, of another build, or damaged."""
        if not self.making().startswith(f"{self._build} "):
            return False
        with self._lock:
            try:
                self._refuse_damaged()
                now = self.version(), self.making()
                if now[0] < 0:
                    return False
                self._open()
            except IndexDamaged:
                return False
            self._read = now
        return True

    def _open(self) -> None:
        index = call_tantivy(lambda: tantivy.Index.open(str(self._path)))
        if index.schema != self.schema:
            raise IndexDamaged("of another schema")
        # Who asks for a searcher looks whether there is something new, so no thread has to.
        call_tantivy(lambda: index.config_reader("manual"))
        self._index = index

    def _make(self) -> None:
        with suppress(FileNotFoundError):
            (self._path / _META).unlink()  # first: what is left is no index
        for each in self._path.iterdir():
            if each.is_dir():
                shutil.rmtree(each, ignore_errors=True)
            elif each.name != _LOCK:
                each.unlink(missing_ok=True)
        (self._path / _MADE).write_text(f"{self._build} {uuid.uuid4().hex}", "ascii")
        call_tantivy(lambda: tantivy.Index(self.schema, str(self._path)))
        self.was_made = True
        with self._lock:
            self._open()
            self._read = self.version(), self.making()

    @contextmanager
    def _commit(self, much: bool) -> Iterator[Writing]:
        # Opened anew: what is open here may not know of files that others wrote, nor remove them.
        index = call_tantivy(lambda: tantivy.Index(self.schema, str(self._path)))
        writer = call_tantivy(lambda: index.writer(_LARGE if much else _SMALL, num_threads=1))
        try:
            yield Writing(writer)
            call_tantivy(writer.commit)
        except BaseException:
            with suppress(Exception):
                writer.rollback()
            raise
        finally:
            # Or it would hold its lock for as long as somebody looks at the error.
            call_tantivy(writer.wait_merging_threads)
        note_checksums(self._path, _FILES)

    @contextmanager
    def _ours_alone(self) -> Iterator[None]:
        """While no other process writes. Raises IndexBusy or IndexUnwritable."""
        with unwritable_told(self._path), self._lock_file() as lock:
            end = time.monotonic() + PATIENCE_S
            while not _taken(lock):
                if time.monotonic() > end:
                    raise IndexBusy("another process is writing to the index: try again")
                time.sleep(_RETRIED_AFTER_S)
            yield

    def _lock_file(self) -> IO[bytes]:
        file = self._path / _LOCK
        file.touch(mode=0o600)
        return file.open("r+b")

    def _refuse_damaged(self) -> None:
        if damaged := damaged_files(self._path, self._seen, _FILES):
            raise IndexDamaged(f"not as it was written: {', '.join(damaged)}")


def call_tantivy(ask: Callable[[], Given]) -> Given:
    """What tantivy gives. Raises IndexUnwritable when the disk refuses, or else IndexDamaged."""
    try:
        return ask()
    except (KeyboardInterrupt, SystemExit, OSError):
        raise
    except BaseException as error:  # where it panics, it raises what is no Exception
        if any(word in str(error) for word in _DISK):
            raise IndexUnwritable(f"the index cannot be written: {error}") from error
        raise IndexDamaged(f"the index cannot be read: {error!r}") from error


def is_text(text: str) -> bool:
    """Whether it can be UTF-8, as all that tantivy takes: half a character cannot."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _taken(lock: IO[bytes]) -> bool:
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
