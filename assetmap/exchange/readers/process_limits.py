"""The limits that a process which reads a file sets upon itself before it looks at a byte of it."""

import resource

MEMORY = 1 << 30  # bytes of address space
CPU_SECONDS = 30
_WRITTEN = 1 << 20  # bytes in any file; what is read goes out through a pipe
_FILES = 64


def limit_process() -> None:
    """From here on the process ends when it takes too much memory, time, disk or files."""
    for what, most in (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_CPU, CPU_SECONDS),
        (resource.RLIMIT_FSIZE, _WRITTEN),
        (resource.RLIMIT_NOFILE, _FILES),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(what, (most, most))
