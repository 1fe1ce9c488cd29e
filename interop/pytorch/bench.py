"""Times the PyTorch twin as `benchmark unet-train` and `benchmark unet-forward` time ours.

    python3 interop/pytorch/bench.py unet-train --channels 64 --batch 64 --steps 7
"""

import argparse
import json
import resource
import statistics
import time

import torch
from torch.nn import functional as F

from networks import UNet

parser = argparse.ArgumentParser()
parser.add_argument("what", choices=["unet-train", "unet-forward"])
parser.add_argument("--channels", type=int, default=64)
parser.add_argument("--batch", type=int, default=64)
parser.add_argument("--steps", type=int, default=7)
parser.add_argument("--threads", type=int)
parser.add_argument("--channels-last", action="store_true", help="PyTorch's other layout")
options = parser.parse_args()
if options.threads:
    torch.set_num_threads(options.threads)

torch.manual_seed(1)
model = UNet(options.channels)
x = torch.randn(options.batch, 1, 28, 28)
z = x + 0.5 * torch.randn_like(x)
if options.channels_last:
    model = model.to(memory_format=torch.channels_last)
    x, z = (t.to(memory_format=torch.channels_last) for t in (x, z))
optimizer = torch.optim.Adam(model.parameters(), lr=1e-4)


def train():
    optimizer.zero_grad()
    F.mse_loss(model(z), x).backward()
    optimizer.step()


def forward():
    with torch.no_grad():
        model(z)


if options.what == "unet-forward":
    model.eval()
step = train if options.what == "unet-train" else forward
step()
seconds = []
for _ in range(options.steps):
    start = time.perf_counter()
    step()
    seconds.append(time.perf_counter() - start)
print(
    json.dumps(
        {
            "images_per_second": options.batch / statistics.median(seconds),
            "peak_memory_bytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024,
        }
    )
)
