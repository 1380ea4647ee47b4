from pathlib import Path

import pytest

from assetmap.images.folder import Folder, PictureNotKept, PictureNotRemoved
from assetmap.images.formats import LARGE, SMALL, Picture

PICTURE = Picture(1200, 800, {LARGE: b"large", SMALL: b"small"})
OTHER = Picture(600, 400, {LARGE: b"other", SMALL: b"small"})


def held(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_a_picture_is_kept_under_what_is_in_it(tmp_path: Path) -> None:
    folder = Folder(tmp_path / "home" / "pictures")
    name = folder.keep(PICTURE)
    # The first twenty figures of the sha256 of `large`.
    assert name == PICTURE.name == "d35c416a85b807e9b538"
    assert held(tmp_path / "home" / "pictures") == {
        f"{name}-1200.webp": b"large",
        f"{name}-480.webp": b"small",
    }
    assert folder.file(name, LARGE) == tmp_path / "home" / "pictures" / f"{name}-1200.webp"
    assert folder.file(name, SMALL) == tmp_path / "home" / "pictures" / f"{name}-480.webp"


def test_a_picture_kept_twice_is_one_picture(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    assert folder.keep(PICTURE) == folder.keep(PICTURE)
    assert folder.names() == (PICTURE.name,)
    assert len(held(tmp_path)) == 2


def test_names_are_those_of_pictures_alone(tmp_path: Path) -> None:
    folder = Folder(tmp_path / "pictures")
    assert folder.names() == ()
    folder.keep(PICTURE)
    folder.keep(OTHER)
    for stray in ("notes.txt", f".{PICTURE.name}-480.webp.abc", "short-480.webp"):
        (tmp_path / "pictures" / stray).touch()
    (tmp_path / "pictures" / f"{'0' * 20}-480.webp").touch()
    assert folder.names() == tuple(sorted(("0" * 20, PICTURE.name, OTHER.name)))


@pytest.mark.parametrize(
    "name",
    [
        "../secret",
        "..",
        "",
        "/etc/passwd",
        f"../pictures/{PICTURE.name}",
        f"{PICTURE.name}\n",
        f"{PICTURE.name}\0",
        PICTURE.name.upper(),
        PICTURE.name[:-1],
        "٠" * 20,
        "f" * 20,
    ],
)
def test_a_name_that_is_none_finds_and_removes_nothing(tmp_path: Path, name: str) -> None:
    folder = Folder(tmp_path / "pictures")
    folder.keep(PICTURE)
    (tmp_path / "secret-1200.webp").touch()
    assert folder.file(name, LARGE) is None
    folder.remove(name)
    assert folder.names() == (PICTURE.name,)
    assert (tmp_path / "secret-1200.webp").exists()


@pytest.mark.parametrize("size", [0, 1, -480, 800, 12000])
def test_a_size_that_is_not_made_is_not_found(tmp_path: Path, size: int) -> None:
    folder = Folder(tmp_path)
    assert folder.file(folder.keep(PICTURE), size) is None


def test_a_removed_picture_is_gone_and_others_stay(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    folder.keep(OTHER)
    name = folder.keep(PICTURE)
    folder.remove(name)
    folder.remove(name)
    assert (folder.file(name, LARGE), folder.file(name, SMALL)) == (None, None)
    assert folder.names() == (OTHER.name,)
    assert len(held(tmp_path)) == 2


def test_a_folder_that_cannot_be_made_is_said_plainly(tmp_path: Path) -> None:
    (tmp_path / "pictures").write_text("a file where the folder should be")
    with pytest.raises(PictureNotKept) as raised:
        Folder(tmp_path / "pictures").keep(PICTURE)
    assert str(raised.value) == (
        "The picture could not be saved. Try again later, or go on without a picture."
    )
    assert Folder(tmp_path / "pictures").names() == ()


def test_a_full_disk_keeps_nothing_by_halves() -> None:
    with pytest.raises(PictureNotKept):
        Folder(Path("/dev/full")).keep(PICTURE)


def test_when_the_second_file_fails_neither_is_kept(tmp_path: Path) -> None:
    name = PICTURE.name
    (tmp_path / f"{name}-480.webp").mkdir()  # what a file cannot take the place of
    unkept = Picture(1200, 800, {SMALL: b"small", LARGE: b"large"})
    with pytest.raises(PictureNotKept):
        Folder(tmp_path).keep(unkept)
    assert [path.name for path in tmp_path.iterdir()] == [f"{name}-480.webp"]
    assert Folder(tmp_path).file(name, SMALL) is None


def test_a_file_that_stays_is_said(tmp_path: Path) -> None:
    stays = tmp_path / f"{PICTURE.name}-1200.webp"
    stays.mkdir()  # what cannot be removed as a file is
    with pytest.raises(PictureNotRemoved) as raised:
        Folder(tmp_path).remove(PICTURE.name)
    assert str(raised.value).startswith(f"{stays} cannot be removed (")
