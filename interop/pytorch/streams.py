"""The random streams of the Swift package, so that both sides draw the same numbers and none are stored."""

import numpy as np


def digest(names):
    digest = 0xCBF29CE484222325
    for name in names:
        for byte in name.encode() + b"\0":
            digest = (digest ^ byte) * 0x100000001B3 % 2**64
    return digest


class Stream:
    """Philox 4x32 with ten rounds, keyed by a seed and by names; see Sources/Arrays/RandomStream.swift."""

    def __init__(self, seed, *names):
        self.key = (seed % 2**32, seed >> 32)
        self.stream = digest(names)
        self.words = np.zeros(0, np.uint32)
        self.block = 0

    def _take(self, count):
        if count > len(self.words):
            blocks = (count - len(self.words) + 3) // 4
            fresh = self._blocks(np.arange(self.block, self.block + blocks, dtype=np.uint64))
            self.block += blocks
            self.words = np.concatenate([self.words, fresh])
        taken, self.words = self.words[:count], self.words[count:]
        return taken

    def _blocks(self, numbers):
        low = np.uint64(2**32 - 1)
        a, b = numbers & low, numbers >> np.uint64(32)
        c = np.full_like(numbers, self.stream % 2**32)
        d = np.full_like(numbers, self.stream >> 32)
        k0, k1 = self.key
        for _ in range(10):
            first, second = a * np.uint64(0xD2511F53), c * np.uint64(0xCD9E8D57)
            a, b, c, d = (
                (second >> np.uint64(32)) ^ b ^ np.uint64(k0),
                second & low,
                (first >> np.uint64(32)) ^ d ^ np.uint64(k1),
                first & low,
            )
            k0, k1 = (k0 + 0x9E3779B9) % 2**32, (k1 + 0xBB67AE85) % 2**32
        return np.stack([a, b, c, d], 1).astype(np.uint32).reshape(-1)

    def uniform(self, shape):
        """Numbers in -1..1, multiples of 2^-23."""
        words = self._take(int(np.prod(shape)))
        values = (words >> np.uint32(8)).astype(np.float32) * np.float32(2**-24)
        return (values * np.float32(2) - np.float32(1)).reshape(shape)

    def normal(self, shape):
        """Standard normal numbers, by Box and Muller's transform in double precision.

        An even number of them: the second of a pair is not kept for the next call.
        """
        words = self._take(int(np.prod(shape))).astype(np.float64).reshape(-1, 2)
        radius = np.sqrt(-2 * np.log((words[:, 0] + 1) * 2.0**-32))
        angle = 2 * np.pi * words[:, 1] * 2.0**-32
        pairs = np.stack([radius * np.cos(angle), radius * np.sin(angle)], 1)
        return pairs.astype(np.float32).reshape(shape)
