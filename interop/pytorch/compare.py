"""Runs our benchmarks and PyTorch's in turn and prints the medians and their ratio.

    python3 interop/pytorch/compare.py .build/release/benchmark --rounds 5

PyTorch is measured in both of its memory layouts, and the faster one counts.
"""

import argparse
import json
import statistics
import subprocess
import sys
from pathlib import Path

TWIN = [sys.executable, str(Path(__file__).with_name("bench.py"))]

parser = argparse.ArgumentParser()
parser.add_argument("benchmark", help="the built program")
parser.add_argument("--rounds", type=int, default=5)
parser.add_argument("--batch", type=int, default=64)
parser.add_argument("--steps", type=int, default=5)
parser.add_argument("--threads", type=int)
options = parser.parse_args()


def run(command, what, channels):
    command = [*command, what, "--channels", str(channels)]
    command += ["--batch", str(options.batch), "--steps", str(options.steps)]
    if options.threads:
        command += ["--threads", str(options.threads)]
    return command


def figures(command):
    return json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


limit = figures([options.benchmark, "gemm", "--json"])["gflops_limit"]
print(f"limit of the processor: {limit:.0f} GFLOP/s in float32, measured")
print("| | D | ours, images/s | PyTorch, images/s | ratio | GFLOP/s | our MB | PyTorch's MB |")
print("|---|---|---|---|---|---|---|---|")
for what in ["unet-train", "unet-forward"]:
    for channels in [64, 128]:
        ours, theirs, last = [], [], []
        for _ in range(options.rounds):
            ours.append(figures(run([options.benchmark], what, channels) + ["--json"]))
            theirs.append(figures(run(TWIN, what, channels)))
            last.append(figures(run(TWIN, what, channels) + ["--channels-last"]))

        def median(runs, name):
            return statistics.median(run[name] for run in runs)

        peer = max(theirs, last, key=lambda runs: median(runs, "images_per_second"))
        mine, other = median(ours, "images_per_second"), median(peer, "images_per_second")
        print(
            f"| {what} | {channels} | {mine:.1f} | {other:.1f} | {mine / other:.2f} "
            f"| {median(ours, 'gflops_effective'):.0f} "
            f"| {median(ours, 'peak_memory_bytes') / 1e6:.0f} "
            f"| {median(peer, 'peak_memory_bytes') / 1e6:.0f} |",
            flush=True,
        )
