"""How long and in what steps a network is trained, as TrainingPlan.swift has it."""

from dataclasses import dataclass, field

import numpy


@dataclass
class TrainingPlan:
    """Rates and shares are computed in the precisions in which the Swift package computes them."""

    epochs: int
    batch_size: int
    initial: float
    gamma: float
    snapshot_epochs: list = field(default_factory=list)
    average_decay: float | None = None
    warm_up_steps: int = 0

    @classmethod
    def decoded(cls, plan):
        """The plan that the Swift package has written as JSON."""
        return cls(
            epochs=plan["epochCount"],
            batch_size=plan["batchSize"],
            initial=plan["learningRate"]["initial"],
            gamma=plan["learningRate"]["gamma"],
            snapshot_epochs=plan["snapshotEpochs"],
            average_decay=plan.get("averageDecay"),
            warm_up_steps=plan["warmUpSteps"],
        )

    def rate(self, epoch, step=None):
        """The learning rate of an epoch, or of a step of it; both are counted from 1."""
        rate = numpy.float32(float(numpy.float32(self.initial)) * self.gamma ** (epoch - 1))
        if step is not None and step < self.warm_up_steps:
            rate *= numpy.float32(step) / numpy.float32(self.warm_up_steps)
        return float(rate)

    def averaged_share(self, step):
        """By how much the average moves towards the network after a step, counted from 1."""
        growing = numpy.float32(1 + step) / numpy.float32(10 + step)
        return float(1 - min(numpy.float32(self.average_decay), growing))
