"""The weights with which a network of the Swift package begins."""

import numpy
import torch
from torch import nn


@torch.no_grad()
def draw(network, stream):
    """Draws weights in the package's order, uniform in ±1/√(the inputs of an output)."""
    for module in network.modules():
        if isinstance(module, (nn.Conv2d, nn.ConvTranspose2d, nn.Linear)):
            # Of a transposed convolution it is the outputs of an input, whose axis comes first.
            inputs = module.weight[0].numel()
            bound = numpy.float32(1) / numpy.sqrt(numpy.float32(inputs))
            for parameter in (module.weight, module.bias):
                parameter.copy_(torch.from_numpy(stream.uniform(parameter.shape) * bound))
