"""Times a network of DeepFloyd IF-I-M's size, in diffusers and here, in turn.

    python3 interop/pytorch/bench_text_to_image.py .build/release/benchmark FOLDER

FOLDER takes a model with random weights in half precision, 744 MB, unless it has one. diffusers computes
in float32, which is the fastest that it has for a processor.
"""

import argparse
import json
import statistics
import subprocess
import sys
from pathlib import Path

CONFIG = dict(
    sample_size=64,
    in_channels=3,
    out_channels=6,
    block_out_channels=[192, 384, 576, 768],
    layers_per_block=3,
    down_block_types=["ResnetDownsampleBlock2D"] + 3 * ["SimpleCrossAttnDownBlock2D"],
    mid_block_type="UNetMidBlock2DSimpleCrossAttn",
    up_block_types=3 * ["SimpleCrossAttnUpBlock2D"] + ["ResnetUpsampleBlock2D"],
    cross_attention_dim=768,
    encoder_hid_dim=4096,
    encoder_hid_dim_type="text_proj",
    attention_head_dim=64,
    addition_embed_type="text",
    addition_embed_type_num_heads=64,
    cross_attention_norm="group_norm",
    resnet_time_scale_shift="scale_shift",
    act_fn="gelu",
)
SCHEDULER = dict(beta_schedule="squaredcos_cap_v2", variance_type="learned_range", thresholding=True)


def make(folder):
    import torch
    from diffusers import DDPMScheduler, UNet2DConditionModel

    torch.manual_seed(1)
    model = UNet2DConditionModel(**CONFIG).half()
    model.save_pretrained(folder / "unet", variant="fp16")
    DDPMScheduler(**SCHEDULER).save_pretrained(folder / "scheduler")


def diffusers(folder, steps):
    """One process: the median of some passes, and its peak of memory."""
    import resource
    import time

    import torch
    from diffusers import UNet2DConditionModel

    model = UNet2DConditionModel.from_pretrained(
        folder / "unet", variant="fp16", torch_dtype=torch.float32
    ).eval()
    sample, text = torch.randn(2, 3, 64, 64), torch.randn(2, 77, 4096)
    seconds = []
    with torch.no_grad():
        for _ in range(steps + 1):
            start = time.perf_counter()
            model(sample, 500, text)
            seconds.append(time.perf_counter() - start)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    print(json.dumps({"seconds": statistics.median(seconds[1:]), "peak_memory_bytes": peak}))


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("benchmark", help="the built program")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--steps", type=int, default=3)
    options = parser.parse_args()
    if options.benchmark == "diffusers":
        diffusers(options.folder, options.steps)
        sys.exit()
    if options.benchmark == "make":
        make(options.folder)
        sys.exit()
    if not (options.folder / "unet/config.json").exists():
        # By another process: what this one once took would count as taken by those that it starts.
        subprocess.run([sys.executable, __file__, "make", options.folder], check=True)

    def figures(command):
        command = [*map(str, command), "--steps", str(options.steps)]
        return json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)

    ours, theirs = [], []
    for _ in range(options.rounds):
        ours.append(figures([options.benchmark, "if-forward", "--model", options.folder]))
        theirs.append(figures([sys.executable, __file__, "diffusers", options.folder]))

    def median(runs, name):
        return statistics.median(run[name] for run in runs)

    mine, other = median(ours, "seconds"), median(theirs, "seconds")
    print(f"ours {mine:.2f} s, diffusers {other:.2f} s, ratio {other / mine:.2f}")
    print(f"with the text kept {median(ours, 'seconds_with_text_kept'):.2f} s")
    mine, other = median(ours, "peak_memory_bytes"), median(theirs, "peak_memory_bytes")
    print(f"peak of memory {mine / 1e6:.0f} MB, diffusers {other / 1e6:.0f} MB, {mine / other:.2f}")
