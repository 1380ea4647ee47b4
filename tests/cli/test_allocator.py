"""The memory of a process that serves: one heap for all its threads, and what is free given back.

Each in a process of its own: what is asked of the allocator holds for the rest of it.
"""

import subprocess
import sys

import pytest

_HEAPS = """
import ctypes, threading
from pathlib import Path
from assetmap.cli.allocator import keep_one_arena

if {asked}:
    assert keep_one_arena()
libc = ctypes.CDLL(None)
libc.malloc.restype = ctypes.c_void_p
taken = []
barrier = threading.Barrier(4)

def take():
    barrier.wait()  # all four at once, each alive while the others ask
    taken.append(libc.malloc(1000) >> 26)  # a heap of a thread's own is 64 MB and aligned to it
    barrier.wait()

threads = [threading.Thread(target=take) for _ in range(4)]
[thread.start() for thread in threads]
[thread.join() for thread in threads]
print(len(set(taken)))
"""
_CIRCLES = """
from pathlib import Path
from assetmap.cli.allocator import give_back_memory

def resident():
    return int(Path("/proc/self/statm").read_text().split()[1]) * 4

class Held:
    def __init__(self):
        self.itself = self
        self.pieces = [bytes(1000) for _ in range(1000)]

import gc
gc.disable()
held = [Held() for _ in range(20)]
kept = bytearray(1000)  # above them in the heap
large = resident()
del held
give_back_memory()
print((large - resident()) // 1024)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="glibc's")
def test_threads_take_from_one_heap() -> None:
    assert (_run(_HEAPS.format(asked=False)) > 1, _run(_HEAPS.format(asked=True))) == (True, 1)


@pytest.mark.skipif(sys.platform != "linux", reason="glibc's")
def test_what_holds_itself_is_given_back_to_the_machine() -> None:
    assert _run(_CIRCLES) >= 15  # of 19 MB


def _run(code: str) -> int:
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return int(run.stdout)
