"""The digests of what a database holds, of which there may be millions, each with a mark.

They lie one after another in a byte string for each two bytes that they start with. Digests are spread
evenly, so that such a string is short and a search through it takes no time. One takes 17 bytes and a share
of its string; in a set of Python it would take well over a hundred.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

__all__ = ["Digests"]

#: Bytes of a digest.
SIZE = 16

#: Bytes of a digest and its mark.
ENTRY = SIZE + 1

#: First bytes by which they are told apart.
FIRST = 2

GONE, KEPT = 0, 1


class Digests:
    """Digests of 16 bytes: *gone* at first, *kept* from when the same was met in a dataset.

    Parameters
    ----------
    digests
        Those that are held; no two are the same.

    Examples
    --------
    >>> held = Digests([b"0123456789abcdef", b"fedcba9876543210"])
    >>> held.meet(b"0123456789abcdef"), held.meet(b"----------------")
    (True, False)
    >>> list(held.gone()), held.kept_count
    ([b'fedcba9876543210'], 1)
    """

    def __init__(self, digests: Iterable[bytes] = ()) -> None:
        self._strings: dict[bytes, bytearray] = {}
        self.kept_count = 0
        for digest in digests:
            self._strings.setdefault(digest[:FIRST], bytearray()).extend(digest + bytes([GONE]))

    def meet(self, digest: bytes) -> bool:
        """Keep a digest; return whether it was held and gone."""
        return self._mark(digest, GONE, KEPT)

    def give_up(self, digest: bytes) -> bool:
        """Take a digest for gone again; return whether it was kept."""
        return self._mark(digest, KEPT, GONE)

    def is_gone(self, digest: bytes) -> bool:
        """Whether a digest is held, and was not met."""
        return self._is(digest, GONE)

    def is_kept(self, digest: bytes) -> bool:
        """Whether a digest is held, and was met."""
        return self._is(digest, KEPT)

    def gone(self) -> Iterator[bytes]:
        """Yield the digests that were not met."""
        return self._marked(GONE)

    def kept(self) -> Iterator[bytes]:
        """Yield the digests that were met."""
        return self._marked(KEPT)

    def forget(self) -> None:
        """Take all for gone, as in the beginning."""
        for digest in list(self.kept()):
            self.give_up(digest)

    def _mark(self, digest: bytes, before: int, after: int) -> bool:
        string, place = self._find(digest)
        if place < 0 or string[place + SIZE] != before:
            return False
        string[place + SIZE] = after
        self.kept_count += 1 if after == KEPT else -1
        return True

    def _is(self, digest: bytes, mark: int) -> bool:
        string, place = self._find(digest)
        return place >= 0 and string[place + SIZE] == mark

    def _find(self, digest: bytes) -> tuple[bytearray, int]:
        """Return the string of a digest and its place there, which is negative when it is not held."""
        string = self._strings.get(digest[:FIRST], bytearray())
        place = string.find(digest)
        # What starts within another digest is none.
        while place > 0 and place % ENTRY:
            place = string.find(digest, place + 1)
        return string, place

    def _marked(self, mark: int) -> Iterator[bytes]:
        for string in self._strings.values():
            for place in range(0, len(string), ENTRY):
                if string[place + SIZE] == mark:
                    yield bytes(string[place : place + SIZE])
