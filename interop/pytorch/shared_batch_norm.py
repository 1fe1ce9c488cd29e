"""Batch normalization over the batches of all processes, as one process would have it.

The engine's BatchNorm2d sees a whole batch. nn.SyncBatchNorm gives several GPUs the moments of the
whole batch, but runs on GPUs alone; SharedBatchNorm2d is for processes on the CPU. With either,
all processes have the same running moments, and it does not matter that DistributedDataParallel
hands on those of the first.
"""

import torch
from torch import distributed, nn


def shared(network, device):
    """The network with batch normalizations that see the digits of all processes."""
    if device.type == "cuda":
        return nn.SyncBatchNorm.convert_sync_batchnorm(network)
    for parent in list(network.modules()):
        for name, child in list(parent.named_children()):
            if type(child) is nn.BatchNorm2d:
                norm = SharedBatchNorm2d(child.num_features, child.eps, child.momentum)
                norm.load_state_dict(child.state_dict())
                setattr(parent, name, norm)
    return network


class SharedBatchNorm2d(nn.BatchNorm2d):
    """nn.SyncBatchNorm for the CPU; the processes may have different numbers of digits."""

    def forward(self, x):
        if not self.training:
            return super().forward(x)
        count = x.new_tensor([x.numel() / self.num_features])
        total = Total.apply(torch.cat([x.sum((0, 2, 3)), count]))
        mean, count = total[:-1] / total[-1], total[-1].detach()
        centered = x - mean[:, None, None]
        variance = Total.apply(centered.square().sum((0, 2, 3))) / count
        with torch.no_grad():
            self.running_mean.lerp_(mean, self.momentum)
            self.running_var.lerp_(variance * count / (count - 1), self.momentum)
        scale = self.weight * torch.rsqrt(variance + self.eps)
        return centered * scale[:, None, None] + self.bias[:, None, None]


class Total(torch.autograd.Function):
    """The sum of a tensor over all processes; its gradient is the sum of their gradients."""

    @staticmethod
    def forward(_, x):
        total = x.clone()
        distributed.all_reduce(total)
        return total

    @staticmethod
    def backward(_, gradient):
        total = gradient.clone()
        distributed.all_reduce(total)
        return total
