"""Writes a file of tensors in one step: whatever goes wrong, the old one stays whole."""

import os
from pathlib import Path

from safetensors.torch import save


def write(path, tensors, metadata=None):
    tensors = {name: one.detach().contiguous().cpu() for name, one in tensors.items()}
    partial = Path(f"{path}.partial")
    partial.write_bytes(save(tensors, metadata))
    os.replace(partial, path)
