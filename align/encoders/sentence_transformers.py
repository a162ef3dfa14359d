"""Any sentence-transformers model by name or folder: LaBSE, paraphrase-multilingual-MiniLM, multilingual-e5 ..."""

from __future__ import annotations

import logging
import os
from pathlib import Path
from typing import Any

from numpy.typing import NDArray

from align.encoders.use import MAX_CHARS
from align.errors import ConfigError

# Wang et al. 2024 (multilingual E5): symmetric tasks take the prefix "query: " on both sides.
E5_PREFIX = "query: "


class SentenceTransformersEncoder:
    """A SentenceTransformer behind the one method we need; `prefix` is put before every text."""

    def __init__(self, model: Any, revision: str, prefix: str = "", batch_size: int = 32) -> None:
        self._model = model
        self._prefix = prefix
        self._batch_size = batch_size
        self.revision = revision

    def encode(self, sentences: list[str], /) -> NDArray[Any]:
        """A float32 array of shape (len(sentences), dim)."""
        texts = [self._prefix + text[:MAX_CHARS] for text in sentences]
        vectors: NDArray[Any] = self._model.encode(
            texts, batch_size=self._batch_size, convert_to_numpy=True, show_progress_bar=False
        )
        return vectors


def prefix_of(name: str) -> str:
    """The prefix that a model of this name was trained with: E5 models take one, others none."""
    last = Path(name).name.lower()
    return E5_PREFIX if last.startswith(("e5-", "multilingual-e5")) else ""


def quieten() -> None:
    """Keep the libraries below from drawing bars and notes into our output; errors still arrive as exceptions."""
    for variable, value in (
        ("HF_HUB_DISABLE_PROGRESS_BARS", "1"),
        ("HF_HUB_DISABLE_TELEMETRY", "1"),
        ("HF_HUB_VERBOSITY", "error"),  # the hub's own loggers are set up anew when it is imported
        ("TOKENIZERS_PARALLELISM", "false"),
    ):
        os.environ.setdefault(variable, value)
    for library in ("huggingface_hub", "sentence_transformers", "transformers"):
        logging.getLogger(library).setLevel(logging.ERROR)
    from transformers.utils import logging as transformers_logging

    transformers_logging.set_verbosity_error()
    transformers_logging.disable_progress_bar()


def load(name: str) -> SentenceTransformersEncoder:
    """The model of that name or in that folder. Raises ConfigError in one line when it cannot be loaded."""
    folder = Path(name)
    if (folder.is_absolute() or name.startswith(".")) and not folder.is_dir():
        raise ConfigError(f"--model {name}: no such folder; give a sentence-transformers folder, use, e5-small or none")
    try:
        quieten()
        from sentence_transformers import SentenceTransformer

        # Code shipped with a model is never run: a name on the command line is no licence to execute it.
        model = SentenceTransformer(name, device="cpu", trust_remote_code=False)
    except Exception as error:  # the libraries below raise many kinds for one cause: the model is not to be had
        reason = (str(error).strip().splitlines() or [type(error).__name__])[0][:160]
        raise ConfigError(
            f"--model {name}: cannot be loaded ({reason}); "
            "check the name, download it to a folder and give the folder, or use the bundled --model use"
        ) from error
    return SentenceTransformersEncoder(
        model,
        revision=f"sentence-transformers/{name if not folder.is_dir() else folder.resolve().name}",
        prefix=prefix_of(name),
    )
