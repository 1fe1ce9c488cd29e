"""Who has trained a network: a sentence that goes with the weights wherever they are taken up."""

import json

import torch
from torch import distributed

ENGINE = "the Swift engine"


def devices():
    """Such as "PyTorch 2.15.0, 8 processes, nccl on NVIDIA H200"."""
    version = torch.__version__.split("+")[0]
    name = torch.cuda.get_device_name() if torch.cuda.is_available() else "CPU"
    if not distributed.is_initialized():
        return f"PyTorch {version}, 1 process on {name}"
    count = distributed.get_world_size()
    processes = "1 process" if count == 1 else f"{count} processes"
    return f"PyTorch {version}, {processes}, {distributed.get_backend()} on {name}"


def said(path):
    """What a file says of a training before this one; nothing where there is no such file."""
    if not path.exists():
        return None
    try:
        by = json.loads(path.read_text(encoding="utf-8"))["by"]
        if isinstance(by, str) and by.strip():
            return by
    except (ValueError, KeyError, TypeError):
        pass
    raise ValueError(
        f'{path} does not say who has trained, as in {{"by": "PyTorch"}}; mend it, or remove its folder'
    )


def continued(by, said, step, now):
    """Who has trained a network when `now` goes on with it.

    `by` is what the checkpoint of `step` says of itself: nothing where the Swift engine has written
    it. `said` is what was said of the training before, if anything.
    """
    if step == 0:
        return now
    if said is not None and said.endswith(f" to step {step}, then {now}"):
        return said  # It went on from here before, and came to no checkpoint.
    if by is None:
        by = ENGINE if said is None else said
        if not by.endswith(ENGINE):
            by = f"{by}, then {ENGINE}"
    return by if by.split(", then ")[-1] == now else f"{by} to step {step}, then {now}"
