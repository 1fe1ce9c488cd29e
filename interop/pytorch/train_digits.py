"""Trains a network of the report on MNIST's digits, for machines with GPUs.

    swift run report run B1.2.1 --stage training --prepare
    torchrun --nproc-per-node 8 interop/pytorch/train_digits.py FOLDER
    python3 interop/pytorch/train_digits.py FOLDER --example example.safetensors

FOLDER is the one that the first command names: its order.json says what is to be trained. It takes
the checkpoints and the networks, all in the form in which the Swift package goes on with them.
Weights, order and noise come from the package's random streams, and a batch is shared out among
the processes, so their number and the devices change nothing but rounding. May be killed at any
time; the same command goes on.
"""

import argparse
import contextlib
import fcntl
import json
import os
import sys
import time
from pathlib import Path

import torch
from torch import distributed

import digit_recipes
import digits
from digit_training import DigitTraining, TrainingError
from safetensors_file import write

SECONDS = 10


class Progress:
    """A line now and then on how far a training is."""

    def __init__(self, training):
        self.start = self.told = time.monotonic()
        self.first = training.steps_done

    def __call__(self, training):
        state, plan = training.state, training.plan
        is_last = state.batches_done == training.batch_count and state.epoch == plan.epochs
        now = time.monotonic()
        if training.place != 0 or (now - self.told < SECONDS and not is_last):
            return
        self.told = now
        left = plan.epochs * training.batch_count - training.steps_done
        seconds = left * (now - self.start) / (training.steps_done - self.first)
        print(
            f"epoch {state.epoch} of {plan.epochs},"
            f" batch {state.batches_done} of {training.batch_count},"
            f" loss {training.losses[-1][2]:.4f}, {seconds / 60:.1f} min left",
            file=sys.stderr,
            flush=True,
        )


def write_example(path, training):
    """Writes what the trained network computes, for other programs to compare with."""
    x = training.images[:4].float() / 255
    stream = training.stream("example", training.device)
    inputs, _ = training.recipe.exercise(x, training.labels[:4], stream)
    with torch.no_grad():
        output = training.state.network.eval()(*inputs)
    names = ["example.input", "example.time", "example.labels"]
    write(path, dict(zip(names, inputs)) | {"example.output": output})


def locked(folder):
    """The lock by which the Swift package, too, knows that somebody works in the folder.

    Processes outlive a torchrun that is killed, and would write into the same files.
    """
    path = folder.resolve().with_suffix(".lock")
    while True:
        file = open(path, "a")
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        # The last holder may have removed the file: a lock on what has no name holds nobody off.
        if path.exists() and os.path.samestat(os.fstat(file.fileno()), path.stat()):
            return file
        file.close()


def read_order(folder):
    path = folder / "order.json"
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except ValueError as error:
        raise ValueError(f"{path} is no order of the Swift package: {error}") from None


def train(options, order, device):
    recipe = digit_recipes.recipe(order)
    if "mnist" not in order["data"]:
        raise TrainingError(
            f"{options.folder}/order.json names no folder of MNIST, and digits that are drawn in"
            " its place are drawn by the Swift package alone"
        )
    data = digits.load(order["data"]["mnist"], recipe.digit_count)
    training = DigitTraining(options.folder, recipe, data, device)
    training.resume()
    training.run(options.every, Progress(training))
    if options.example and training.place == 0:
        write_example(options.example, training)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path, help="the folder of the stage, with its order.json")
    parser.add_argument(
        "--every", type=int, default=500, help="steps between checkpoints within an epoch"
    )
    parser.add_argument("--example", help="a file for what the trained network computes")
    options = parser.parse_args()
    is_first = int(os.environ.get("RANK", 0)) == 0
    device = torch.device("cpu")
    if torch.cuda.is_available():
        device = torch.device("cuda", int(os.environ.get("LOCAL_RANK", 0)))
        torch.cuda.set_device(device)
        # The whole of float32, as in the engine, which the results are compared with.
        torch.backends.cudnn.allow_tf32 = False
    if "WORLD_SIZE" in os.environ:
        distributed.init_process_group("nccl" if device.type == "cuda" else "gloo")
    try:
        with contextlib.ExitStack() as stack:
            order = read_order(options.folder)
            if is_first:
                stack.enter_context(locked(options.folder))
            if distributed.is_initialized():
                # None of them reads a checkpoint that somebody else may still be writing.
                distributed.barrier()
            train(options, order, device)
    except BlockingIOError:
        sys.exit(
            f"{options.folder}: a build, or what a killed training has left of its processes,"
            " works in it; end them first"
        )
    except OSError as error:
        sys.exit(f"{error.filename or options.folder}: {error.strerror}" if is_first else 1)
    except KeyError as missing:
        sys.exit(f"{options.folder}/order.json has no {missing}" if is_first else 1)
    except (TrainingError, LookupError, ValueError) as error:
        sys.exit(error.args[0] if is_first else 1)
    finally:
        if distributed.is_initialized():
            distributed.destroy_process_group()


if __name__ == "__main__":
    main()
