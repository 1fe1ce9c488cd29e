"""MNIST's digits to learn from, and the order in which the Swift package shows them."""

import gzip
import math
import zlib
from pathlib import Path

import numpy
import torch


def load(folder, count):
    """The first digits of the training set: bytes `[N, 1, 28, 28]` and labels `[N]`."""
    images = _read(folder, "train-images-idx3-ubyte", (28, 28))
    labels = _read(folder, "train-labels-idx1-ubyte", ())
    if len(images) != len(labels):
        raise ValueError(f"{folder}: there are {len(images)} digits and {len(labels)} labels")
    return images[:count].unsqueeze(1), labels[:count].long()


def _read(folder, name, extents):
    """The bytes of an IDX file, packed or plain; the packed one is preferred, as in the package."""
    path = Path(folder, f"{name}.gz")
    if not path.exists():
        path = Path(folder, name)
    data = path.read_bytes()
    if path.suffix == ".gz":
        try:
            data = gzip.decompress(data)
        except (gzip.BadGzipFile, EOFError, zlib.error) as error:
            raise ValueError(f"{path} is damaged: {error}") from None
    axes = 1 + len(extents)
    magic, count, *others = numpy.frombuffer(data, ">u4", 1 + axes).tolist()
    start = 4 + 4 * axes
    end = start + count * math.prod(extents)
    if (magic, *others) != (0x800 + axes, *extents) or len(data) != end:
        raise ValueError(f"{path} is no file of MNIST")
    numbers = numpy.frombuffer(data, numpy.uint8, offset=start).copy()
    return torch.from_numpy(numbers).reshape(count, *extents)


def batches(count, size, stream):
    """The places of all digits in a drawn order, cut into batches; the last one may be smaller."""
    order = torch.tensor(shuffled(count, stream))
    return order.split(size)


def shuffled(count, stream):
    """The numbers 0..<count in the order of Swift's `shuffled(using:)`."""
    numbers = _numbers(stream)
    order = list(range(count))
    for place in range(count - 1):
        other = place + _below(count - place, numbers)
        order[place], order[other] = order[other], order[place]
    return order


def _numbers(stream):
    """Numbers of 64 bits; the stream is drawn from in large parts, and is good for nothing else."""
    while True:
        for low, high in stream.words(1 << 14).reshape(-1, 2).tolist():
            yield high << 32 | low


def _below(bound, numbers):
    """A number in 0..<bound by Lemire's method, as Swift's `next(upperBound:)` has it."""
    product = next(numbers) * bound
    while product % 2**64 < (2**64 - bound) % bound:
        product = next(numbers) * bound
    return product >> 64
