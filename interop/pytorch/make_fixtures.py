"""Writes what PyTorch computes, for the tests of the Swift package.

    python3 interop/pytorch/make_fixtures.py

The files under Tests/ that it writes are in the repository; run it again when a network changes.
"""

from pathlib import Path

import torch
from safetensors.torch import save_file
from torch.nn import functional as F

import denoising
from networks import ClassTimeUNet, TimeUNet, UNet, group_norm

TESTS = Path(__file__).resolve().parents[2] / "Tests"


def state(model):
    return {
        name: tensor.detach().clone()
        for name, tensor in model.state_dict().items()
        if not name.endswith("num_batches_tracked")
    }


def unet():
    """Inference, one pass forward and back, one step of Adam, and the losses of ten steps."""
    torch.manual_seed(180)
    model = UNet(8)
    x = torch.rand(3, 1, 28, 28)
    z = x + 0.5 * torch.randn(3, 1, 28, 28)
    tensors = {f"before.{name}": tensor for name, tensor in state(model).items()}
    model.eval()
    with torch.no_grad():
        tensors["inferred"] = model(z)
    model.train()
    optimizer = torch.optim.Adam(model.parameters(), lr=1e-3)
    losses = []
    for step in range(10):
        optimizer.zero_grad()
        output = model(z)
        loss = F.mse_loss(output, x)
        loss.backward()
        losses.append(loss.detach())
        if step == 0:
            tensors["output"] = output.detach().clone()
            for name, parameter in model.named_parameters():
                tensors[f"gradient.{name}"] = parameter.grad.clone()
        optimizer.step()
        if step == 0:
            tensors |= {f"after.{name}": tensor for name, tensor in state(model).items()}
    tensors |= {"x": x, "z": z, "losses": torch.stack(losses)}
    write("DigitModelsTests/Fixtures/unet.safetensors", tensors)


def golden(name, inputs, function):
    """An operation's output, and the gradients of the sum of the output times random weights."""
    inputs = {key: tensor.clone().requires_grad_() for key, tensor in inputs.items()}
    output = function(**inputs)
    weights = torch.randn(output.shape)
    (output * weights).sum().backward()
    tensors = {f"{name}.{key}": tensor.detach() for key, tensor in inputs.items()}
    tensors |= {f"{name}.gradient.{key}": tensor.grad for key, tensor in inputs.items()}
    return tensors | {f"{name}.output": output.detach(), f"{name}.weights": weights}


def operations():
    """Operations on small tensors whose extents are no multiples of eight."""
    torch.manual_seed(181)

    def by_heads(query, key, value):
        def heads(x):
            return x.unflatten(2, (3, 4)).transpose(1, 2)

        attended = F.scaled_dot_product_attention(heads(query), heads(key), heads(value))
        return attended.transpose(1, 2).flatten(2)

    draw = torch.randn
    rows = {"x": 2 * draw(2, 3, 19) + 1, "weight": draw(19)}
    images = {"x": 2 * draw(2, 12, 5, 3) + 1, "weight": draw(12), "bias": draw(12)}
    sequences = {"query": draw(2, 5, 12), "key": draw(2, 7, 12), "value": draw(2, 7, 12)}
    pair = {"prediction": draw(3, 2, 5, 5), "target": draw(3, 2, 5, 5)}
    tensors = {}
    for groups in [1, 3, 12]:
        tensors |= golden(
            f"group_norm_{groups}", images, lambda x, **p: F.group_norm(x, groups, eps=1e-5, **p)
        )
    tensors |= golden(
        "layer_norm",
        rows | {"bias": draw(19)},
        lambda x, **p: F.layer_norm(x, [19], eps=1e-5, **p),
    )
    tensors |= golden("rms_norm", rows, lambda x, weight: F.rms_norm(x, [19], weight, 1e-6))
    tensors |= golden("softmax", {"x": 4 * draw(5, 11)}, lambda x: F.softmax(x, -1))
    tensors |= golden("attention", sequences, F.scaled_dot_product_attention)
    tensors |= golden("attention_heads", sequences, by_heads)
    tensors |= golden(
        "upsample", {"x": draw(2, 10, 3, 4)}, lambda x: F.interpolate(x, scale_factor=2)
    )
    tensors |= golden(
        "embedding",
        {"table": draw(5, 11)},
        lambda table: F.embedding(torch.tensor([3, 0, 3, 4]), table),
    )
    tensors |= golden(
        "absolute_error", pair, lambda prediction, target: F.l1_loss(prediction, target)
    )
    tensors |= golden(
        "cross_entropy",
        {"logits": 3 * draw(4, 7)},
        lambda logits: F.cross_entropy(logits, torch.tensor([6, 0, 2, 2])),
    )
    tensors |= golden("sum", {"x": draw(3, 5, 2, 2)}, lambda x: x.sum())
    tensors |= golden("mean", {"x": draw(3, 5, 2, 2)}, lambda x: x.mean())
    write("NeuralNetTests/Fixtures/operations.safetensors", tensors)


def attention_layers():
    """nn.MultiheadAttention, with the names of the Swift layer."""
    torch.manual_seed(182)
    tensors = {}
    for name, context_features in [("self", 12), ("cross", 10)]:
        layer = torch.nn.MultiheadAttention(
            12, 3, kdim=context_features, vdim=context_features, batch_first=True
        )
        torch.nn.init.normal_(layer.in_proj_bias)
        torch.nn.init.normal_(layer.out_proj.bias)
        x = torch.randn(2, 5, 12)
        context = x if name == "self" else torch.randn(2, 7, context_features)
        weights = torch.randn(2, 5, 12)
        output, _ = layer(x, context, context, need_weights=False)
        (output * weights).sum().backward()

        def matrices(value):
            if layer.in_proj_weight is not None:
                return value(layer.in_proj_weight).chunk(3)
            return [value(getattr(layer, f"{part}_proj_weight")) for part in "qkv"]

        for prefix, value in [("", lambda p: p.detach()), ("gradient.", lambda p: p.grad)]:
            biases = value(layer.in_proj_bias).chunk(3)
            for part, matrix, bias in zip(["query", "key", "value"], matrices(value), biases):
                tensors[f"{name}.{prefix}{part}.weight"] = matrix
                tensors[f"{name}.{prefix}{part}.bias"] = bias
            tensors[f"{name}.{prefix}output.weight"] = value(layer.out_proj.weight)
            tensors[f"{name}.{prefix}output.bias"] = value(layer.out_proj.bias)
        tensors |= {f"{name}.x": x, f"{name}.context": context.clone()}
        tensors |= {f"{name}.result": output.detach(), f"{name}.weights": weights}
    write("NeuralNetTests/Fixtures/attention.safetensors", tensors)


def optimizers():
    """Six steps of each optimizer along the same gradients, and what else is done with them."""
    torch.manual_seed(183)
    start, gradients = torch.randn(37), torch.randn(6, 37)
    tensors = {"start": start, "gradients": gradients}

    def steps(make, then=lambda parameter: parameter):
        parameter = torch.nn.Parameter(start.clone())
        optimizer = make([parameter])
        results = []
        for gradient in gradients:
            parameter.grad = gradient.clone()
            optimizer.step()
            results.append(then(parameter).detach().clone())
        return torch.stack(results)

    tensors["sgd"] = steps(lambda p: torch.optim.SGD(p, lr=0.1))
    tensors["momentum"] = steps(lambda p: torch.optim.SGD(p, lr=0.1, momentum=0.9))
    tensors["adam"] = steps(lambda p: torch.optim.Adam(p, lr=0.01))
    tensors["adamw"] = steps(lambda p: torch.optim.AdamW(p, lr=0.01, weight_decay=0.1))

    class One(torch.nn.Module):
        def __init__(self):
            super().__init__()
            self.parameter = torch.nn.Parameter(start.clone())

    average = torch.optim.swa_utils.AveragedModel(
        One(), multi_avg_fn=torch.optim.swa_utils.get_ema_multi_avg_fn(0.9)
    )
    average.update_parameters(One())

    def averaged(parameter):
        model = One()
        model.parameter.data = parameter.detach().clone()
        average.update_parameters(model)
        return average.module.parameter

    tensors["average"] = steps(lambda p: torch.optim.SGD(p, lr=0.1), averaged)

    parameters = [torch.nn.Parameter(torch.zeros(37)) for _ in gradients]
    for parameter, gradient in zip(parameters, gradients):
        parameter.grad = gradient.clone()
    tensors["norm"] = torch.nn.utils.clip_grad_norm_(parameters, 2.5)
    tensors["clipped"] = torch.stack([parameter.grad for parameter in parameters])

    optimizer = torch.optim.SGD([torch.nn.Parameter(torch.zeros(1))], lr=1e-2)
    schedule = torch.optim.lr_scheduler.ExponentialLR(optimizer, gamma=0.1 ** (1 / 10))
    rates = []
    for _ in range(10):
        rates.append(schedule.get_last_lr()[0])
        optimizer.step()
        schedule.step()
    tensors["rates"] = torch.tensor(rates)
    write("NeuralNetTests/Fixtures/optimizers.safetensors", tensors)


def conditional_unets():
    """Inference of the conditional networks, and one pass forward and back."""
    torch.manual_seed(184)
    x, target = torch.randn(2, 1, 28, 28), torch.rand(2, 1, 28, 28)
    time = torch.tensor([[0.25], [0.875]])
    labels = F.one_hot(torch.tensor([7, 2]), 10).float()
    for name, model, conditions in [
        ("time-unet", TimeUNet(3), [time]),
        ("class-time-unet", ClassTimeUNet(3), [time, labels]),
        ("told-unet", TimeUNet(8, group_norm, tells_every_block=True), [time]),
    ]:
        tensors = {f"before.{name}": tensor for name, tensor in state(model).items()}
        model.eval()
        with torch.no_grad():
            tensors["inferred"] = model(x, *conditions)
        model.train()
        output = model(x, *conditions)
        F.mse_loss(output, target).backward()
        for parameter_name, parameter in model.named_parameters():
            tensors[f"gradient.{parameter_name}"] = parameter.grad
        tensors |= {"x": x, "target": target, "time": time, "labels": labels}
        tensors["output"] = output.detach()
        write(f"DigitModelsTests/Fixtures/{name}.safetensors", tensors)


def hybrid_loss():
    """The loss of a text-to-image model, and its gradient."""
    generator = torch.Generator().manual_seed(6)
    epsilon = torch.randn(6, 3, 4, 4, generator=generator)
    output = torch.randn(6, 6, 4, 4, generator=generator).requires_grad_()
    timesteps = torch.tensor([0, 1, 30, 500, 900, 999])
    loss = denoising.loss(denoising.Schedule(), output, epsilon, timesteps)
    loss.backward()
    tensors = {"epsilon": epsilon, "output": output.detach(), "loss": loss.detach()}
    tensors |= {"timesteps": timesteps.float(), "gradient": output.grad}
    write("PretrainingTests/Fixtures/hybrid-loss.safetensors", tensors)


def parameter_counts():
    """The numbers that the tests expect of Swift's networks."""
    for network in [UNet, TimeUNet, ClassTimeUNet]:
        for channels in [64, 128]:
            count = sum(parameter.numel() for parameter in network(channels).parameters())
            print(f"{network.__name__}({channels}): {count} parameters")


def write(path, tensors):
    target = TESTS / path
    target.parent.mkdir(parents=True, exist_ok=True)
    save_file({name: tensor.contiguous() for name, tensor in tensors.items()}, target)
    print(f"{path}: {len(tensors)} tensors, {target.stat().st_size} bytes")


if __name__ == "__main__":
    torch.set_num_threads(1)
    unet()
    operations()
    attention_layers()
    optimizers()
    conditional_unets()
    hybrid_loss()
    parameter_counts()
