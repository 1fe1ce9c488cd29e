"""Writes what diffusers and transformers compute, for the tests of TextToImage.

    python3 interop/pytorch/make_text_to_image_fixtures.py

Networks are tiny, and every number of them is random. Weights and inputs come from the package's own
random streams, which Swift draws as well, so that the files hold results alone.
"""

import io
import json
import tempfile
from pathlib import Path

import numpy as np
import sentencepiece
import torch
from diffusers import DDIMScheduler, DDPMScheduler, IFPipeline, IFSuperResolutionPipeline
from diffusers import UNet2DConditionModel
from diffusers.models.attention_processor import AttnAddedKVProcessor
from safetensors.torch import save_file
from transformers import T5Config, T5EncoderModel, T5Tokenizer

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
DEEP = STAGE_ONE | dict(
    block_out_channels=[32, 64, 64, 96],
    layers_per_block=[1, 2, 1, 1],
    down_block_types=2 * ["ResnetDownsampleBlock2D", "SimpleCrossAttnDownBlock2D"],
    up_block_types=2 * ["SimpleCrossAttnUpBlock2D", "ResnetUpsampleBlock2D"],
    cross_attention_dim=96,
    attention_head_dim=16,
    norm_num_groups=32,
    only_cross_attention=[False, True, False, True],
    mid_block_only_cross_attention=True,
    resnet_out_scale_factor=1.3,
    mid_block_scale_factor=0.9,
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
    """What each block of a network makes, for batches and lengths of text, and with weights of 16 bits."""
    tensors = {}
    configs = {"one": STAGE_ONE, "other": OTHER, "deep": DEEP, "two": STAGE_TWO}
    for name, config in configs.items():
        save_json(f"unet-{name}", dict(unet(config).config))
    for name, batch, length, timesteps in [
        ("one", 2, 11, [990]),
        ("one", 1, 77, [7]),
        ("one-half", 2, 77, [640]),
        ("other", 2, 11, [510, 3]),
        ("deep", 2, 77, [250]),
        ("deep", 1, 11, [999]),
        ("two", 2, 11, [30, 700]),
        ("two", 1, 77, [980]),
    ]:
        config = configs[name.removesuffix("-half")]
        model = unet(config)
        if name.endswith("-half"):
            model = model.half().float()
        key = f"{name}.{batch}.{length}"
        hooks = ["add_embedding", "conv_in", "mid_block"]
        for index in range(len(config["block_out_channels"])):
            hooks += [f"down_blocks.{index}", f"up_blocks.{index}"]
        for hook in hooks:

            def record(module, inputs, output, key=f"{key}.{hook}"):
                tensors[key] = excerpt(output[0] if isinstance(output, tuple) else output)

            model.get_submodule(hook).register_forward_hook(record)
        labels = torch.tensor([250, 20][:batch]) if config["in_channels"] == 6 else None
        output = model(
            draw((batch, config["in_channels"], 16, 16), "sample"),
            torch.tensor(timesteps),
            draw((batch, length, 24), "text"),
            class_labels=labels,
        ).sample
        tensors[f"{key}.output"] = output
    write("unets", tensors)


@torch.no_grad()
def text_encoder():
    """Two texts, of which one is padded."""
    model = randomise(T5EncoderModel(T5Config(**TEXT)), 181)
    save_json("t5", model.config.to_dict())
    ids = torch.stack([torch.arange(77) * 7 % 600, torch.arange(77) * 11 % 600])
    mask = torch.ones(2, 77, dtype=torch.long)
    mask[1, 9:] = 0
    with tempfile.TemporaryDirectory() as folder:
        # transformers keeps some weights of half precision models in single precision.
        model.save_pretrained(folder)
        half = T5EncoderModel.from_pretrained(folder, dtype=torch.float16)
        half.save_pretrained(folder, variant="fp16")
        file = Path(folder, "model.fp16.safetensors").rename(FIXTURES / "t5-mixed.safetensors")
    print(f"t5-mixed: {sorted({str(p.dtype) for p in half.parameters()})}, {file.stat().st_size} bytes")
    tensors = {
        "output": model(ids, attention_mask=mask).last_hidden_state,
        "short": model(ids[:, :9]).last_hidden_state,
        "mixed": half.float()(ids, attention_mask=mask).last_hidden_state,
    }
    write("t5", tensors)


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
        for count in [1, 7, 20, 27, 48, 100, 103, 240]:
            scheduler = DDPMScheduler(**SCHEDULER | dict(timestep_spacing=spacing))
            scheduler.set_timesteps(count)
            # NumPy's rounding gives some counts one more at the end, -1, which is none.
            tensors[f"timesteps.{spacing}.{count}"] = scheduler.timesteps[:count].float()
        for offset in [0, 1] if spacing == "leading" else [0]:
            changes = dict(timestep_spacing=spacing, steps_offset=offset)
            steps(tensors, f"{spacing}.{offset}", DDPMScheduler(**SCHEDULER | changes), x, output)
            for end in [True, False]:
                scheduler = DDIMScheduler.from_config(
                    SCHEDULER | changes | dict(set_alpha_to_one=end)
                )
                steps(tensors, f"{spacing}.{offset}.{end}", scheduler, x, output)
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
    tensors["alphas_cumprod"] = DDPMScheduler(**SCHEDULER).alphas_cumprod[::37]
    linear = DDPMScheduler(num_train_timesteps=100, beta_start=0.001, beta_end=0.05)
    tensors["alphas_cumprod.linear"] = linear.alphas_cumprod
    write("schedulers", tensors)


def steps(tensors, name, scheduler, x, output):
    """All seven steps of a sampler, each from the same picture."""
    scheduler.set_timesteps(7)
    is_ddim = isinstance(scheduler, DDIMScheduler)
    options = dict(eta=0.5, variance_noise=draw(tuple(x.shape), "noise 0")) if is_ddim else {}
    said = output[:, :3] if is_ddim else output
    results = [
        with_replay(lambda: scheduler.step(said, t, x, **options)).prev_sample
        for t in scheduler.timesteps
    ]
    tensors[f"{'ddim' if is_ddim else 'ddpm'}.steps.{name}"] = torch.stack(results)


def tokenizer():
    """A small model with T5's layout and normalization, and what it makes of strings."""
    words = (
        "an oil painting of a snowy mountain village photograph high quality old man hat campfire "
        "people rocket ship pencil drawing lithograph skull waterfall the and with in at dusk "
        "red blue green house tree boat river stands under over night morning amalfi coast"
    ).split()
    random = np.random.default_rng(185)
    # Words of syllables, which can be cut in many ways; the first are the most frequent.
    syllables = [c + v + end for c in "bdklmnprst" for v in "aeiou" for end in ["", "n", "r"]]
    for length in random.integers(1, 5, 1200):
        words.append("".join(random.choice(syllables, length)))
    shares = 1 / (10 + np.arange(len(words)))
    shares /= shares.sum()
    sentences = [
        " ".join(random.choice(words, random.integers(3, 12), p=shares)) for _ in range(4000)
    ]
    model = io.BytesIO()
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter(sentences),
        model_writer=model,
        vocab_size=500,
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
    prompts = [
        "An OIL Painting of a snowy mountain Village",
        " \t\n\r\x0b\x0c house \x1c\x1d\x1e\x1f",
        "\x85\u00a0\u1680\u2000\u200a\u2028\u2029\u202f\u205f\u3000Tree\u3000\u00a0",
        "\u200bBOAT\ufeff",
        "ÄÖÜ ẞ ÉCOLE ŒUVRE Ǆ Ǳ",
        "İSTANBUL ISPARTA",
        "ΟΔΟΣ ΣΑΣ Σ ΑΣ. Α\u0301Σ\u0301 ΣA",
        "КРАСНЫЙ ДОМ",
        "ＦＵＬＬ ＷＩＤＴＨ Ⅳ ™ ﬁﬂ",
        "𝐁𝐎𝐋𝐃 👍🏽 中文 가각",
        "ᏣᎳᎩ Ⴀ Ა Ⴚ ꭰ",
        " ",
        "",
    ]
    pairs = [[prompt, prompt.lower().strip()] for prompt in prompts]
    (FIXTURES / "prompts.json").write_text(json.dumps(pairs, indent=1))


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
    """Pictures step by step: of both stages with texts that were encoded, and all the way from prompts."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "spiece.model").write_bytes((FIXTURES / "spiece.model").read_bytes())
        tokenizer = T5Tokenizer.from_pretrained(folder)
    arguments = dict(
        safety_checker=None,
        feature_extractor=None,
        watermarker=None,
        requires_safety_checker=False,
        tokenizer=tokenizer,
        text_encoder=randomise(T5EncoderModel(T5Config(**TEXT)), 181),
    )
    one = IFPipeline(unet=unet(STAGE_ONE), scheduler=DDPMScheduler(**SCHEDULER), **arguments)
    # The pipeline drops the variance of networks whose scheduler it tells that it is fixed.
    changes = dict(timestep_spacing="trailing", variance_type="fixed_small")
    ddim = DDIMScheduler.from_config(SCHEDULER | changes)
    smooth = IFPipeline(unet=unet(STAGE_ONE), scheduler=ddim, **arguments)
    two = IFSuperResolutionPipeline(
        unet=unet(STAGE_TWO),
        scheduler=DDPMScheduler(**SCHEDULER | dict(sample_max_value=1.0)),
        image_noising_scheduler=DDPMScheduler(beta_schedule="squaredcos_cap_v2"),
        **arguments,
    )
    encoded = dict(
        prompt_embeds=draw((1, 77, 24), "text"),
        negative_prompt_embeds=draw((1, 77, 24), "unwanted"),
    )
    told = dict(
        prompt="An OIL painting of a snowy mountain village at dusk",
        negative_prompt="people with a hat",
        clean_caption=False,
    )
    tensors = {}

    def pictures(name, pipeline, size, **call):
        images = []
        pipeline.set_progress_bar_config(disable=True)
        with_replay(
            lambda: pipeline(
                output_type="pt",
                height=size,
                width=size,
                callback=lambda step, t, image: images.append(image.clone()),
                **call,
            )
        )
        tensors[name] = torch.cat(images)
        return images[-1]

    pictures("one", one, 16, num_inference_steps=5, guidance_scale=7.0, **encoded)
    pictures("ddim", smooth, 16, num_inference_steps=3, guidance_scale=7.0, **encoded)
    second = dict(guidance_scale=4.0, noise_level=250)
    small = draw((1, 3, 8, 8), "small")
    pictures("two", two, 16, image=small, num_inference_steps=4, **second, **encoded)
    small = pictures("whole.one", one, 16, num_inference_steps=5, guidance_scale=7.0, **told)
    pictures("whole.two", two, 32, image=small, num_inference_steps=3, **second, **told)
    write("pipelines", tensors)


def save_json(name, value):
    # Which values are defaults comes in another order every time.
    value = {key: item for key, item in value.items() if key != "_use_default_values"}
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
