# SPDX-License-Identifier: MIT
"""Seeds and the streams of bits that grow from them: SeedSequence and PCG64.

A SeedSequence hashes integers of any size into a pool of 32-bit words, in which every bit of the input reaches every
bit of the pool, and draws any number of seed words from it. Its children have a number of their own in their spawn
key, so their streams have nothing to do with each other. A PCG64 is such a seed and a native stream.
"""
import re
from operator import index
from os import urandom

from . import _core
from ._core import array, empty, inexact, integer, ndarray, uint32, uint64
from ._random import Stream

__all__ = ["BitGenerator", "PCG64", "SeedSequence"]

_MASK32 = 0xFFFFFFFF
_MASK64 = 0xFFFFFFFFFFFFFFFF
_POOL_SIZE = 4
_DIGITS = re.compile("[0-9]+")


# ---- entropy as 32-bit words, the lowest first

def _words_of_int(number):
    number = index(number)
    if number < 0:
        raise ValueError("expected non-negative integer")
    words = [number & _MASK32]
    number >>= 32
    while number:
        words.append(number & _MASK32)
        number >>= 32
    return words


def _words_of(entropy):
    """The words of an integer, of its text, or of a sequence of such."""
    if isinstance(entropy, str):
        if entropy.startswith("0x"):
            return _words_of_int(int(entropy, 16))
        if _DIGITS.match(entropy):
            return _words_of_int(int(entropy))
        raise ValueError("unrecognized seed string")
    if isinstance(entropy, (float, inexact)):
        raise TypeError("seed must be integer")
    if isinstance(entropy, (int, integer)):
        return _words_of_int(entropy)
    len(entropy)
    words = []
    for part in entropy:
        words += _words_of(part)
    return words


def _mix_pool(words, size):
    """A pool of so many words into which all of `words` have been hashed (after O'Neill's seed_seq_fe)."""
    constant = 0x43B0D7E5

    def hashed(word):
        nonlocal constant
        word ^= constant
        constant = constant * 0x931E8875 & _MASK32
        word = word * constant & _MASK32
        return word ^ word >> 16

    def mixed(word, other):
        word = 0xCA01F9DD * word - 0x4973F715 * other & _MASK32
        return word ^ word >> 16

    pool = [hashed(word) for word in (words + [0] * size)[:size]]
    for source in range(size):
        for target in range(size):
            if source != target:
                pool[target] = mixed(pool[target], hashed(pool[source]))
    for word in words[size:]:
        pool = [mixed(old, hashed(word)) for old in pool]
    return pool


class SeedSequence:
    """Entropy in a form that seeds any number of independent streams."""

    def __init__(self, entropy=None, *, spawn_key=(), pool_size=_POOL_SIZE, n_children_spawned=0):
        if pool_size < _POOL_SIZE:
            raise ValueError(f"The size of the entropy pool should be at least {_POOL_SIZE}")
        if entropy is None:
            entropy = int.from_bytes(urandom(pool_size * 4), "little")
        elif not isinstance(entropy, (int, integer, list, tuple, range, ndarray)):
            raise TypeError(f"SeedSequence expects int or sequence of ints for entropy not {entropy}")
        self.entropy = entropy
        self.spawn_key = tuple(spawn_key)
        self.pool_size = pool_size
        self.n_children_spawned = n_children_spawned
        words = _words_of(entropy)
        key = _words_of(self.spawn_key)
        if key:
            # Or the key would be taken for entropy of a longer seed.
            words += [0] * (pool_size - len(words))
        self._pool = _mix_pool(words + key, pool_size)

    def __repr__(self):
        lines = [f"{type(self).__name__}(", f"    entropy={self.entropy!r},"]
        if self.spawn_key:
            lines.append(f"    spawn_key={self.spawn_key!r},")
        if self.pool_size != _POOL_SIZE:
            lines.append(f"    pool_size={self.pool_size!r},")
        if self.n_children_spawned != 0:
            lines.append(f"    n_children_spawned={self.n_children_spawned!r},")
        lines.append(")")
        return "\n".join(lines)

    @property
    def pool(self):
        """The hashed words, as a uint32 array."""
        return array(self._pool, uint32)

    @property
    def state(self):
        """All arguments that make this sequence again."""
        return {"entropy": self.entropy, "spawn_key": self.spawn_key, "pool_size": self.pool_size,
                "n_children_spawned": self.n_children_spawned}

    def _seed_words(self, count):
        """A list of so many 32-bit words."""
        constant = 0x8B51F9DD
        pool = self._pool
        words = []
        for i in range(count):
            word = pool[i % len(pool)] ^ constant
            constant = constant * 0x58F38DED & _MASK32
            word = word * constant & _MASK32
            words.append(word ^ word >> 16)
        return words

    def generate_state(self, n_words, dtype=uint32):
        """An array of so many seed words of type uint32 or uint64."""
        wanted = _core.dtype(dtype)
        if wanted == uint32:
            return array(self._seed_words(n_words), uint32)
        if wanted != uint64:
            raise ValueError("only support uint32 or uint64")
        words = self._seed_words(2 * n_words)
        return array([low | high << 32 for low, high in zip(words[::2], words[1::2])], uint64)

    def spawn(self, n_children):
        """A list of so many new sequences, different from this one, each other and all that were spawned before."""
        if n_children < 0:
            raise ValueError("n_children must be non-negative")
        first = self.n_children_spawned
        self.n_children_spawned += n_children
        return [type(self)(self.entropy, spawn_key=self.spawn_key + (number,), pool_size=self.pool_size)
                for number in range(first, first + n_children)]


# ---- streams

class BitGenerator:
    """What a Generator draws from. PCG64 is the only kind."""

    def __init__(self, seed=None):
        if type(self) is BitGenerator:
            raise NotImplementedError("BitGenerator is a base class and cannot be instantized")
        self._seed_seq = seed if hasattr(seed, "generate_state") else SeedSequence(seed)

    @property
    def seed_seq(self):
        """The SeedSequence that this stream grew from."""
        return self._seed_seq

    def spawn(self, n_children):
        """A list of so many streams of the same kind, from children of this one's seed."""
        if n_children < 0:
            raise ValueError("n_children must be non-negative")
        if not hasattr(self._seed_seq, "spawn"):
            raise TypeError("The underlying SeedSequence does not implement spawning.")
        return [type(self)(seed) for seed in self._seed_seq.spawn(n_children)]


def _remake(kind):
    return kind(0)


class PCG64(BitGenerator):
    """O'Neill's permuted congruential generator with 128 bits of state: 64 random bits a step."""

    def __init__(self, seed=None):
        super().__init__(seed)
        self._stream = Stream()
        if type(self._seed_seq) is SeedSequence:
            words = self._seed_seq._seed_words(8)
            self._stream.seed(*[low | high << 32 for low, high in zip(words[::2], words[1::2])])
        else:
            self._stream.seed(*self._seed_seq.generate_state(4, uint64).tolist())

    def __reduce__(self):
        return _remake, (type(self),), (self.state, self._seed_seq)

    def __setstate__(self, state_and_seed):
        self.state, self._seed_seq = state_and_seed

    @property
    def state(self):
        """All that determines the numbers to come, as a dictionary."""
        high, low, track_high, track_low, has_half, half = self._stream.get_state()
        return {"bit_generator": type(self).__name__,
                "state": {"state": high << 64 | low, "inc": track_high << 64 | track_low},
                "has_uint32": has_half, "uinteger": half}

    @state.setter
    def state(self, value):
        if not isinstance(value, dict):
            raise TypeError("state must be a dict")
        if value.get("bit_generator", "") != type(self).__name__:
            raise ValueError(f"state must be for a {type(self).__name__} RNG")
        state = index(value["state"]["state"])
        track = index(value["state"]["inc"])
        self._stream.set_state(state >> 64, state & _MASK64, track >> 64, track & _MASK64,
                               value["has_uint32"], index(value["uinteger"]))

    def advance(self, delta):
        """Goes on, or back, as if `delta` words had been drawn; returns itself."""
        delta = delta & (1 << 128) - 1
        self._stream.advance(delta >> 64, delta & _MASK64)
        return self

    def jumped(self, jumps=1):
        """A new stream far ahead of this one: by 2**128 divided by the golden ratio, so many times."""
        jumped = type(self)(0)
        jumped._seed_seq = self._seed_seq
        jumped.state = self.state
        return jumped.advance(0x9E3779B97F4A7C15F39CC0605CEDC835 * int(jumps))

    def random_raw(self, size=None, output=True):
        """The words of the stream themselves: an int, or a uint64 array."""
        if size is None:
            word = self._stream.raw(None)
            return word if output else None
        words = empty(size, uint64)
        self._stream.raw(words)
        return words if output else None
