"""What the chapters of the report train on MNIST's digits, by section and stage.

A recipe is made of a stage's inputs as the chapter has written them. The strings are the names of
the chapters' random streams, so that a training here has the weights, the order of digits and the
noise that it has in the Swift package. Further training, in B1.2.2, needs a network of another
chapter and is left to the package.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import numpy
import torch
from torch import nn
from torch.nn import functional as F

from networks import ClassTimeUNet, DigitClassifier, TimeUNet, UNet, batch_norm, group_norm
from training_plan import TrainingPlan

CLASS_DROPOUT = 0.1


@dataclass
class Recipe:
    """A network, what it learns from, and how.

    An exercise is drawn for a whole batch of pictures and labels: the network's inputs, and what is
    compared with its output.
    """

    network: nn.Module
    exercise: Callable
    section: str
    seed: int
    digit_count: int
    plan: TrainingPlan
    prefix: str = ""
    weights: str = "weights"
    loss: Callable = F.mse_loss


def recipe(order):
    """The recipe of an order; raises LookupError where there is none."""
    section, stage, inputs = order["section"], order["stage"], order["inputs"]
    if (section, stage) not in RECIPES:
        known = ", ".join(f"{section} '{stage}'" for section, stage in RECIPES)
        raise LookupError(f"there is no recipe for {section} '{stage}', only for {known}")
    try:
        return RECIPES[section, stage](inputs)
    except KeyError as missing:
        raise LookupError(f"the inputs of {section} '{stage}' have no {missing}") from None


def noised(x, labels, stream):
    return (x + 0.5 * stream.normal(x.shape),), x


def noise_alone(x, labels, stream):
    return (stream.normal(x.shape),), x


def read(x, labels, stream):
    return (x,), labels


def uniform_times(count, stream):
    return stream.fractions((count, 1))


def middle_times(count, stream):
    """Two thirds of them lie between 0.27 and 0.73."""
    return 1 / (1 + torch.exp(-stream.normal((count, 1))))


def flow(x, labels, stream, times=uniform_times):
    """Points on straight lines from noise to digits, and the lines' directions."""
    t = times(len(x), stream)
    noise = stream.normal(x.shape)
    time = t[:, :, None, None]
    return ((1 - time) * noise + time * x, t), x - noise


def class_flow(x, labels, stream):
    """The flow with classes, of which a share is withheld."""
    classes = F.one_hot(labels, 10).float()
    classes[stream.fractions((len(x),)) < CLASS_DROPOUT] = 0
    (xt, t), velocity = flow(x, labels, stream)
    return (xt, t, classes), velocity


def planned(inputs, network, exercise, section, **others):
    """The recipe of inputs that hold a plan as it is."""
    plan = TrainingPlan.decoded(inputs["plan"])
    seed, digit_count = inputs["seed"], inputs["digitCount"]
    return Recipe(network, exercise, section, seed, digit_count, plan, **others)


def denoiser(inputs):
    return planned(inputs, UNet(inputs["channels"]), noised, "B1.2.1")


def judge(inputs):
    names = {"prefix": "judge, ", "weights": "judge"}
    return planned(inputs, DigitClassifier(), read, "B1.2.2", loss=F.cross_entropy, **names)


def denoiser_of_noise(stage, loss, inputs):
    names = {"prefix": f"{stage}, ", "weights": f"{stage}, weights"}
    return planned(inputs, UNet(inputs["channels"]), noise_alone, "B1.2.3", loss=loss, **names)


def time_flow(inputs):
    return planned(inputs, TimeUNet(inputs["channels"]), flow, "B2.2")


def flow_of_classes(inputs):
    return planned(inputs, ClassTimeUNet(inputs["channels"]), class_flow, "B2.2")


def flow_by_rule(inputs):
    """ClassRecipe in chapters/B2.6-GuidedSampling."""
    prefix = "" if inputs["number"] == 1 else f"training {inputs['number']}, "
    names = {"prefix": prefix, "weights": f"{prefix}weights"}
    made = planned(inputs, ClassTimeUNet(inputs["channels"]), class_flow, "B2.5", **names)
    plan, rule = made.plan, inputs["rule"]
    plan.snapshot_epochs = [plan.epochs]
    first, last = numpy.float32(plan.rate(1)), numpy.float32(plan.rate(plan.epochs))
    rates = {
        "first": first,
        "geometric": numpy.sqrt(first * last),
        "tenth": first / numpy.float32(10),
        "warmUp": first,
    }
    if rule in rates:
        plan.initial, plan.gamma = float(rates[rule]), 1
    if rule == "warmUp":
        plan.warm_up_steps = -(-inputs["digitCount"] // plan.batch_size)
    return made


def better_flow(inputs):
    """Recipe in chapters/B3-BetterFlow."""
    epochs, design = inputs["epochCount"], inputs["design"]
    norm = {"batch": batch_norm, "group": group_norm}[design["normalization"]]
    times = middle_times if inputs["prefersMiddleTimes"] else uniform_times
    prefix = "another " if inputs["hasOtherSeed"] else ""
    plan = TrainingPlan(
        epochs=epochs,
        batch_size=inputs["batchSize"],
        initial=1e-2,
        gamma=0.1 ** (1 / epochs),
        snapshot_epochs=[epochs],
        average_decay=inputs["averageDecay"],
    )
    return Recipe(
        TimeUNet(inputs["channels"], norm, design["tellsEveryBlock"]),
        partial(flow, times=times),
        "B2.2",
        inputs["seed"],
        inputs["digitCount"],
        plan,
        prefix=prefix,
        weights=f"{prefix}weights",
    )


CHANGES = "longer wider smallerBatches middleTimes groupNorm everyBlock otherSeed".split()
RULES = "schedule first geometric tenth warmUp".split()
RECIPES = {
    ("B1.2.1", "training"): denoiser,
    ("B1.2.2", "judge"): judge,
    ("B1.2.3", "squared"): partial(denoiser_of_noise, "squared", F.mse_loss),
    ("B1.2.3", "absolute"): partial(denoiser_of_noise, "absolute", F.l1_loss),
    ("B2.2", "training"): time_flow,
    ("B2.5", "training"): flow_of_classes,
}
RECIPES |= {("B2.6", f"rate {rule}"): flow_by_rule for rule in RULES}
RECIPES |= {
    ("B3", f"training {name}"): better_flow for name in ["base", *CHANGES, "combination"]
}
