"""The report's networks in PyTorch, with the names that the Swift package gives their parameters."""

import torch
from torch import nn
from torch.nn import functional as F


class Conv(nn.Module):
    """A 3x3 convolution, batch normalization and GELU."""

    def __init__(self, in_channels, out_channels):
        super().__init__()
        self.conv = nn.Conv2d(in_channels, out_channels, 3, padding=1)
        self.norm = nn.BatchNorm2d(out_channels)

    def forward(self, x):
        return F.gelu(self.norm(self.conv(x)))


class DownConv(nn.Module):
    """A 4x4 convolution of stride 2, batch normalization and GELU."""

    def __init__(self, in_channels, out_channels):
        super().__init__()
        self.conv = nn.Conv2d(in_channels, out_channels, 4, stride=2, padding=1)
        self.norm = nn.BatchNorm2d(out_channels)

    def forward(self, x):
        return F.gelu(self.norm(self.conv(x)))


class UpConv(nn.Module):
    """A transposed 4x4 convolution of stride 2, batch normalization and GELU."""

    def __init__(self, in_channels, out_channels):
        super().__init__()
        self.conv = nn.ConvTranspose2d(in_channels, out_channels, 4, stride=2, padding=1)
        self.norm = nn.BatchNorm2d(out_channels)

    def forward(self, x):
        return F.gelu(self.norm(self.conv(x)))


class Unflatten(nn.Module):
    """A transposed 7x7 convolution, batch normalization and GELU."""

    def __init__(self, channels):
        super().__init__()
        self.conv = nn.ConvTranspose2d(channels, channels, 7, stride=7)
        self.norm = nn.BatchNorm2d(channels)

    def forward(self, x):
        return F.gelu(self.norm(self.conv(x)))


class ConvBlock(nn.Module):
    def __init__(self, in_channels, out_channels):
        super().__init__()
        self.first = Conv(in_channels, out_channels)
        self.second = Conv(out_channels, out_channels)

    def forward(self, x):
        return self.second(self.first(x))


class DownBlock(nn.Module):
    def __init__(self, in_channels, out_channels):
        super().__init__()
        self.down = DownConv(in_channels, out_channels)
        self.block = ConvBlock(out_channels, out_channels)

    def forward(self, x):
        return self.block(self.down(x))


class UpBlock(nn.Module):
    def __init__(self, in_channels, out_channels):
        super().__init__()
        self.up = UpConv(in_channels, out_channels)
        self.block = ConvBlock(out_channels, out_channels)

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

    def __init__(self, channels):
        super().__init__()
        d = channels
        self.enter = ConvBlock(1, d)
        self.down1 = DownBlock(d, d)
        self.down2 = DownBlock(d, 2 * d)
        self.unflatten = Unflatten(2 * d)
        self.up1 = UpBlock(4 * d, d)
        self.up2 = UpBlock(2 * d, d)
        self.leave = ConvBlock(2 * d, d)
        self.project = nn.Conv2d(d, 1, 3, padding=1)

    def modulated(self, x, unflattened, up1):
        c0 = self.enter(x)
        d1 = self.down1(c0)
        d2 = self.down2(d1)
        b = unflattened(self.unflatten(F.gelu(F.avg_pool2d(d2, 7))))
        u1 = up1(self.up1(torch.cat([b, d2], 1)))
        u2 = self.up2(torch.cat([u1, d1], 1))
        return self.project(self.leave(torch.cat([u2, c0], 1)))

    def forward(self, x):
        return self.modulated(x, lambda b: b, lambda u: u)


class TimeUNet(UNet):
    """The UNet with a time, `[N, 1]`, that scales two of its activations."""

    def __init__(self, channels):
        super().__init__(channels)
        self.t1 = FCBlock(1, 2 * channels)
        self.t2 = FCBlock(1, channels)

    def forward(self, x, time):
        t1, t2 = pixels(self.t1(time)), pixels(self.t2(time))
        return self.modulated(x, lambda b: b * t1, lambda u: u * t2)


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
        return self.modulated(x, lambda b: c1 * b + t1, lambda u: c2 * u + t2)


def pixels(x):
    """A number for each channel as an image of one pixel."""
    return x[:, :, None, None]
