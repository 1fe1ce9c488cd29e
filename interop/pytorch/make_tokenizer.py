"""Learns the tokenizer of a text-to-image model from the captions of painted pictures.

Every word of the captions is a piece, scored by the logarithm of how often it occurs; other words are
spelt with the parts that SentencePiece finds in those, and with letters.

    swift run report paint --count 20000 --output /tmp/painted
    python3 interop/pytorch/make_tokenizer.py /tmp/painted/captions.jsonl models/vignette/tokenizer

Writes a SentencePiece unigram model, `spiece.model`, with the tokens of T5 at its beginning, and the same
as `tokenizer.json` with the settings that transformers and diffusers look for.
"""

import collections
import json
import math
import pathlib
import string
import sys
import tempfile

import sentencepiece
from sentencepiece import sentencepiece_model_pb2
from transformers import T5Tokenizer

VOCABULARY = 256


def train(captions, folder):
    with tempfile.TemporaryDirectory() as scratch:
        texts = pathlib.Path(scratch, "captions.txt")
        texts.write_text("\n".join(captions), encoding="utf-8")
        prefix = pathlib.Path(scratch, "spiece")
        sentencepiece.SentencePieceTrainer.train(
            input=str(texts),
            model_prefix=str(prefix),
            model_type="unigram",
            vocab_size=VOCABULARY,
            hard_vocab_limit=False,
            # Every letter has a piece, so that words which no caption has are spelt and not lost.
            required_chars=string.ascii_lowercase + string.digits + "-,.'!?",
            character_coverage=1.0,
            # Captions are plain letters; the tables of Unicode would be forty times the model.
            normalization_rule_name="identity",
            pad_id=0,
            eos_id=1,
            unk_id=2,
            bos_id=-1,
            num_threads=1,
            minloglevel=1,
        )
        model = sentencepiece_model_pb2.ModelProto()
        model.ParseFromString(prefix.with_suffix(".model").read_bytes())
    add_words(model, captions)
    # What the trainer was told, paths among it, does not belong to the model.
    for field in ["input", "model_prefix"]:
        model.trainer_spec.ClearField(field)
    (folder / "spiece.model").write_bytes(model.SerializeToString(deterministic=True))


def add_words(model, captions):
    counts = collections.Counter(word for caption in captions for word in caption.lower().split())
    total = sum(counts.values())
    pieces = {piece.piece: piece for piece in model.pieces}
    for word, count in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
        piece = pieces.get(f"\u2581{word}") or model.pieces.add(piece=f"\u2581{word}")
        piece.score = math.log(count / total)


def main(captions_path, folder):
    folder = pathlib.Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    with open(captions_path, encoding="utf-8") as lines:
        captions = [json.loads(line)["caption"] for line in lines]
    train([caption for caption in captions if caption], folder)
    tokenizer = T5Tokenizer.from_pretrained(folder, extra_ids=0, model_max_length=77)
    tokenizer.save_pretrained(folder)
    print(f"{folder}: {len(tokenizer)} tokens")
    for text in sorted(set(captions), key=len)[-3:] + ["a spaceship above a volcano"]:
        print(tokenizer.tokenize(text))


if __name__ == "__main__":
    main(*sys.argv[1:])
