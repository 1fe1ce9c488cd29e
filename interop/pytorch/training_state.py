"""A training in the form in which the Swift package goes on from it; see TrainingState.swift."""

import copy
import json

import numpy
import torch
from safetensors import safe_open

from safetensors_file import write
from torch_streams import TorchStream

MOMENTS = {"first": "exp_avg", "second": "exp_avg_sq"}


class TrainingState:
    """The network, the optimizer, the average, and how far they are; the same in all processes."""

    def __init__(self, network, optimizer, stream, has_average):
        self.network = network
        self.optimizer = optimizer
        self.stream = stream
        self.average = copy.deepcopy(network).requires_grad_(False) if has_average else None
        self.epoch = 1
        self.batches_done = 0
        # A row for each step: the epoch, the batch, the loss and the learning rate.
        self.record = torch.zeros(0, 4)

    def write(self, path, by):
        """Writes the state in one step, and who has come to it; the package leaves that out."""
        tensors = {f"model.{name}": tensor for name, tensor in weights(self.network).items()}
        for name, parameter in self.network.named_parameters():
            for moment, key in MOMENTS.items():
                tensors[f"optimizer.{moment}.{name}"] = self.optimizer.state[parameter][key]
        if self.average is not None:
            tensors |= {f"average.{name}": one for name, one in weights(self.average).items()}
        tensors["record"] = self.record
        rate = numpy.float32(self.optimizer.param_groups[0]["lr"])
        progress = {
            "epoch": self.epoch,
            "batchesDone": self.batches_done,
            "stepCount": len(self.record),
            "learningRate": int(rate.view(numpy.uint32)),
            "stream": self.stream.state,
        }
        write(path, tensors, {"training": json.dumps(progress, sort_keys=True), "by": by})

    def resume(self, path):
        """Goes on from a file, and returns who has come to it; nothing where it is the package.

        Raises KeyError or ValueError where it is that of another training.
        """
        device = next(self.network.parameters()).device
        with safe_open(path, "pt", device=str(device)) as file:
            metadata = file.metadata() or {}
            tensors = {name: file.get_tensor(name) for name in file.keys()}
        progress = json.loads(metadata["training"])
        load(self.network, tensors, "model")
        if self.average is not None:
            load(self.average, tensors, "average")
        for name, parameter in self.network.named_parameters():
            moments = {key: tensors[f"optimizer.{one}.{name}"] for one, key in MOMENTS.items()}
            step = torch.tensor(float(progress["stepCount"]))
            self.optimizer.state[parameter] = moments | {"step": step}
        self.stream = TorchStream.resumed(progress["stream"], device)
        self.epoch, self.batches_done = progress["epoch"], progress["batchesDone"]
        self.record = tensors["record"].cpu()
        return metadata.get("by")


def weights(network):
    """The parameters and buffers under the names that the package has for them."""
    return {
        name: tensor
        for name, tensor in network.state_dict().items()
        if not name.endswith("num_batches_tracked")
    }


def load(network, tensors, part):
    """Sets parameters and buffers to the tensors of a part of a file."""
    for name, tensor in weights(network).items():
        stored = tensors[f"{part}.{name}"]
        if stored.shape != tensor.shape:
            raise ValueError(f"{part}.{name} has the shape {list(stored.shape)}")
        tensor.copy_(stored)
