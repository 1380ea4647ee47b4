"""A process that has read the program once, and forks for each command that a test wants run.

`tests/commands.py` starts it and asks it. Most of what a command takes in a process of its own is
reading its modules; the rest of such a process is here as it is anywhere: its own number, its
environment, its folder, its files, how signals end it, and its last words.
"""

import gc
import importlib
import json
import os
import pkgutil
import runpy
import selectors
import socket
import sys
import time
from contextlib import suppress
from dataclasses import dataclass
from fcntl import F_DUPFD, fcntl
from io import TextIOWrapper
from struct import Struct
from tempfile import TemporaryDirectory

import assetmap
from assetmap.bootstrap import open_context
from assetmap.config import read_config
from assetmap.domain.search.query import Search
from assetmap.services.search.finding import answer
from tests.factories import a_listing

UNBUFFERED = "PYTHONUNBUFFERED"  # Python reads it when it begins
NUMBER = Struct("i")  # what is told of a command: its process, and then how that ended
LONGEST, MOST_FILES = 1 << 20, 16  # of a question
_ASIDE = 200  # files stand above this number until each is where it belongs
_IS_RUN = "assetmap.cli.main"  # which Python wants to read as the module that is run
_READ_BY_EACH = "prometheus_client"  # looks into the environment once, when it is imported
_SOME_DAY = "2026-03-16"


@dataclass(frozen=True)
class Asked:
    """What a command is to be: as the words after `python`, and where it stands."""

    words: list[str]
    env: dict[str, str]
    cwd: str
    is_session: bool  # whether it begins a session, and so a group, of its own
    places: list[int]  # the numbers that its files are to have

    def begin(self, tell: int, files: list[int]) -> None:
        """Make this process that command's, and tell its number."""
        if self.is_session:
            os.setsid()
        aside = [fcntl(each, F_DUPFD, _ASIDE) for each in (tell, *files)]
        os.closerange(3, _ASIDE)
        for each, place in zip(aside[1:], self.places, strict=True):
            os.dup2(each, place)
        os.chdir(self.cwd)
        os.environ.clear()
        os.environ.update(self.env)
        time.tzset()
        if isinstance(sys.stdout, TextIOWrapper):
            sys.stdout.reconfigure(write_through=bool(self.env.get(UNBUFFERED)))
        os.write(aside[0], NUMBER.pack(os.getpid()))
        os.closerange(_ASIDE, _ASIDE + len(aside))

    def run(self) -> None:
        """Run it. Raises whatever it does, which then ends this process as Python ends any."""
        option, what, *words = self.words
        if option == "-m":
            sys.argv = [what, *words]
            runpy.run_module(what, run_name="__main__", alter_sys=True)
        else:
            sys.argv = [option, *words]
            exec(compile(what, "<string>", "exec"), {"__name__": "__main__"})


def read_the_program() -> None:
    """Import whatever a command may need, except what each has to import for itself.

    A question is asked as well: what the program keeps of the files that it ships, once it has
    read them, is there from then on.
    """
    gc.disable()
    sys.modules[_READ_BY_EACH] = None  # type: ignore[assignment]
    for module in pkgutil.walk_packages(assetmap.__path__, f"{assetmap.__name__}."):
        if module.name != _IS_RUN:
            with suppress(ImportError):  # it needs that one
                importlib.import_module(module.name)
    importlib.import_module("gunicorn.app.base")
    del sys.modules[_READ_BY_EACH]
    with TemporaryDirectory() as home:
        context = open_context(read_config({"ASSETMAP_HOME": home, "ASSETMAP_TODAY": _SOME_DAY}))
        with context.unit_of_work() as uow:
            uow.save_listing(a_listing())
        answer(context, Search(words="knitt"))
        context.close()
    gc.collect()
    gc.freeze()
    gc.enable()


def forked(link: socket.socket) -> Asked:
    """Fork for each question. Comes back in the processes that came of it, and never here."""
    with selectors.DefaultSelector() as waiting:
        waiting.register(link, selectors.EVENT_READ, None)
        while True:
            for key, _ in waiting.select():
                if isinstance(key.data, _Begun):
                    waiting.unregister(key.fd)
                    if key.fd == key.data.tell:
                        key.data.forget()
                    else:
                        key.data.tell_end()
                        waiting.register(key.data.tell, selectors.EVENT_READ, key.data)
                    continue
                words, files, *_ = socket.recv_fds(link, LONGEST, MOST_FILES)
                if not words:
                    os._exit(0)  # the tests are over
                asked = Asked(**json.loads(words))
                tell, *rest = files
                if not (process := os.fork()):
                    asked.begin(tell, rest)
                    link.detach()
                    return asked
                for each in rest:
                    os.close(each)
                begun = _Begun(process, os.pidfd_open(process), tell)
                waiting.register(begun.ending, selectors.EVENT_READ, begun)


@dataclass(frozen=True)
class _Begun:
    """A process, a file that can be read once it has ended, and where that is told."""

    process: int
    ending: int
    tell: int

    def tell_end(self) -> None:
        """Tell how it ended, and keep its number from being given to another process."""
        how = os.waitid(os.P_PID, self.process, os.WEXITED | os.WNOWAIT)
        with suppress(BrokenPipeError):  # nobody wants to know any more
            status = how.si_status if how.si_code == os.CLD_EXITED else -how.si_status
            os.write(self.tell, NUMBER.pack(status))
        os.close(self.ending)

    def forget(self) -> None:
        """Whoever asked for it knows that it has ended."""
        os.waitpid(self.process, 0)
        os.close(self.tell)


if __name__ == "__main__":
    read_the_program()
    forked(socket.socket(fileno=os.dup(0))).run()
