"""What a server that runs for weeks asks of the C library's allocator, where it is glibc's.

Elsewhere (musl, macOS) nothing is asked: the server is as right without it, and somewhat larger.
"""

import ctypes
import gc

_M_ARENA_MAX = -8  # malloc.h; mallopt(3)


def keep_one_arena() -> bool:
    """Have every thread of this process, and of those it starts, take memory from one heap.

    glibc gives each thread a heap of its own, and what one has freed no other can use: 25 MB of a
    process with four threads at 2,000 listings. They would seldom wait for one another, since
    Python runs one at a time. To be called before there are threads. Gives whether it was done.
    """
    mallopt = getattr(ctypes.CDLL(None), "mallopt", None)
    return mallopt is not None and bool(mallopt(_M_ARENA_MAX, 1))


def give_back_memory() -> None:
    """Free what holds itself in circles, and hand what is free back to the machine."""
    gc.collect()
    trim_memory()


def trim_memory() -> None:
    """Hand what is free back to the machine, without looking for what might be freed."""
    if trim := getattr(ctypes.CDLL(None), "malloc_trim", None):
        trim(0)
