"""Digests in byte strings behave as in sets."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from cartelgraph.dataset.digests import Digests

#: Of two bytes, which are the marks as well, so that digests are found across each other's ends.
DIGESTS = st.lists(st.sampled_from(b"\x00\x01"), min_size=16, max_size=16).map(bytes)


@given(st.sets(DIGESTS, max_size=40), st.lists(DIGESTS, max_size=40), st.lists(DIGESTS, max_size=10))
def test_they_behave_as_two_sets_do(held: set[bytes], met: list[bytes], given_up: list[bytes]) -> None:
    digests, gone, kept = Digests(held), set(held), set[bytes]()
    for digest in [*met, *list(held)[::2]]:
        assert digests.meet(digest) == (digest in gone)
        if digest in gone:
            gone.discard(digest)
            kept.add(digest)
    for digest in [*given_up, *list(held)[::4]]:
        assert digests.give_up(digest) == (digest in kept)
        if digest in kept:
            kept.discard(digest)
            gone.add(digest)
    assert (set(digests.gone()), set(digests.kept()), digests.kept_count) == (gone, kept, len(kept))
    for digest in {*held, *met, *given_up}:
        assert (digests.is_gone(digest), digests.is_kept(digest)) == (digest in gone, digest in kept)
    digests.forget()
    assert (set(digests.gone()), digests.kept_count) == (held, 0)


def test_a_digest_is_not_found_where_two_meet() -> None:
    one, other = b"ab" + b"c" * 14, b"ab" + b"d" * 14
    assert not Digests([one, other]).is_gone((one + b"\0" + other)[2:18])
    # One that starts alike and lies across the end of another.
    first = b"xy" * 8
    assert not Digests([b"aa" * 8, first]).is_kept(first)
    assert Digests([b"\0\0" + b"\0" * 14]).is_gone(b"\0" * 16)
