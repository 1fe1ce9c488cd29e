"""The networks of a text-to-image model in diffusers' layout, and their weights in its folder."""

from pathlib import Path

import torch
from diffusers import UNet2DConditionModel
from safetensors.torch import load_file
from torch import nn
from transformers import T5Config, T5EncoderModel

from safetensors_file import write

FILES = {
    "unet": "unet/diffusion_pytorch_model.safetensors",
    "text_encoder": "text_encoder/model.safetensors",
}


class Network(nn.Module):
    """The text encoder and the UNet, trained together."""

    def __init__(self, folder):
        super().__init__()
        self.text_encoder = T5EncoderModel(T5Config.from_pretrained(folder / "text_encoder"))
        settings = UNet2DConditionModel.load_config(folder / "unet")
        self.unet = UNet2DConditionModel.from_config(settings)

    def forward(self, sample, t, tokens, mask):
        text = self.text_encoder(tokens, attention_mask=mask).last_hidden_state
        return self.unet(sample, t, encoder_hidden_states=text).sample

    @torch.no_grad()
    def load(self, folder):
        """Takes over a model's weights; raises ValueError where they do not fit."""
        for part, name in FILES.items():
            path = Path(folder, name)
            stored = load_file(path)
            for tensor, parameter in parameters(getattr(self, part)).items():
                if tensor not in stored or stored[tensor].shape != parameter.shape:
                    raise ValueError(f"{path} has no {tensor} of shape {list(parameter.shape)}")
                parameter.copy_(stored[tensor])

    def export(self, folder):
        """Writes the weights as the Swift package does: in half precision, and nothing else."""
        for part, name in FILES.items():
            tensors = parameters(getattr(self, part)).items()
            halves = {tensor: parameter.half() for tensor, parameter in tensors}
            write(Path(folder, name), halves, {"format": "pt"})


def parameters(network):
    """The parameters by name; one that has two names, as the embedding of tokens, by its first."""
    return dict(network.named_parameters())
