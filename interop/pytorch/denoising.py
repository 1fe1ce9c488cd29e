"""The loss by which text-to-image models are trained: the same in PyTorch as in `Sources/Pretraining`."""

import math

import torch

STEPS = 1000
SNR_BOUNDS = (0.03, 5.0)
LEAST_SNR = 7.6e-4
VARIANCE_SHARE = 1e-4


class Schedule:
    """The cosine schedule of Nichol and Dhariwal 2021, with the logarithms that the variance needs."""

    def __init__(self, device="cpu"):
        def curve(step):
            return math.cos((step / STEPS + 0.008) / 1.008 * math.pi / 2) ** 2

        betas = torch.tensor(
            [min(1 - curve(t + 1) / curve(t), 0.999) for t in range(STEPS)], dtype=torch.float64
        )
        alpha_bar = torch.cumprod(1 - betas, 0)
        before = torch.cat([torch.ones(1, dtype=torch.float64), alpha_bar[:-1]])
        smallest = betas * (1 - before) / (1 - alpha_bar)
        smallest[0] = smallest[1]
        snr = (alpha_bar / (1 - alpha_bar)).clamp(min=LEAST_SNR)
        values = {
            "signal": alpha_bar.sqrt(),
            "noise": (1 - alpha_bar).sqrt(),
            "weight": snr.clamp(*SNR_BOUNDS) / snr,
            "log_least": smallest.log(),
            "log_most": betas.log(),
            # How far the means of the true and of the estimated step are apart, for each unit that
            # epsilon is wrong by.
            "slip": betas / ((1 - alpha_bar).sqrt() * (1 - betas).sqrt()),
        }
        for name, value in values.items():
            setattr(self, name, value.float().to(device))


def loss(schedule, output, epsilon, t):
    """Weighted squared error of epsilon, and the variational bound for the variance alone."""
    estimate, share = output.chunk(2, dim=1)
    weight = schedule.weight[t].view(-1, 1, 1, 1)
    squares = (estimate - epsilon).square()
    simple = (weight * squares).mean()
    least = schedule.log_least[t].view(-1, 1, 1, 1)
    most = schedule.log_most[t].view(-1, 1, 1, 1)
    log_variance = least + (share + 1) / 2 * (most - least)
    slip = schedule.slip[t].view(-1, 1, 1, 1).square() * squares.detach()
    is_last = (t == 0).view(-1, 1, 1, 1)
    ratio = torch.where(is_last, torch.zeros_like(log_variance), (least - log_variance).exp())
    bound = 0.5 * (log_variance - least - 1 + ratio + slip * (-log_variance).exp())
    return simple + VARIANCE_SHARE * STEPS * bound.mean()
