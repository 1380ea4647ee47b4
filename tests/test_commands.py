"""Commands that are forked begin and end as those of a fresh Python do."""

import os
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from tests import commands
from tests.commands import DEVNULL, PIPE, Command, TimeoutExpired

SAYS = "import os, sys; print(sys.argv, sys.stdin.read(), os.environ, os.getcwd())"
ENDS = {
    "by itself": "print('said'); import sys; print('told', file=sys.stderr)",
    "with a status": "import sys; sys.exit(3)",
    "with words": "import sys; sys.exit('no')",
    "with a fault": "raise SystemError('what')",
    "at once": "import os; os._exit(9)",
    "killed": "import os; print('lost'); os.kill(os.getpid(), 9)",
    "by a signal": "import os, signal; os.kill(os.getpid(), signal.SIGTERM)",
    "as by Ctrl-C": "import os, signal; os.kill(os.getpid(), signal.SIGINT)",
    "at exit": "import atexit; atexit.register(print, 'last')",
    "with threads": "import threading, time; threading.Timer(0.1, print, ['later']).start()",
    "in a pipe": "import signal as s; print(s.getsignal(s.SIGPIPE), s.pthread_sigmask(0, []))",
    "as a group": "import os; print(os.getpgrp() == os.getpid(), os.getsid(0) == os.getpid())",
    "with files": "import os; print(sorted(map(int, os.listdir('/proc/self/fd')))[:3])",
}


@pytest.mark.parametrize("session", [True, False])
@pytest.mark.parametrize("code", [SAYS, *ENDS.values()], ids=["as told", *ENDS])
def test_it_does_what_a_fresh_python_does(code: str, session: bool, tmp_path: Path) -> None:
    env = {"PATH": "/bin", "WORD": "é", "LC_ALL": "C.UTF-8"}
    settings = {"env": env, "cwd": tmp_path, "start_new_session": session}
    words = ["-c", code, "one", "two words"]
    fresh = subprocess.run(
        [sys.executable, *words], capture_output=True, stdin=DEVNULL, text=True, **settings
    )
    forked = commands.run(words, **settings)
    assert (forked.returncode, forked.stdout) == (fresh.returncode, fresh.stdout)
    # What stands above its own code in a traceback is how it was begun.
    assert forked.stderr.splitlines()[-1:] == fresh.stderr.splitlines()[-1:]


def test_module_runs_as_the_main_one(tmp_path: Path) -> None:
    said = commands.run(["-m", "assetmap.cli.main", "serch"], env=os.environ, cwd=tmp_path)
    assert (said.returncode, said.stderr) == (2, "assetmap: No such command 'serch'.\n")


def test_it_can_be_watched_asked_to_end_and_killed(tmp_path: Path) -> None:
    code = "print('ready', flush=True); import time; time.sleep(60)"
    for number in (signal.SIGTERM, signal.SIGKILL):
        process = Command(["-c", code], env={}, stdout=PIPE, stderr=DEVNULL, text=True)
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        assert (process.poll(), Path(f"/proc/{process.pid}").exists()) == (None, True)
        with pytest.raises(TimeoutExpired):
            process.wait(0.01)
        process.send_signal(number)
        assert process.communicate(timeout=40) == ("", None)
        assert (process.returncode, process.poll(), process.wait()) == (-number,) * 3
        process.kill()  # of one that has ended does nothing


def test_its_number_is_no_others_until_its_end_is_known() -> None:
    process = Command(["-c", "print()"], env={}, stdout=PIPE)
    assert process.stdout is not None
    process.stdout.read()
    process.stdout.close()
    os.kill(process.pid, 0)  # it has ended, or is about to, and still has its number
    assert process.wait(40) == 0


def test_it_leaves_no_file_open_and_needs_no_small_number(tmp_path: Path) -> None:
    before = len(list(Path("/proc/self/fd").iterdir()))
    taken = [os.open(os.devnull, os.O_RDONLY) for _ in range(1_100)]
    said = commands.run(["-c", "print('said')"], env={}, cwd=tmp_path)
    for each in taken:
        os.close(each)
    assert (said.returncode, said.stdout, said.stderr) == (0, "said\n", "")
    assert len(list(Path("/proc/self/fd").iterdir())) == before


def test_a_socket_is_handed_over(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        code = "import os, socket, sys; print(socket.socket(fileno=int(sys.argv[1])).getsockname())"
        number = listener.fileno()
        words = ["-c", code, str(number)]
        said = commands.run(words, env={}, cwd=tmp_path, pass_fds=[number])
        assert said.stdout == f"{listener.getsockname()}\n"
