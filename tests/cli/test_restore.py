"""`restore`: a backup back into an empty directory, a look at one, and the key that it needs."""

import shutil
import stat
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from assetmap import __version__
from assetmap.services.backup.keys import WAYS_OUT
from assetmap.storage.backup.manifest import MANIFEST, RECORDS, KeyIn, Manifest, manifest_text
from assetmap.storage.backup.writing import new_backup
from assetmap.storage.secret_key import read_key
from tests.cli.conftest import Runner, Said, refusal
from tests.conftest import KEY
from tests.once import made_once
from tests.services.backup.conftest import backed_up
from tests.storage.test_earlier_home import left_at

PASSPHRASE = "correct horse battery"
NAMES_ALONE = (
    "  who asked not to be listed: 0 are known by name alone now, no more by phone or email; "
    "0 of them had no name: add those again"
)
READING = (
    ["search", "lunch"],
    ["duplicates"],
    ["index", "check"],
    ["audit", "check"],
    ["people", "list"],
    ["backup", "copy.zip"],
    ["export", "all.csv"],
)
USING_THE_KEY = (
    ["serve"],
    ["upkeep", "run"],
    ["people", "invite", "new@example.org", "--name", "New", "--role", "admin"],
    ["people", "erase", "new@example.org"],
    ["import", "all.csv"],
    ["init"],
)


@pytest.fixture(scope="session")
def backups(tmp_path_factory: pytest.TempPathFactory, sample_home: Path) -> Path:
    """Backups of the sample: `apart.zip` without the key, `enclosed.zip` with it; `key`."""
    return made_once(tmp_path_factory, "backups", lambda at: backed_up(sample_home, at, PASSPHRASE))


@pytest.fixture
def new(tmp_path: Path, postcode_cache: Path) -> Iterator[Path]:
    """A data directory that is still missing, inside another that is missing too."""
    return tmp_path / "machine" / "home"


def refused(message: str) -> Said:
    return Said(1, "", f"assetmap: {message}\n")


def _placed(words: list[str], folder: Path) -> list[str]:
    """A command's words, its files in a folder."""
    return [str(folder / word) if "." in word and "@" not in word else word for word in words]


def files(folder: Path) -> dict[str, int]:
    """Every file there, and its mode."""
    paths = [path for path in folder.rglob("*") if path.is_file()]
    return {str(p.relative_to(folder)): stat.S_IMODE(p.stat().st_mode) for p in paths}


def test_restore_with_the_key(call: Runner, backups: Path, new: Path) -> None:
    said = call("restore", backups / "apart.zip", "--key", backups / "key", at=new)
    assert (said.status, said.err) == (0, "")
    first, *rest = said.out.splitlines()
    assert first.startswith(f"Restored to {new}: 342 listings, 1 picture file, 1 borough file, ")
    assert rest == ["The index is made", "The key fits, and is in its place"]
    assert read_key(new / "secret.key") == KEY
    assert set(files(new).values()) == {0o600}
    assert {path.name.partition("-")[0] for path in new.iterdir()} == {
        *("assetmap.db", "index", "borough", "pictures", "secret.key"),
    }
    assert call("index", "check", at=new).status == 0


def test_restore_with_the_enclosed_key(
    call: Runner, backups: Path, new: Path, tmp_path: Path
) -> None:
    words = tmp_path / "words"
    words.write_text("a wrong passphrase\n")
    command = ["restore", backups / "enclosed.zip", "--passphrase-file", words]
    assert call(*command, at=new) == refused(
        f"{backups / 'enclosed.zip'}: the passphrase is not the one that the key was enclosed with"
    )
    assert call("restore", backups / "enclosed.zip", at=new) == refusal(
        "there is no terminal to ask for the passphrase on: give --passphrase-file FILE"
    )
    assert not new.parent.exists()
    words.write_text(PASSPHRASE)
    assert call(*command, at=new).out.splitlines()[1:] == [
        "The index is made",
        "The key fits, and is in its place",
    ]
    assert read_key(new / "secret.key") == KEY


def test_restore_with_the_key_of_the_settings(call: Runner, backups: Path, new: Path) -> None:
    said = call("restore", backups / "enclosed.zip", at=new, ASSETMAP_SECRET_KEY=KEY)
    assert said.out.splitlines()[2:] == ["The key of the settings fits"]
    assert not (new / "secret.key").exists()


def test_without_the_key_reading_works_and_the_rest_says_what_to_do(
    call: Runner, backups: Path, new: Path
) -> None:
    said = call("restore", backups / "apart.zip", at=new)
    assert said.out.splitlines()[2:] == [
        f"The key is missing: commands that only read work, serve does not. {WAYS_OUT}"
    ]
    for words in READING:
        assert call(*_placed(words, new.parent), at=new).status == 0, words
    message = (
        f"the key of this data is missing: there is no {new / 'secret.key'}, and "
        f"ASSETMAP_SECRET_KEY is not set. {WAYS_OUT}"
    )
    for words in USING_THE_KEY:
        assert call(*_placed(words, new.parent), at=new) == refusal(message), words
    lines = call("doctor", at=new).out.splitlines()
    assert f"LOOK Key: missing, or not the key of this data - {WAYS_OUT}" in lines
    assert not (new / "secret.key").exists()


def test_key_given_later(call: Runner, backups: Path, new: Path, tmp_path: Path) -> None:
    call("restore", backups / "apart.zip", at=new)
    other = tmp_path / "other"
    other.write_text("x" * 64)
    shutil.copyfile(other, new / "secret.key")
    assert call("upkeep", "deliver", at=new) == refusal(
        f"{new / 'secret.key'} is not the key of this data. {WAYS_OUT}"
    )
    assert call("restore", "--key", other, at=new) == refused(
        f"{other} is not the key that this data was written with. Give the right one with "
        "--key FILE, or --new-key if it is lost"
    )
    for _ in range(2):
        said = call("restore", "--key", backups / "key", at=new)
        assert said == Said(0, "The key fits, and is in its place\n", "")
    assert call("upkeep", "deliver", at=new).status == 0
    (aside,) = new.glob("secret.key.replaced-*")
    assert (read_key(new / "secret.key"), aside.read_text()) == (KEY, "x" * 64)


def test_new_key_says_what_ends(call: Runner, backups: Path, new: Path) -> None:
    said = call("restore", backups / "apart.zip", "--new-key", at=new)
    assert said.out.splitlines()[1:] == [
        "The index is made",
        "A new key is in use. With the old one ended:",
        "  codes to sign in: 0 of staff set them up anew, told by email",
        "  sign-ins and remembered browsers: 0",
        "  organisers' links: 0; the day's work writes to them again",
        "  links to a password, 0 of them invitations: invite them again",
        "  letters with such links or codes that were not sent yet: 0",
        NAMES_ALONE,
        "Passwords, sheets' codes, listings and their history stay",
    ]
    assert call("upkeep", "deliver", at=new).status == 0
    key = read_key(new / "secret.key")
    assert key != KEY
    assert call("restore", "--new-key", at=new) == refused(
        f"the key in {new / 'secret.key'} is that of the data, so nothing has to end. To give it "
        "up all the same, take it away first"
    )
    (new / "secret.key").unlink()
    assert call("restore", "--new-key", at=new).status == 0
    assert call("audit", "export", new.parent / "audit.csv", at=new).status == 0
    lines = (new.parent / "audit.csv").read_text().splitlines()
    assert sum("replaced the secret key,secret-key,command line" in line for line in lines) == 2


def test_key_of_the_settings_that_fits_is_not_given_up(
    call: Runner, backups: Path, new: Path
) -> None:
    message = "is that of the data, so nothing has to end. To give it up all the same, take it away"
    command = ["restore", backups / "apart.zip", "--new-key"]
    assert message in call(*command, at=new, ASSETMAP_SECRET_KEY=KEY).err
    assert not new.parent.exists()
    other = "another key, and long enough for one"
    assert call(*command, at=new, ASSETMAP_SECRET_KEY=other).status == 0
    assert call("upkeep", "deliver", at=new, ASSETMAP_SECRET_KEY=other).status == 0


def test_file_that_holds_no_key_is_told_with_what_to_do(
    call: Runner, backups: Path, new: Path
) -> None:
    call("restore", backups / "apart.zip", at=new)
    (new / "secret.key").write_text("half a k")
    assert call("upkeep", "deliver", at=new) == refusal(
        f"the key in {new / 'secret.key'} is too short: keys have 32 characters or more. {WAYS_OUT}"
    )
    assert call("restore", "--key", backups / "key", at=new).status == 0
    assert call("upkeep", "deliver", at=new).status == 0


def test_backup_of_an_older_version_is_brought_up_to_date(
    call: Runner, new: Path, tmp_path: Path
) -> None:
    """As one of 0.1 would have been, of which there were none yet."""
    old = left_at(tmp_path / "old")
    with new_backup(tmp_path / "old.zip") as writer:
        for path in (old / "pictures").iterdir():
            writer.add(f"pictures/{path.name}", path)
        writer.add(RECORDS, old / "assetmap.db")
        made = datetime(2026, 3, 16, 9, tzinfo=UTC)
        files = tuple(writer.files)
        manifest = Manifest(1, "0.1.0", "0003_sheets", made, KeyIn.APART, 0, files)
        writer.add_bytes(MANIFEST, manifest_text(manifest))
    assert call("restore", "--check", tmp_path / "old.zip").status == 0
    said = call("restore", tmp_path / "old.zip", "--key", old / "secret.key", at=new)
    assert (said.status, said.err) == (0, "")
    assert list(new.glob("*.before-*")) == []
    assert call("audit", "check", at=new).status == 0
    assert call("upkeep", "deliver", at=new).status == 0


def test_check_reads_all_and_writes_nothing(
    call: Runner, backups: Path, new: Path, tmp_path: Path
) -> None:
    words = tmp_path / "words"
    words.write_text(PASSPHRASE)
    before = files(backups)
    for name, options, says in (
        ("apart", [], "The key is not in it, and was not tried: --key FILE tries it"),
        ("apart", ["--key", backups / "key"], "The key fits"),
        ("enclosed", [], "The key is in it, encrypted by a passphrase, which was not tried"),
        ("enclosed", ["--passphrase-file", words], "The key fits"),
    ):
        said = call("restore", backups / f"{name}.zip", "--check", *options, at=new)
        lines = said.out.splitlines()
        assert (said.status, said.err, lines[2:]) == (0, "", [says])
        assert lines[0].startswith(f"{backups / name}.zip is whole: 342 listings, 1 picture file, ")
        assert lines[1] == f"Made on 16 March 2026 at 09:00 by version {__version__}"
    assert not new.parent.exists()
    assert files(backups) == before


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ([], "say which backup, or give --key FILE or --new-key"),
        (["--check"], "say which backup, or give --key FILE or --new-key"),
        (["b.zip", "--key", "k", "--new-key"], "give --key or --new-key, not both"),
    ],
)
def test_command_that_makes_no_sense_is_refused(
    call: Runner, words: list[str], message: str
) -> None:
    assert call("restore", *words) == refusal(message)


def test_nothing_is_restored_over_anything(call: Runner, backups: Path, tmp_path: Path) -> None:
    for name in ("file.txt", ".hidden"):
        home = tmp_path / name.strip(".")
        home.mkdir()
        (home / name).write_text("mine")
        assert call("restore", backups / "apart.zip", at=home) == refused(
            f"{home} is not empty, and nothing is ever restored over anything: move what is there "
            "away, or set ASSETMAP_HOME to another directory"
        )
        assert files(home) == {name: 0o644 & files(home)[name]}
    empty = tmp_path / "disk"
    (empty / "lost+found").mkdir(parents=True)
    assert call("restore", backups / "apart.zip", at=empty).status == 0


def test_half_restored_directory_is_not_used(call: Runner, backups: Path, new: Path) -> None:
    (new / ".restoring").mkdir(parents=True)
    for words in (["search", "lunch"], ["serve"]):
        assert call(*words, at=new) == refusal(
            f"{new} is being restored, or that was stopped half-way: then delete what is in it and "
            "restore again"
        )
    assert call("restore", backups / "apart.zip", at=new) == refused(
        f"{new / '.restoring'} is left over from a restore that was stopped, or one is running: "
        "delete what is in the directory, then restore again"
    )
