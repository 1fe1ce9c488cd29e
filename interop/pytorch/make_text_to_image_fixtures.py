"""Writes what diffusers and transformers compute, for the tests of TextToImage.

    python3 interop/pytorch/make_text_to_image_fixtures.py

Networks are tiny, and every number of them is random. Weights and inputs come from the package's own
random streams, which Swift draws as well, so that the files hold results alone.
"""

import io
import json
from pathlib import Path

import numpy as np
import sentencepiece
import torch
from diffusers import DDIMScheduler, DDPMScheduler, IFPipeline, IFSuperResolutionPipeline
from diffusers import UNet2DConditionModel
from diffusers.models.attention_processor import AttnAddedKVProcessor
from safetensors.torch import save_file
from transformers import T5Config, T5EncoderModel

from streams import Stream

FIXTURES = Path(__file__).resolve().parents[2] / "Tests/TextToImageTests/Fixtures"

STAGE_ONE = dict(
    sample_size=16,
    in_channels=3,
    out_channels=6,
    block_out_channels=[8, 16, 24],
    layers_per_block=1,
    down_block_types=["ResnetDownsampleBlock2D"] + 2 * ["SimpleCrossAttnDownBlock2D"],
    mid_block_type="UNetMidBlock2DSimpleCrossAttn",
    up_block_types=2 * ["SimpleCrossAttnUpBlock2D"] + ["ResnetUpsampleBlock2D"],
    cross_attention_dim=64,
    encoder_hid_dim=24,
    encoder_hid_dim_type="text_proj",
    attention_head_dim=8,
    addition_embed_type="text",
    addition_embed_type_num_heads=4,
    cross_attention_norm="group_norm",
    resnet_time_scale_shift="scale_shift",
    act_fn="gelu",
    norm_num_groups=4,
)
OTHER = STAGE_ONE | dict(
    layers_per_block=[2, 1, 2],
    act_fn="silu",
    norm_eps=1e-3,
    only_cross_attention=True,
    flip_sin_to_cos=False,
    freq_shift=1,
    time_embedding_dim=20,
    time_embedding_act_fn="gelu",
)
STAGE_TWO = STAGE_ONE | dict(
    in_channels=6,
    block_out_channels=[8, 16, 16],
    layers_per_block=[1, 2, 2],
    down_block_types=2 * ["ResnetDownsampleBlock2D"] + ["SimpleCrossAttnDownBlock2D"],
    up_block_types=["SimpleCrossAttnUpBlock2D"] + 2 * ["ResnetUpsampleBlock2D"],
    class_embed_type="timestep",
    time_embedding_dim=24,
    time_embedding_act_fn="gelu",
    resnet_skip_time_act=True,
    resnet_out_scale_factor=1 / 0.7071,
    mid_block_scale_factor=1 / 0.7071,
)
TEXT = dict(
    vocab_size=600,
    d_model=24,
    d_kv=6,
    num_heads=5,
    d_ff=40,
    num_layers=2,
    feed_forward_proj="gated-gelu",
    tie_word_embeddings=False,
)


def randomise(model, seed):
    """Sets every parameter from the stream of its name."""
    for name, parameter in model.named_parameters():
        name = "shared.weight" if name == "encoder.embed_tokens.weight" else name
        values = Stream(seed, name).uniform(parameter.shape)
        if parameter.ndim > 1:
            fan_in = int(np.prod(parameter.shape[1:]))
            values = values * np.float32(np.sqrt(3 / fan_in))
        elif name.endswith("weight"):
            values = np.float32(1) + values * np.float32(0.3)
        else:
            values = values * np.float32(0.2)
        parameter.data = torch.from_numpy(values)
    return model.eval()


def draw(shape, name, seed=1):
    return torch.from_numpy(Stream(seed, name).uniform(shape) * np.float32(1.7))


def excerpt(tensor):
    """Sixty-four numbers from all over a tensor, and the largest."""
    flat = tensor.detach().flatten()
    places = torch.arange(64) * flat.numel() // 64
    return torch.cat([flat[places], flat.abs().max()[None]])


def unet(config):
    model = UNet2DConditionModel(**config)
    model.set_attn_processor(AttnAddedKVProcessor())
    return randomise(model, 180)


@torch.no_grad()
def unets():
    """What each block of a network makes, for batches and lengths of text."""
    tensors = {}
    for name, config, batch, length, timestep in [
        ("one", STAGE_ONE, 2, 11, 990),
        ("long", STAGE_ONE, 1, 77, 7),
        ("other", OTHER, 2, 11, 510),
        ("two", STAGE_TWO, 2, 11, 30),
    ]:
        model = unet(config)
        save_json(f"unet-{name}", dict(model.config))
        hooks = ["time_embedding", "add_embedding", "conv_in", "mid_block"]
        hooks += [f"down_blocks.{index}" for index in range(3)]
        hooks += [f"up_blocks.{index}" for index in range(3)]
        for hook in hooks:

            def record(module, inputs, output, key=f"{name}.{hook}"):
                tensors[key] = excerpt(output[0] if isinstance(output, tuple) else output)

            model.get_submodule(hook).register_forward_hook(record)
        labels = torch.full((batch,), 250) if config["in_channels"] == 6 else None
        output = model(
            draw((batch, config["in_channels"], 16, 16), "sample"),
            timestep,
            draw((batch, length, 24), "text"),
            class_labels=labels,
        ).sample
        tensors[f"{name}.output"] = output
    write("unets", tensors)


@torch.no_grad()
def text_encoder():
    """Two texts, of which one is padded."""
    model = randomise(T5EncoderModel(T5Config(**TEXT)), 181)
    save_json("t5", model.config.to_dict())
    ids = torch.stack([torch.arange(77) * 7 % 600, torch.arange(77) * 11 % 600])
    mask = torch.ones(2, 77, dtype=torch.long)
    mask[1, 9:] = 0
    output = model(ids, attention_mask=mask).last_hidden_state
    write("t5", {"output": output, "short": model(ids[:, :9]).last_hidden_state})
    return model


SCHEDULER = dict(
    beta_schedule="squaredcos_cap_v2",
    variance_type="learned_range",
    thresholding=True,
    dynamic_thresholding_ratio=0.95,
    sample_max_value=1.5,
    clip_sample=True,
)


class Replay:
    """Stands in for the function that draws noise: streams "noise 0", "noise 1" and so on."""

    def __init__(self):
        self.count = 0

    def __call__(self, shape, **_):
        self.count += 1
        return draw(tuple(shape), f"noise {self.count - 1}")


def with_replay(function):
    """Calls a function while every draw of noise is replayed."""
    import diffusers.pipelines.deepfloyd_if.pipeline_if as one
    import diffusers.pipelines.deepfloyd_if.pipeline_if_superresolution as two
    import diffusers.schedulers.scheduling_ddim as ddim
    import diffusers.schedulers.scheduling_ddpm as ddpm

    replay = Replay()
    modules = [one, two, ddim, ddpm]
    kept = [module.randn_tensor for module in modules]
    for module in modules:
        module.randn_tensor = replay
    try:
        return function()
    finally:
        for module, original in zip(modules, kept):
            module.randn_tensor = original


def schedulers():
    """Steps of both samplers, at the ends of the schedule and between, with and without bounds."""
    tensors = {}
    x, output = draw((2, 3, 4, 5), "x"), draw((2, 6, 4, 5), "output")
    save_json("scheduler", dict(DDPMScheduler(**SCHEDULER).config))
    for spacing in ["leading", "linspace", "trailing"]:
        for count in [1, 7, 20, 100]:
            scheduler = DDPMScheduler(**SCHEDULER | dict(timestep_spacing=spacing))
            scheduler.set_timesteps(count)
            tensors[f"timesteps.{spacing}.{count}"] = scheduler.timesteps.float()
    for name, changes in [
        ("threshold", {}),
        ("clip", dict(thresholding=False)),
        ("none", dict(thresholding=False, clip_sample=False)),
        ("small", dict(variance_type="fixed_small")),
        ("large", dict(variance_type="fixed_large")),
    ]:
        scheduler = DDPMScheduler(**SCHEDULER | changes)
        scheduler.set_timesteps(100)
        said = output if name in ["threshold", "clip", "none"] else output[:, :3]
        for t in [990, 510, 30, 0]:
            step = with_replay(lambda: scheduler.step(said, t, x))
            tensors[f"ddpm.{name}.{t}"] = step.prev_sample
            tensors[f"ddpm.{name}.{t}.estimate"] = step.pred_original_sample
        if name in ["small", "large"]:
            continue
        scheduler = DDIMScheduler.from_config(scheduler.config)
        scheduler.set_timesteps(50)
        for t in [980, 500, 0]:
            for eta in [0, 1]:
                noise = draw((2, 3, 4, 5), "noise 0")
                step = scheduler.step(output[:, :3], t, x, eta=eta, variance_noise=noise)
                tensors[f"ddim.{name}.{t}.{eta}"] = step.prev_sample
    scheduler = DDPMScheduler(**SCHEDULER)
    tensors["alphas_cumprod"] = scheduler.alphas_cumprod[::37]
    write("schedulers", tensors)


def tokenizer():
    """A small model with T5's layout and normalization, and what it makes of strings."""
    words = (
        "an oil painting of a snowy mountain village photograph high quality old man hat campfire "
        "people rocket ship pencil drawing lithograph skull waterfall the and with in at dusk "
        "red blue green house tree boat river stands under over night morning amalfi coast"
    ).split()
    random = np.random.default_rng(185)
    sentences = [" ".join(random.choice(words, random.integers(3, 12))) for _ in range(4000)]
    model = io.BytesIO()
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter(sentences),
        model_writer=model,
        vocab_size=300,
        hard_vocab_limit=False,
        pad_id=0,
        eos_id=1,
        unk_id=2,
        bos_id=-1,
        normalization_rule_name="nmt_nfkc",
        minloglevel=2,
    )
    (FIXTURES / "spiece.model").write_bytes(model.getvalue())
    processor = sentencepiece.SentencePieceProcessor(model_proto=model.getvalue())
    alphabet = list("aeiou tnrs  ,.-'ABCxyz059") + list(
        "\t\n\r\u00a0\u3000\u200b\u200d\u00ad▁ÄÖßéｆｕｌｌＷｉｄｔｈﬁﬂⅣ½™①㍿ｱﾞ中文字가각\u0301\u0308\u0327👍🏽👨‍👩‍👧🇩🇪"
        "\u202e\ufeff\u0000\u0001\u007f\ufffd"
    )
    strings = ["", " ", "   ", "a", " a ", "▁", "▁▁ a", "a▁b", "</s>", "<unk>", "\u0301", " \u0301a"]
    strings += sentences[:300]
    while len(strings) < 3200:
        length = int(random.integers(1, 24))
        if len(strings) % 2:
            strings.append("".join(random.choice(alphabet, length)))
        else:
            parts = [str(random.choice(words)) for _ in range(length // 4 + 1)]
            parts.insert(int(random.integers(len(parts))), "".join(random.choice(alphabet, 3)))
            strings.append(str(random.choice(["", " ", "  "])).join(parts))
    strings = [string for string in strings if "\0" not in string]
    lines = [json.dumps([string, processor.encode(string)], ensure_ascii=True) for string in strings]
    (FIXTURES / "tokens.jsonl").write_text("\n".join(lines) + "\n")
    print(f"tokens: {len(lines)} strings, {processor.get_piece_size()} pieces")
    return processor


def embeddings():
    """Prompts as torch.save writes them: whole, sliced from one tensor, in other types, to a stream."""
    both = draw((2, 3, 5), "embeddings")
    prompts = ["", "a high quality photo"]
    files = {
        "half": {p: t[None].half() for p, t in zip(prompts, both.clone().unbind())},
        "sliced": dict(zip(prompts, both.half().split(1))),
        "float": {p: t[None].clone() for p, t in zip(prompts, both)},
        "bfloat16": {p: t[None].bfloat16().clone() for p, t in zip(prompts, both)},
    }
    for name, contents in files.items():
        torch.save(contents, FIXTURES / f"{name}.pth")
    stream = io.BytesIO()
    torch.save(files["half"], stream)
    (FIXTURES / "stream.pth").write_bytes(stream.getvalue())



@torch.no_grad()
def pipelines():
    """Pictures step by step, of both stages."""
    tensors = {}
    text, unwanted = draw((1, 77, 24), "text"), draw((1, 77, 24), "unwanted")
    images = []
    arguments = dict(
        safety_checker=None,
        feature_extractor=None,
        watermarker=None,
        requires_safety_checker=False,
        tokenizer=None,
        text_encoder=None,
    )
    one = IFPipeline(unet=unet(STAGE_ONE), scheduler=DDPMScheduler(**SCHEDULER), **arguments)
    one.set_progress_bar_config(disable=True)
    call = dict(
        prompt_embeds=text,
        negative_prompt_embeds=unwanted,
        output_type="pt",
        callback=lambda step, t, image: images.append(image.clone()),
    )
    small = with_replay(
        lambda: one(num_inference_steps=5, guidance_scale=7.0, height=16, width=16, **call)
    ).images
    tensors["one"] = torch.cat(images)
    images.clear()
    two = IFSuperResolutionPipeline(
        unet=unet(STAGE_TWO),
        scheduler=DDPMScheduler(**SCHEDULER | dict(sample_max_value=1.0)),
        image_noising_scheduler=DDPMScheduler(beta_schedule="squaredcos_cap_v2"),
        **arguments,
    )
    two.set_progress_bar_config(disable=True)
    with_replay(
        lambda: two(
            image=draw((1, 3, 8, 8), "small"),
            num_inference_steps=4,
            guidance_scale=4.0,
            noise_level=250,
            height=16,
            width=16,
            **call,
        )
    )
    tensors["two"] = torch.cat(images)
    write("pipelines", tensors)


def save_json(name, value):
    (FIXTURES / f"{name}.json").write_text(json.dumps(value, indent=1, sort_keys=True, default=str))


def write(name, tensors):
    path = FIXTURES / f"{name}.safetensors"
    save_file({key: tensor.float().contiguous() for key, tensor in tensors.items()}, path)
    print(f"{name}: {len(tensors)} tensors, {path.stat().st_size} bytes")


if __name__ == "__main__":
    torch.set_num_threads(1)
    FIXTURES.mkdir(parents=True, exist_ok=True)
    unets()
    text_encoder()
    schedulers()
    tokenizer()
    embeddings()
    pipelines()
