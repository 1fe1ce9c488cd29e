"""The report's networks in PyTorch, with the names that the Swift package gives their parameters."""

import torch
from torch import nn
from torch.nn import functional as F


def batch_norm(channels):
    return nn.BatchNorm2d(channels)


def group_norm(channels):
    """Groups of eight channels."""
    return nn.GroupNorm(channels // 8, channels)


class Conv(nn.Module):
    """A 3x3 convolution, normalization and GELU."""

    def __init__(self, in_channels, out_channels, norm=batch_norm):
        super().__init__()
        self.conv = nn.Conv2d(in_channels, out_channels, 3, padding=1)
        self.norm = norm(out_channels)

    def forward(self, x):
        return F.gelu(self.norm(self.conv(x)))


class DownConv(nn.Module):
    """A 4x4 convolution of stride 2, normalization and GELU."""

    def __init__(self, in_channels, out_channels, norm=batch_norm):
        super().__init__()
        self.conv = nn.Conv2d(in_channels, out_channels, 4, stride=2, padding=1)
        self.norm = norm(out_channels)

    def forward(self, x):
        return F.gelu(self.norm(self.conv(x)))


class UpConv(nn.Module):
    """A transposed 4x4 convolution of stride 2, normalization and GELU."""

    def __init__(self, in_channels, out_channels, norm=batch_norm):
        super().__init__()
        self.conv = nn.ConvTranspose2d(in_channels, out_channels, 4, stride=2, padding=1)
        self.norm = norm(out_channels)

    def forward(self, x):
        return F.gelu(self.norm(self.conv(x)))


class Unflatten(nn.Module):
    """A transposed 7x7 convolution, normalization and GELU."""

    def __init__(self, channels, norm=batch_norm):
        super().__init__()
        self.conv = nn.ConvTranspose2d(channels, channels, 7, stride=7)
        self.norm = norm(channels)

    def forward(self, x):
        return F.gelu(self.norm(self.conv(x)))


class ConvBlock(nn.Module):
    def __init__(self, in_channels, out_channels, norm=batch_norm):
        super().__init__()
        self.first = Conv(in_channels, out_channels, norm)
        self.second = Conv(out_channels, out_channels, norm)

    def forward(self, x):
        return self.second(self.first(x))


class DownBlock(nn.Module):
    def __init__(self, in_channels, out_channels, norm=batch_norm):
        super().__init__()
        self.down = DownConv(in_channels, out_channels, norm)
        self.block = ConvBlock(out_channels, out_channels, norm)

    def forward(self, x):
        return self.block(self.down(x))


class UpBlock(nn.Module):
    def __init__(self, in_channels, out_channels, norm=batch_norm):
        super().__init__()
        self.up = UpConv(in_channels, out_channels, norm)
        self.block = ConvBlock(out_channels, out_channels, norm)

    def forward(self, x):
        return self.block(self.up(x))


class FCBlock(nn.Module):
    def __init__(self, in_features, out_features):
        super().__init__()
        self.first = nn.Linear(in_features, out_features)
        self.second = nn.Linear(out_features, out_features)

    def forward(self, x):
        return self.second(F.gelu(self.first(x)))


class UNet(nn.Module):
    """The single-step denoiser for digits of 28 by 28 pixels."""

    def __init__(self, channels, norm=batch_norm):
        super().__init__()
        d = channels
        self.enter = ConvBlock(1, d, norm)
        self.down1 = DownBlock(d, d, norm)
        self.down2 = DownBlock(d, 2 * d, norm)
        self.unflatten = Unflatten(2 * d, norm)
        self.up1 = UpBlock(4 * d, d, norm)
        self.up2 = UpBlock(2 * d, d, norm)
        self.leave = ConvBlock(2 * d, d, norm)
        self.project = nn.Conv2d(d, 1, 3, padding=1)

    def told(self, x, changes):
        """What the network makes of `x` when the output of some blocks is changed."""

        def change(block, y):
            return changes[block](y) if block in changes else y

        c0 = change("enter", self.enter(x))
        d1 = change("down1", self.down1(c0))
        d2 = change("down2", self.down2(d1))
        b = change("unflatten", self.unflatten(F.gelu(F.avg_pool2d(d2, 7))))
        u1 = change("up1", self.up1(torch.cat([b, d2], 1)))
        u2 = change("up2", self.up2(torch.cat([u1, d1], 1)))
        return self.project(change("leave", self.leave(torch.cat([u2, c0], 1))))

    def forward(self, x):
        return self.told(x, {})


class Modulation(nn.Module):
    """Scales and shifts channels by numbers that are made of the time."""

    def __init__(self, channels):
        super().__init__()
        self.scale = FCBlock(1, channels)
        self.shift = FCBlock(1, channels)

    def forward(self, x, time):
        return x * (1 + pixels(self.scale(time))) + pixels(self.shift(time))


class TimeUNet(UNet):
    """The UNet with a time, `[N, 1]`, that scales two of its activations, and may change the others."""

    def __init__(self, channels, norm=batch_norm, tells_every_block=False):
        super().__init__(channels, norm)
        d = channels
        self.t1 = FCBlock(1, 2 * d)
        self.t2 = FCBlock(1, d)
        widths = {"enter": d, "down1": d, "down2": 2 * d, "up2": d, "leave": d}
        self.others = nn.ModuleDict(
            {block: Modulation(width) for block, width in widths.items()}
            if tells_every_block
            else {}
        )

    def forward(self, x, time):
        t1, t2 = pixels(self.t1(time)), pixels(self.t2(time))
        changes = {"unflatten": lambda b: b * t1, "up1": lambda u: u * t2}
        for block, modulation in self.others.items():
            changes[block] = lambda y, modulation=modulation: modulation(y, time)
        return self.told(x, changes)


class ClassTimeUNet(UNet):
    """The UNet with a class, one-hot `[N, 10]`, that scales two activations, and a time that shifts them."""

    def __init__(self, channels):
        super().__init__(channels)
        self.t1 = FCBlock(1, 2 * channels)
        self.t2 = FCBlock(1, channels)
        self.c1 = FCBlock(10, 2 * channels)
        self.c2 = FCBlock(10, channels)

    def forward(self, x, time, labels):
        t1, t2 = pixels(self.t1(time)), pixels(self.t2(time))
        c1, c2 = pixels(self.c1(labels)), pixels(self.c2(labels))
        return self.told(x, {"unflatten": lambda b: c1 * b + t1, "up1": lambda u: c2 * u + t2})


class DigitClassifier(nn.Module):
    """The judge: a small network that reads a digit."""

    def __init__(self):
        super().__init__()
        self.down1 = DownConv(1, 16)
        self.middle = Conv(16, 32)
        self.down2 = DownConv(32, 64)
        self.hidden = nn.Linear(64 * 7 * 7, 128)
        self.output = nn.Linear(128, 10)

    def forward(self, x):
        y = self.down2(self.middle(self.down1(x)))
        return self.output(F.gelu(self.hidden(y.flatten(1))))


def pixels(x):
    """A number for each channel as an image of one pixel."""
    return x[:, :, None, None]
