"""Samples a model with diffusers from the noise that `report sample` draws, and compares the pictures.

    swift run report sample --model models/vignette --prompt "a photo of a dog" -o /tmp/dog.png
    python3 interop/pytorch/check_model.py models/vignette /tmp/dog.png

The picture's text chunks say how it was made. Fails when a pixel differs by more than one part in a
thousand beyond the rounding to eight bits.
"""

import re
import sys

import numpy
import torch
from diffusers import IFPipeline
from diffusers.pipelines.deepfloyd_if import pipeline_if
from diffusers.schedulers import scheduling_ddpm
from PIL import Image

from streams import Stream

LIMIT = 1e-3


def main(folder, path):
    with Image.open(path) as image:
        chunks = image.text
        expected = numpy.asarray(image.convert("RGB"), dtype=numpy.float32) / 255
    sampler = chunks.get("Sampler", "another program")
    match = re.fullmatch(r"ddpm, (\d+) steps, guidance ([\d.e+-]+)", sampler)
    if match is None:
        sys.exit(f"{path}: made by {sampler}; only ddpm's pictures can be compared")
    steps, guidance = match.groups()
    stream = Stream(int(chunks["Seed"]), "sample", "sampling")

    def replay(shape, **_):
        return torch.from_numpy(stream.normal(tuple(shape)))

    for module in [pipeline_if, scheduling_ddpm]:
        module.randn_tensor = replay
    pipeline = IFPipeline.from_pretrained(folder, torch_dtype=torch.float32)
    picture = pipeline(
        chunks["Prompt"],
        negative_prompt=chunks["Negative prompt"],
        num_inference_steps=int(steps),
        guidance_scale=float(guidance),
        clean_caption=False,
        output_type="np",
    ).images[0]
    difference = float(numpy.abs(picture - expected).max())
    print(f"{path}: the pictures differ by {difference:.5f} at most, and rounding is 0.00196")
    if not difference <= LIMIT + 0.5 / 255:
        sys.exit(f"{path}: that is more than {LIMIT:.0e} beyond rounding")


if __name__ == "__main__":
    main(*sys.argv[1:])
