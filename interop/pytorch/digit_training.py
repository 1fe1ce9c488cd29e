"""The training of a network on digits in several processes; see DigitTraining.swift."""

import json
import os

import torch
from safetensors import SafetensorError
from torch import distributed, nn

import digits
import initial_weights
import provenance
import shared_batch_norm
from safetensors_file import write
from streams import Stream
from torch_streams import TorchStream
from training_state import TrainingState, weights


class TrainingError(Exception):
    """A training that cannot go on."""


class DigitTraining:
    """One process's part of a training in a folder of the Swift package."""

    def __init__(self, folder, recipe, data, device):
        self.folder, self.recipe, self.plan, self.device = folder, recipe, recipe.plan, device
        self.checkpoint = folder / "checkpoint.safetensors"
        self.images, self.labels = (part.to(device) for part in data)
        self.is_shared = distributed.is_initialized()
        self.processes = distributed.get_world_size() if self.is_shared else 1
        self.place = distributed.get_rank() if self.is_shared else 0
        least = len(self.images) % self.plan.batch_size or self.plan.batch_size
        if least < self.processes:
            raise TrainingError(
                f"{self.processes} processes cannot share an epoch's smallest batch, of {least}"
            )
        initial_weights.draw(recipe.network, Stream(recipe.seed, recipe.section, recipe.weights))
        network = recipe.network.to(device)
        if self.is_shared:
            network = shared_batch_norm.shared(network, device)
        self.state = TrainingState(
            network,
            torch.optim.Adam(network.parameters(), lr=self.plan.rate(1)),
            self.stream("what the loss draws", device),
            self.plan.average_decay is not None,
        )
        # Those that are not in the record yet; they are read from the device now and then.
        self.losses = []
        self.saved = 0
        self.by = None

    def stream(self, purpose, device="cpu"):
        names = (self.recipe.section, self.recipe.prefix + purpose)
        return TorchStream(self.recipe.seed, *names, device=device)

    @property
    def steps_done(self):
        return len(self.state.record) + len(self.losses)

    @property
    def batch_count(self):
        """The number of batches in an epoch."""
        return -(-len(self.images) // self.plan.batch_size)

    @property
    def is_finished(self):
        return self.state.epoch > self.plan.epochs

    def resume(self):
        """Goes on from the checkpoint where there is one, and says who trains from here on."""
        by = None
        if self.checkpoint.exists():
            try:
                by = self.state.resume(self.checkpoint)
            except (SafetensorError, KeyError, ValueError) as error:
                reason = f"there is no {error}" if isinstance(error, KeyError) else error
                raise TrainingError(
                    f"{self.checkpoint} cannot be gone on from: {reason}; remove it to begin anew"
                ) from error
        self.saved = self.steps_done
        path = self.folder / "computed-by.json"
        said = provenance.said(path)
        if self.is_shared:
            distributed.barrier()  # All have read it before the first one writes.
        if self.is_finished:
            return
        self.by = provenance.continued(by, said, self.steps_done, provenance.devices())
        if self.place == 0:
            partial = path.with_suffix(".partial")
            partial.write_text(json.dumps({"by": self.by}) + "\n")
            os.replace(partial, path)

    def run(self, every, report):
        """Trains to the end of the plan, with a checkpoint every so many steps."""
        state, plan = self.state, self.plan
        network = state.network.train()
        if self.is_shared:
            network = nn.parallel.DistributedDataParallel(network)
        while not self.is_finished:
            order = self.stream(f"order of epoch {state.epoch}")
            batches = digits.batches(len(self.images), plan.batch_size, order)
            for places in batches[state.batches_done :]:
                self.step(network, places.to(self.device))
                report(self)
                if self.steps_done >= self.saved + every:
                    self.settle()
                    self.save()
            self.settle()
            if state.epoch in plan.snapshot_epochs and self.place == 0:
                self.write_snapshots()
            state.epoch, state.batches_done = state.epoch + 1, 0
            # After the snapshots: a training that goes on from here does not make them again.
            self.save()

    def step(self, network, places):
        state, plan = self.state, self.plan
        step = self.steps_done + 1
        rate = plan.rate(state.epoch, step)
        for group in state.optimizer.param_groups:
            group["lr"] = rate
        x = self.images[places].float() / 255
        # All processes draw for the whole batch, as one would, and take their rows of it.
        inputs, target = self.recipe.exercise(x, self.labels[places], state.stream)
        *inputs, target = (
            part.tensor_split(self.processes)[self.place] for part in (*inputs, target)
        )
        # A part of the mean over the whole batch; the parts may have different numbers of digits.
        loss = self.recipe.loss(network(*inputs), target) * len(target) / len(places)
        state.optimizer.zero_grad()
        # DistributedDataParallel takes the mean of the gradients, and here they are to be added.
        (self.processes * loss).backward()
        state.optimizer.step()
        total = loss.detach()
        if self.is_shared:
            distributed.all_reduce(total)
        state.batches_done += 1
        self.losses.append((state.epoch, state.batches_done, total, rate))
        if state.average is not None:
            move(state.average, state.network, plan.averaged_share(step))

    def settle(self):
        """Takes the losses into the record; raises TrainingError when a number is none."""
        for epoch, batch, loss, _ in self.losses:
            if not loss.isfinite():
                raise TrainingError(
                    f"the loss is not finite in epoch {epoch}, batch {batch};"
                    " try a lower learning rate"
                )
        for name, tensor in weights(self.state.network).items():
            if not tensor.isfinite().all():
                raise TrainingError(f"{name} is not finite; try a lower learning rate")
        rows = [(epoch, batch, loss.item(), rate) for epoch, batch, loss, rate in self.losses]
        self.state.record = torch.cat([self.state.record, torch.tensor(rows).reshape(-1, 4)])
        self.losses = []

    def save(self):
        self.saved = self.steps_done
        if self.place == 0:
            self.state.write(self.checkpoint, self.by)

    def write_snapshots(self):
        networks = {"": self.state.network, "-average": self.state.average}
        for suffix, network in networks.items():
            if network is not None:
                path = self.folder / f"epoch-{self.state.epoch}{suffix}.safetensors"
                write(path, weights(network))


@torch.no_grad()
def move(average, network, share):
    """Moves the average's parameters and buffers towards those of the network."""
    for mean, value in zip(weights(average).values(), weights(network).values()):
        mean.lerp_(value, share)
