"""The random streams of the Swift package on a device of PyTorch, which can be gone on with."""

import torch

LOW = 2**32 - 1


def digest(names):
    digest = 0xCBF29CE484222325
    for name in names:
        for byte in name.encode() + b"\0":
            digest = (digest ^ byte) * 0x100000001B3 % 2**64
    return digest


class TorchStream:
    """Philox 4x32 with ten rounds, as Sources/Arrays/RandomStream.swift has it."""

    def __init__(self, seed, *names, device="cpu"):
        self.seed = seed
        self.stream = digest(names)
        self.device = device
        self.used = 0
        self.spare = None

    @classmethod
    def resumed(cls, state, device):
        """The stream that goes on from a state, as RandomStream+State.swift writes it."""
        stream = cls(state["seed"], device=device)
        stream.stream = state["stream"]
        stream.used = 4 * state["block"] - len(state["words"])
        if state.get("spareNormal") is not None:
            bits = torch.tensor([state["spareNormal"]], dtype=torch.uint32, device=device)
            stream.spare = bits.view(torch.float32)
        return stream

    @property
    def state(self):
        blocks = -(-self.used // 4)
        left = 4 * blocks - self.used
        words = self._words(self.used, left).flip(0).tolist()
        state = {"seed": self.seed, "stream": self.stream, "block": blocks, "words": words}
        if self.spare is not None:
            state["spareNormal"] = self.spare.view(torch.uint32).item()
        return state

    def _words(self, start, count):
        """Some words of the stream, each below 2^32 in an int64."""
        blocks = torch.arange(start // 4, -(-(start + count) // 4), device=self.device)
        a, b = blocks & LOW, blocks >> 32
        c = torch.full_like(blocks, self.stream & LOW)
        d = torch.full_like(blocks, self.stream >> 32)
        k0, k1 = self.seed & LOW, self.seed >> 32
        for _ in range(10):
            # Products beyond 2^63 wrap, and have the right bits all the same.
            first, second = a * 0xD2511F53, c * 0xCD9E8D57
            a, b = ((second >> 32) & LOW) ^ b ^ k0, second & LOW
            c, d = ((first >> 32) & LOW) ^ d ^ k1, first & LOW
            k0, k1 = (k0 + 0x9E3779B9) & LOW, (k1 + 0xBB67AE85) & LOW
        return torch.stack([a, b, c, d], 1).reshape(-1)[start % 4 :][:count]

    def words(self, count):
        """The next words, each below 2^32 in an int64."""
        taken = self._words(self.used, count)
        self.used += count
        return taken

    def fractions(self, shape):
        """Numbers in 0..<1, multiples of 2^-24."""
        words = self.words(torch.Size(shape).numel())
        return ((words >> 8).float() * 2**-24).reshape(shape)

    def normal(self, shape):
        """Standard normal numbers, by Box and Muller's transform in double precision."""
        count = torch.Size(shape).numel()
        kept = [] if self.spare is None else [self.spare]
        pairs = (count - len(kept) + 1) // 2
        words = self.words(2 * pairs).double().reshape(-1, 2)
        radius = torch.sqrt(-2 * torch.log((words[:, 0] + 1) * 2**-32))
        angle = 2 * torch.pi * words[:, 1] * 2**-32
        drawn = torch.stack([radius * angle.cos(), radius * angle.sin()], 1).float().reshape(-1)
        values = torch.cat([*kept, drawn])
        self.spare = values[count:] if len(values) > count else None
        return values[:count].reshape(shape)
