"""The files of batches, and who works on one."""

import os
import stat

import pytest

from assetmap.exchange.incoming import BadFile
from assetmap.services.imports.batch_files import (
    alone,
    drop_file,
    file_of,
    imports_folder,
    is_at_work,
    is_starting,
    keep_file,
    note_asked,
)
from tests.conftest import ContextMaker


def test_a_file_is_kept_and_dropped(make_context: ContextMaker) -> None:
    context = make_context()
    keep_file(context, "b1", b"name\n")
    assert file_of(context, "b1") == b"name\n"
    drop_file(context, "b1")
    drop_file(context, "b1")
    with pytest.raises(BadFile, match="Bring it again"):
        file_of(context, "b1")


def test_nobody_else_can_read_it(make_context: ContextMaker) -> None:
    context = make_context()
    keep_file(context, "b1", b"name\n")
    for path in (imports_folder(context), *imports_folder(context).rglob("*")):
        assert not stat.S_IMODE(path.stat().st_mode) & (stat.S_IRWXG | stat.S_IRWXO)


def test_an_id_leads_nowhere_else(make_context: ContextMaker) -> None:
    context = make_context()
    keep_file(context, "../../b1", b"name\n")
    assert (imports_folder(context) / "b1" / "file").is_file()


def test_a_folder_that_cannot_be_made_is_said(make_context: ContextMaker) -> None:
    context = make_context()
    imports_folder(context).write_text("no folder")
    with pytest.raises(BadFile, match="The file cannot be kept"):
        keep_file(context, "b1", b"name\n")


def test_one_process_works_on_a_batch(make_context: ContextMaker) -> None:
    context = make_context()
    assert not is_at_work(context, "b1")
    with alone(context, "b1") as first:
        assert first
        assert is_at_work(context, "b1")
        with alone(context, "b1") as second:
            assert not second
    assert not is_at_work(context, "b1")


def test_whoever_was_asked_is_on_the_way_for_a_while(make_context: ContextMaker) -> None:
    context = make_context()
    assert not is_starting(context, "b1")
    note_asked(context, "b1")
    assert is_starting(context, "b1")
    asked = imports_folder(context) / "b1" / "asked"
    long_ago = asked.stat().st_mtime - 60
    os.utime(asked, (long_ago, long_ago))
    assert not is_starting(context, "b1")
