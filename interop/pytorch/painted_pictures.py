"""Pictures that `report paint` wrote, with the tokens of their captions."""

import json
import pathlib

import numpy
import torch
from PIL import Image

DROPOUT = 0.1


class Pictures(torch.utils.data.Dataset):
    """A share of the captions is withheld, for classifier-free guidance."""

    def __init__(self, folder, tokenizer):
        self.folder = pathlib.Path(folder)
        with open(self.folder / "captions.jsonl", encoding="utf-8") as lines:
            self.lines = [json.loads(line) for line in lines]
        captions = [line["caption"] for line in self.lines] + [""]
        rows = tokenizer(captions, max_length=77, padding="max_length", truncation=True)
        self.tokens = torch.tensor(rows["input_ids"])
        self.mask = torch.tensor(rows["attention_mask"])

    def __len__(self):
        return len(self.lines)

    def __getitem__(self, index):
        with Image.open(self.folder / self.lines[index]["file"]) as image:
            pixels = numpy.asarray(image.convert("RGB"), dtype=numpy.float32)
        picture = torch.from_numpy(pixels / 127.5 - 1).permute(2, 0, 1)
        row = -1 if torch.rand(()) < DROPOUT else index
        return picture, self.tokens[row], self.mask[row]
