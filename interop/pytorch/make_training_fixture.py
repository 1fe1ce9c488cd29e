"""Writes a small training of PyTorch in two processes, for the tests of the Swift package.

    python3 interop/pytorch/make_training_fixture.py

The files under Tests/ that it writes are in the repository; run it again when a recipe changes.
"""

import json
import shutil
import subprocess
import tempfile
from pathlib import Path

import torch
from safetensors.torch import load_file, save_file
from torch.nn import functional as F

HERE = Path(__file__).resolve().parent
TARGET = HERE.parents[1] / "Tests/DigitModelsTests/Fixtures/training"
SETTING = {
    "seed": 180,
    "channels": 2,
    "digitCount": 19,
    "plan": {
        "epochCount": 2,
        "batchSize": 8,
        "learningRate": {"initial": 1e-2, "gamma": 0.5},
        "snapshotEpochs": [2],
        "averageDecay": 0.5,
        "warmUpSteps": 2,
    },
}


def digits():
    """Soft spots in the place of digits, as bytes, and classes."""
    torch.manual_seed(185)
    count = SETTING["digitCount"]
    spots = F.interpolate(torch.rand(count, 1, 4, 4), size=28, mode="bilinear")
    return (255 * spots).byte(), (torch.arange(count) % 10).byte()


def write_idx(path, tensor):
    """Writes bytes in the format of MNIST's files."""
    words = [0x800 + tensor.dim(), *tensor.shape]
    head = b"".join(word.to_bytes(4, "big") for word in words)
    path.write_bytes(head + tensor.numpy().tobytes())


def main():
    TARGET.mkdir(parents=True, exist_ok=True)
    images, labels = digits()
    with tempfile.TemporaryDirectory() as path:
        folder = Path(path)
        write_idx(folder / "train-images-idx3-ubyte", images.squeeze(1))
        write_idx(folder / "train-labels-idx1-ubyte", labels)
        order = {"data": {"mnist": path}, "inputs": SETTING, "section": "B2.5", "stage": "training"}
        (folder / "order.json").write_text(json.dumps(order))
        command = ["torchrun", "--nproc-per-node", "2", HERE / "train_digits.py", path]
        subprocess.run([*command, "--example", folder / "example.safetensors"], check=True)
        for name in ["checkpoint.safetensors", "epoch-2.safetensors", "computed-by.json"]:
            shutil.copy(folder / name, TARGET)
        example = load_file(folder / "example.safetensors")
    example |= {"images": images, "labels": labels}
    save_file(example, TARGET / "example.safetensors")
    (TARGET / "setting.json").write_text(json.dumps(SETTING, indent=2) + "\n")
    for file in sorted(TARGET.iterdir()):
        print(f"{file.name}: {file.stat().st_size} bytes")


if __name__ == "__main__":
    main()
