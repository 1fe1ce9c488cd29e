"""Trains the text-to-image model as `report pretrain` does, for machines with a GPU.

    swift run report paint --count 500000 --output painted
    python3 interop/pytorch/pretrain.py models/vignette painted --pictures 4000000
    torchrun --nproc-per-node 8 interop/pytorch/pretrain.py models/vignette painted

The networks are diffusers' and transformers' own, made from the configurations in the model's
folder, so the weights have the names that the Swift package reads. Begins with random weights or
with those of another model, `--from`, and goes on from `--checkpoint` where that exists. At its end
it writes the averaged weights into the folder, and training.json, which says who has trained them.
"""

import argparse
import copy
import json
import os
import pathlib
import sys
import time

import torch
from torch import distributed, nn
from transformers import T5Tokenizer

import provenance
from denoising import STEPS, Schedule, loss
from painted_pictures import Pictures
from text_to_image import Network

DECAY = 0.9995
LIMIT = 1.0
WARM_UP = 1000
COOL_DOWN = 0.4

# What a training cannot go on without: with another value it would be none of either plan.
PLAN = ["pictures", "small_pictures", "batch", "rate", "seed"]


def rate(step, steps, greatest):
    """Rises, stays, and falls, all evenly."""
    return greatest * min(1, (step + 1) / WARM_UP, max(0, steps - step) / (COOL_DOWN * steps))


def make_step(network, schedule, optimizer, batch, device, is_small):
    picture, tokens, mask = (part.to(device, non_blocking=True) for part in batch)
    if is_small:
        picture = nn.functional.avg_pool2d(picture, 2)
    count = len(picture)
    # One timestep in each of as many equal parts of the range as there are pictures.
    t = ((torch.arange(count) + torch.rand(count)) / count * STEPS).long().to(device)
    epsilon = torch.randn_like(picture)
    shape = (count, 1, 1, 1)
    noisy = schedule.signal[t].view(shape) * picture + schedule.noise[t].view(shape) * epsilon
    value = loss(schedule, network(noisy, t, tokens, mask), epsilon, t)
    optimizer.zero_grad(set_to_none=True)
    value.backward()
    nn.utils.clip_grad_norm_(network.parameters(), LIMIT)
    optimizer.step()
    return value.item()


def save(path, plan, by, step, network, average, optimizer):
    state = {
        "plan": plan,
        "by": by,
        "step": step,
        "network": network.state_dict(),
        "average": average.state_dict(),
        "optimizer": optimizer.state_dict(),
    }
    torch.save(state, f"{path}.partial")
    os.replace(f"{path}.partial", path)


def refuse_another(plan, stored, path):
    """Raises ValueError where a checkpoint is of a training by another plan."""
    changed = [name for name in plan if plan[name] != stored.get(name)]
    if changed:
        was = ", ".join(f"{name} {stored.get(name, 'not named')}" for name in changed)
        now = ", ".join(str(plan[name]) for name in changed)
        raise ValueError(f"{path} is of a training with {was}, not {now}; remove it to begin anew")


def run(options):
    many = int(os.environ.get("WORLD_SIZE", 1)) > 1
    if many:
        distributed.init_process_group("nccl" if torch.cuda.is_available() else "gloo")
    place = distributed.get_rank() if many else 0
    device = f"cuda:{os.environ.get('LOCAL_RANK', 0)}" if torch.cuda.is_available() else "cpu"
    plan = {name: getattr(options, name) for name in PLAN}
    plan["processes"] = distributed.get_world_size() if many else 1
    by = provenance.devices()
    torch.manual_seed(options.seed)
    folder = pathlib.Path(options.folder)
    network = Network(folder)
    if options.weights:
        network.load(options.weights)
    network.to(device)
    average = copy.deepcopy(network).requires_grad_(False)
    optimizer = torch.optim.AdamW(
        network.parameters(), lr=0, betas=(0.9, 0.99), weight_decay=0.01
    )
    step = 0
    if os.path.exists(options.checkpoint):
        if options.weights:
            raise ValueError(
                f"--from begins a training, and {options.checkpoint} is one that goes on;"
                " leave --from out, or remove that file"
            )
        state = torch.load(options.checkpoint, map_location=device, weights_only=True)
        refuse_another(plan, state.get("plan", {}), options.checkpoint)
        network.load_state_dict(state["network"])
        average.load_state_dict(state["average"])
        optimizer.load_state_dict(state["optimizer"])
        step = state["step"]
        by = provenance.continued(state["by"], None, step, by)
    torch.manual_seed(options.seed + 1000 * step + place)
    trained = nn.parallel.DistributedDataParallel(network) if many else network
    pictures = Pictures(options.pictures_folder, T5Tokenizer.from_pretrained(folder / "tokenizer"))
    together = options.batch * plan["processes"]
    small = options.small_pictures // (4 * together)
    steps = small - (small * 4 * together - options.pictures) // together
    size = options.batch * (4 if step < small else 1)
    if len(pictures) < size:
        raise ValueError(
            f"{options.pictures_folder}: {len(pictures)} pictures are fewer than a step of {size}"
        )
    schedule = Schedule(device)
    start, first = time.monotonic(), step
    while step < steps:
        is_small = step < small
        size = options.batch * (4 if is_small else 1)
        loader = torch.utils.data.DataLoader(
            pictures, size, shuffle=True, drop_last=True, num_workers=options.workers
        )
        for batch in loader:
            for group in optimizer.param_groups:
                group["lr"] = rate(step, steps, options.rate)
            value = make_step(trained, schedule, optimizer, batch, device, is_small)
            step += 1
            # With the whole pictures the average begins anew.
            seen = step if is_small else step - small
            share = 1 - min(DECAY, (1 + seen) / (10 + seen))
            with torch.no_grad():
                for mean, parameter in zip(average.parameters(), network.parameters()):
                    mean.lerp_(parameter, share)
            if place == 0 and step % options.every == 0:
                speed = (step - first) / (time.monotonic() - start)
                print(
                    f"step {step} of {steps}, loss {value:.4f},"
                    f" {(steps - step) / speed / 3600:.1f} h left",
                    flush=True,
                )
                save(options.checkpoint, plan, by, step, network, average, optimizer)
            if step >= steps or is_small != (step < small):
                break
    if place == 0:
        save(options.checkpoint, plan, by, step, network, average, optimizer)
        said = folder / "training.json"
        # What is said of the weights that were there is not true of these.
        said.unlink(missing_ok=True)
        average.export(folder)
        facts = {"by": by, "pictures": options.pictures, "seed": options.seed}
        said.write_text(json.dumps(facts) + "\n")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", help="the model's folder with its configurations")
    parser.add_argument("pictures_folder", help="the folder that 'report paint' wrote")
    parser.add_argument("--pictures", type=int, default=400_000)
    parser.add_argument(
        "--small-pictures", type=int, default=280_000, help="how many are seen first, at half size"
    )
    parser.add_argument(
        "--from", dest="weights", help="the model whose weights the training begins with"
    )
    parser.add_argument("--batch", type=int, default=16)
    parser.add_argument("--rate", type=float, default=6e-4)
    parser.add_argument("--seed", type=int, default=180)
    parser.add_argument("--workers", type=int, default=4)
    parser.add_argument("--every", type=int, default=500, help="steps between checkpoints")
    parser.add_argument("--checkpoint", default="pretraining.pt")
    options = parser.parse_args()
    if not 0 <= options.small_pictures <= options.pictures or options.pictures < 1:
        parser.error("--small-pictures must be from 0 to --pictures, and that at least 1")
    try:
        run(options)
    except (OSError, ValueError) as error:
        sys.exit(str(error) if int(os.environ.get("RANK", 0)) == 0 else 1)


if __name__ == "__main__":
    main()
