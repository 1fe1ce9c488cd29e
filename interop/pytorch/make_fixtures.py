"""Writes what PyTorch computes, for the tests of the Swift package.

    python3 interop/pytorch/make_fixtures.py

The files under Tests/ that it writes are in the repository; run it again when a network changes.
"""

from pathlib import Path

import torch
from safetensors.torch import save_file
from torch.nn import functional as F

from networks import UNet

TESTS = Path(__file__).resolve().parents[2] / "Tests"


def state(model):
    return {
        name: tensor.detach().clone()
        for name, tensor in model.state_dict().items()
        if not name.endswith("num_batches_tracked")
    }


def unet():
    """Inference, one pass forward and back, one step of Adam, and the losses of ten steps."""
    torch.manual_seed(180)
    model = UNet(8)
    x = torch.rand(3, 1, 28, 28)
    z = x + 0.5 * torch.randn(3, 1, 28, 28)
    tensors = {f"before.{name}": tensor for name, tensor in state(model).items()}
    model.eval()
    with torch.no_grad():
        tensors["inferred"] = model(z)
    model.train()
    optimizer = torch.optim.Adam(model.parameters(), lr=1e-3)
    losses = []
    for step in range(10):
        optimizer.zero_grad()
        output = model(z)
        loss = F.mse_loss(output, x)
        loss.backward()
        losses.append(loss.detach())
        if step == 0:
            tensors["output"] = output.detach().clone()
            for name, parameter in model.named_parameters():
                tensors[f"gradient.{name}"] = parameter.grad.clone()
        optimizer.step()
        if step == 0:
            tensors |= {f"after.{name}": tensor for name, tensor in state(model).items()}
    tensors |= {"x": x, "z": z, "losses": torch.stack(losses)}
    write("DigitModelsTests/Fixtures/unet.safetensors", tensors)


def write(path, tensors):
    target = TESTS / path
    target.parent.mkdir(parents=True, exist_ok=True)
    save_file({name: tensor.contiguous() for name, tensor in tensors.items()}, target)
    print(f"{path}: {len(tensors)} tensors, {target.stat().st_size} bytes")


if __name__ == "__main__":
    torch.set_num_threads(1)
    unet()
