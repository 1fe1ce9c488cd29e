"""The random streams of the Swift package, so that both sides draw the same numbers and none are stored."""

import numpy as np

from torch_streams import TorchStream


class Stream:
    """The numbers of a stream as NumPy's; see torch_streams.py."""

    def __init__(self, seed, *names):
        self.stream = TorchStream(seed, *names)

    def _words(self, shape):
        return self.stream.words(int(np.prod(shape))).numpy().astype(np.uint32)

    def uniform(self, shape):
        """Numbers in -1..1, multiples of 2^-23."""
        words = self._words(shape)
        values = (words >> np.uint32(8)).astype(np.float32) * np.float32(2**-24)
        return (values * np.float32(2) - np.float32(1)).reshape(shape)

    def normal(self, shape):
        """Standard normal numbers, by Box and Muller's transform in double precision.

        An even number of them: the second of a pair is not kept for the next call.
        """
        words = self._words(shape).astype(np.float64).reshape(-1, 2)
        radius = np.sqrt(-2 * np.log((words[:, 0] + 1) * 2.0**-32))
        angle = 2 * np.pi * words[:, 1] * 2.0**-32
        pairs = np.stack([radius * np.cos(angle), radius * np.sin(angle)], 1)
        return pairs.astype(np.float32).reshape(shape)
