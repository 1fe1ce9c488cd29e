"""Loads a checkpoint that the Swift package wrote, and compares the example in it with PyTorch.

    CHECKPOINT=/tmp/unet.safetensors swift test --filter CheckpointTests
    python3 interop/pytorch/check_checkpoint.py /tmp/unet.safetensors

Fails when a tensor is missing or left over, or when the outputs differ by more than one part in 10,000
of the largest.
"""

import sys

import torch
from safetensors import safe_open

import networks

LIMIT = 1e-4


def main(path):
    with safe_open(path, "pt") as file:
        metadata = file.metadata()
        tensors = {name: file.get_tensor(name) for name in file.keys()}
    given, expected = tensors.pop("example.input"), tensors.pop("example.output")
    model = getattr(networks, metadata["network"])(int(metadata["channels"]))
    result = model.load_state_dict(tensors, strict=False)
    missing = [name for name in result.missing_keys if not name.endswith("num_batches_tracked")]
    if missing or result.unexpected_keys:
        sys.exit(f"{path}: missing {missing}, left over {result.unexpected_keys}")
    model.eval()
    with torch.no_grad():
        difference = ((model(given) - expected).abs().max() / expected.abs().max()).item()
    print(f"{path}: {len(tensors)} tensors; the outputs differ by {difference:.1e} of the largest")
    if not difference <= LIMIT:
        sys.exit(f"{path}: that is more than {LIMIT:.0e}")


if __name__ == "__main__":
    main(sys.argv[1])
