"""A sequence of which each thing is read when somebody asks for it."""

from collections.abc import Callable, Sequence
from typing import TypeVar, overload

Read = TypeVar("Read")


class ReadSequence(Sequence[Read]):
    """As many things as `size`; `read` gives the nth."""

    def __init__(self, size: int, read: Callable[[int], Read]) -> None:
        self._numbers, self._read = range(size), read

    @overload
    def __getitem__(self, number: int) -> Read: ...

    @overload
    def __getitem__(self, number: slice) -> list[Read]: ...

    def __getitem__(self, number: int | slice) -> Read | list[Read]:
        if isinstance(number, slice):
            return [self._read(each) for each in self._numbers[number]]
        return self._read(self._numbers[number])

    def __len__(self) -> int:
        return len(self._numbers)
