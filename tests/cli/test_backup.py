"""`backup`: one file with everything, made while the directory is served and written to."""

import os
import shutil
import signal
import stat
import threading
import time
import urllib.parse
import urllib.request
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from subprocess import PIPE

import pytest

from assetmap.bootstrap import open_context
from assetmap.paths import BOROUGH
from assetmap.services.context import Context
from assetmap.services.privacy.audit import prove
from assetmap.storage.secret_key import read_key
from assetmap.storage.tables import REPORTS, REVISIONS
from assetmap.web.framework.public_form_token import issue
from tests import commands
from tests.cli.conftest import Runner, Said, environment
from tests.cli.test_server import PATIENCE_S, fetch
from tests.commands import Command
from tests.conftest import KEY, config_at
from tests.ports import free_port
from tests.storage.sqlite.test_snapshot import damage

# A command under a limit of 100,000 bytes a file.
LIMITED = """
import resource
from assetmap.cli.main import main
resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))
main()
"""


def program(module: str, *words: str, home: Path) -> Command:
    """A program over a data directory, with whatever it starts in a group of its own."""
    return Command(
        ["-m", module, *words],
        env=environment(home),
        stdout=PIPE,
        text=True,
        start_new_session=True,
    )


def kill(process: Command) -> None:
    """Kill a program and all that it has started, as a power cut would."""
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
    process.wait(PATIENCE_S)
    assert process.stdout is not None
    process.stdout.close()


@contextmanager
def served(home: Path) -> Iterator[str]:
    """The address of a directory that is served until the block ends; then it is killed."""
    port = free_port()
    process = program(
        "assetmap.cli.main", "serve", "--port", str(port), "--workers", "1", home=home
    )
    try:
        assert process.stdout is not None
        assert process.stdout.readline().startswith("Serving on")
        yield f"http://127.0.0.1:{port}"
    finally:
        kill(process)


@dataclass
class Writer:
    """A process that writes without a pause, and what it has said to be kept."""

    process: Command
    kept: list[tuple[str, str]] = field(default_factory=list)  # a report's id, a picture's name
    _more: threading.Condition = field(default_factory=threading.Condition)

    def listen(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            with self._more:
                report, picture = line.split()
                self.kept.append((report, picture))
                self._more.notify_all()

    def wait_for(self, number: int) -> list[tuple[str, str]]:
        """Once so much is kept: all that is."""
        with self._more:
            assert self._more.wait_for(lambda: len(self.kept) >= number, PATIENCE_S)
            return list(self.kept)


@contextmanager
def writing(home: Path) -> Iterator[Writer]:
    """A writer at work until the block ends; then it is killed in whatever it is doing."""
    writer = Writer(program("tests.cli.backup_writer", home=home))
    listening = threading.Thread(target=writer.listen)
    listening.start()
    try:
        yield writer
    finally:
        os.killpg(writer.process.pid, signal.SIGKILL)
        listening.join(PATIENCE_S)
        kill(writer.process)


def send_report(site: str) -> None:
    """A resident's report through the site; the page with their reference is the answer."""
    form = {"form_token": issue(KEY, "report", time.time() - 60), "trouble": "other"}
    form |= {"words": "Sent through the site", "homepage": ""}
    data = urllib.parse.urlencode(form).encode()
    address = f"{site}/listing/riverside-memory-lunch-club/wrong"
    with urllib.request.urlopen(address, data, timeout=PATIENCE_S) as answer:
        assert "R-" in answer.read().decode()


def opened(home: Path, postcode_cache: Path) -> Context:
    return open_context(config_at(home, postcode_cache))


def compare(original: Context, restored: Context, before: list[tuple[str, str]]) -> None:
    """All that was acknowledged before the backup is there, and what is there is one moment's."""
    ids = [report.id for report in restored.store.find(REPORTS)]
    assert {report for report, _ in before} <= set(ids)
    assert any(r.words == "Sent through the site" for r in restored.store.find(REPORTS))
    for table in (REPORTS, REVISIONS):
        now, then = original.store.find(table), restored.store.find(table)
        assert now[: len(then)] == then
    entries, all_entries = list(restored.store.audited()), list(original.store.audited())
    assert all_entries[: len(entries)] == entries
    assert prove(restored).broken is None
    named = {picture.name for each in restored.store.all() for picture in each.listing.pictures}
    assert {picture for _, picture in before} <= named
    for name in named:
        there, here = original.config.pictures, restored.config.pictures
        for file in here.glob(f"{name}-*"):
            assert file.read_bytes() == (there / file.name).read_bytes()
        assert len(list(here.glob(f"{name}-*"))) == 2
    assert restored.indexer.compare().agrees


def restored_in_mid_write(
    site: str, home: Path, elsewhere: Path, run: Runner
) -> list[tuple[str, str]]:
    """Write, also by the site, back up in mid-write, kill who writes, and restore elsewhere.

    Gives what was acknowledged before the backup.
    """
    elsewhere.mkdir()
    file, key = elsewhere / "backup.zip", elsewhere / "key"
    with writing(home) as writer:
        send_report(site)
        before = writer.wait_for(3)
        said = run("backup", file, "--key", key, at=home)
        writer.wait_for(len(before) + 2)  # it went on meanwhile, or goes on now
    assert (said.status, said.err) == (0, "")
    assert run("restore", file, "--key", key, at=elsewhere / "home").status == 0
    return before


def compare_homes(
    home: Path, copy: Path, postcode_cache: Path, before: list[tuple[str, str]]
) -> None:
    original, restored = opened(home, postcode_cache), opened(copy, postcode_cache)
    compare(original, restored, before)
    restored.close()
    original.close()


def test_drill(own_sample_home: Path, tmp_path: Path, run: Runner, postcode_cache: Path) -> None:
    copy = tmp_path / "elsewhere" / "home"
    with served(own_sample_home) as site:
        before = restored_in_mid_write(site, own_sample_home, tmp_path / "elsewhere", run)
    compare_homes(own_sample_home, copy, postcode_cache, before)
    with served(copy) as site:
        assert fetch(f"{site}/healthz") == (200, '{"status":"ok"}\n')
        assert "Riverside Memory Lunch Club" in fetch(f"{site}/find?q=memory+lunch")[1]


@pytest.mark.thorough
def test_drill_again_and_again(
    own_sample_home: Path, tmp_path: Path, call: Runner, postcode_cache: Path
) -> None:
    """What differs from time to time is where the writer is: one server sees them all.

    The commands run in this process, and the writer in its own as ever.
    """
    with served(own_sample_home) as site:
        for number in range(8):
            elsewhere = tmp_path / f"elsewhere-{number}"
            before = restored_in_mid_write(site, own_sample_home, elsewhere, call)
            compare_homes(own_sample_home, elsewhere / "home", postcode_cache, before)


@pytest.fixture
def home(own_sample_home: Path) -> Path:
    """The sample, with a picture and a borough file of its own."""
    for path in ("pictures/0123456789abcdef0123-480.webp", "borough/terms.toml"):
        (own_sample_home / path).parent.mkdir()
        shutil.copyfile(BOROUGH / "terms.toml", own_sample_home / path)
    return own_sample_home


def test_backup_says_what_is_in_it_and_where_the_key_is(
    call: Runner, home: Path, tmp_path: Path
) -> None:
    file = tmp_path / "backup.zip"
    said = call("backup", file)
    with zipfile.ZipFile(file) as archive:
        size = sum(e.file_size for e in archive.infolist() if e.filename != "manifest.json")
        assert sorted(archive.namelist()) == [
            "borough/terms.toml",
            "directory.sqlite",
            "manifest.json",
            "pictures/0123456789abcdef0123-480.webp",
        ]
    assert said == Said(
        0,
        f"Backup written to {file}: 342 listings, 1 picture file, 1 borough file, "
        f"{size / 1e6:.1f} MB unpacked\n"
        f"The key is not in it: keep {home / 'secret.key'} as well, in another place than the "
        "backup\n",
        "",
    )
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert sorted(p.name for p in tmp_path.iterdir() if p.is_file()) == ["backup.zip"]


def test_key_of_the_settings_is_named_also_where_a_timer_does_not_know_it(
    call: Runner, home: Path, tmp_path: Path
) -> None:
    says = (
        "The key is not in it: keep the value of ASSETMAP_SECRET_KEY as well, in another place "
        "than the backup"
    )
    assert call("backup", tmp_path / "1.zip", ASSETMAP_SECRET_KEY=KEY).out.splitlines()[1] == says
    (home / "secret.key").unlink()
    assert call("backup", tmp_path / "2.zip").out.splitlines()[1] == says


def test_key_goes_into_a_file_of_its_own_or_behind_a_passphrase(
    call: Runner, tmp_path: Path
) -> None:
    words, key = tmp_path / "words", tmp_path / "key"
    words.write_text("correct horse battery\nand more\n")
    said = call(
        "backup", tmp_path / "b.zip", "--with-key", "--passphrase-file", words, "--key", key
    )
    assert (said.status, said.err) == (0, "")
    assert said.out.splitlines()[1:] == [
        "The key is in it, encrypted: without the passphrase nobody can use it, you neither",
        f"The key is in {key}: keep it in another place than the backup",
    ]
    assert (read_key(key), stat.S_IMODE(key.stat().st_mode)) == (KEY, 0o600)
    whole = (tmp_path / "b.zip").read_bytes()
    assert KEY.encode() not in whole
    with zipfile.ZipFile(tmp_path / "b.zip") as archive:
        assert not any(KEY.encode() in archive.read(name) for name in archive.namelist())


@pytest.mark.parametrize(
    ("words", "status", "message"),
    [
        (["there.zip"], 1, "{}/there.zip is there already: a backup is written to a new file"),
        (["no/where.zip"], 1, "{}/no/where.zip: No such file or directory"),
        (["b.zip", "--key", "there.zip"], 1, "{}/there.zip is there already and holds something"),
        (
            ["b.zip", "--with-key", "--passphrase-file", "there.zip"],
            1,
            "the passphrase is too short",
        ),
        (["b.zip", "--with-key", "--passphrase-file", "gone"], 2, "{}/gone cannot be read"),
        (["b.zip", "--with-key"], 2, "there is no terminal to ask for the passphrase on"),
        (["b.zip", "--passphrase-file", "there.zip"], 2, "--passphrase-file is for --with-key"),
    ],
)
def test_backup_that_cannot_be_made_says_why_and_leaves_nothing(
    call: Runner, tmp_path: Path, words: list[str], status: int, message: str
) -> None:
    (tmp_path / "there.zip").write_text("mine")
    paths = [word if word.startswith("--") else tmp_path / word for word in words]
    said = call("backup", *paths)
    assert (said.status, said.out, said.err.count("\n")) == (status, "", 1)
    assert said.err.startswith(f"assetmap: {message.format(tmp_path)}")
    assert [p.name for p in tmp_path.iterdir() if p.is_file()] == ["there.zip"]
    assert (tmp_path / "there.zip").read_text() == "mine"


def test_backup_of_nothing_is_refused_and_makes_no_directory(call: Runner, tmp_path: Path) -> None:
    said = call("backup", tmp_path / "b.zip", at=tmp_path / "nowhere")
    assert said == Said(
        1,
        "",
        f"assetmap: no directory is kept in {tmp_path / 'nowhere'}: set ASSETMAP_HOME to one\n",
    )
    assert not (tmp_path / "nowhere").exists()


def test_damaged_records_make_no_backup(call: Runner, home: Path, tmp_path: Path) -> None:
    damage(home / "assetmap.db")
    said = call("backup", tmp_path / "b.zip")
    assert (said.status, said.out, said.err.count("\n")) == (1, "", 1)
    assert str(home / "assetmap.db") in said.err
    assert [p for p in tmp_path.iterdir() if p.is_file()] == []


def test_full_disk_makes_no_backup_and_no_restored_directory(
    home: Path, run: Runner, tmp_path: Path
) -> None:
    """A limit on the size of files stands for the disk: what is written meets it half-way."""
    whole = tmp_path / "whole.zip"
    assert run("backup", whole).status == 0
    for words in (["backup", tmp_path / "b.zip"], ["restore", whole]):
        at = home if words[0] == "backup" else tmp_path / "new"
        done = commands.run(["-c", LIMITED, *words], env=environment(at))
        assert (done.returncode, done.stdout, done.stderr.count("\n")) == (1, "", 1)
        assert done.stderr.startswith("assetmap: ")
    assert not (tmp_path / "new").exists()
    assert [p.name for p in tmp_path.iterdir() if p.is_file()] == ["whole.zip"]


# A command that says so, and waits, once it has written half of what it writes.
WAITING = """
import signal
import time
signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell may have it ignored
from assetmap.cli.main import main
from assetmap.services.backup import backing_up, restoring
def wait(*_):
    print("half-way", flush=True)
    time.sleep(60)
backing_up.look_into = restoring.look_into = wait
main()
"""


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_command_that_is_asked_to_end_leaves_nothing(
    home: Path, call: Runner, tmp_path: Path, number: signal.Signals
) -> None:
    whole, new = tmp_path / "whole.zip", tmp_path / "new"
    assert call("backup", whole).status == 0
    for at, words in ((home, ["backup", tmp_path / "b.zip"]), (new, ["restore", whole])):
        process = Command(
            ["-c", WAITING, *words],
            env=environment(at),
            stdout=PIPE,
            text=True,
        )
        assert process.stdout is not None
        assert process.stdout.readline() == "half-way\n"
        process.send_signal(number)
        process.communicate(timeout=PATIENCE_S)
        assert process.returncode == 128 + number
    assert not new.exists()
    assert [p.name for p in tmp_path.iterdir() if p.is_file()] == ["whole.zip"]
