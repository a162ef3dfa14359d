"""What tests share: the encoder, loaded once, and the folder with outside data, which may be missing."""

from __future__ import annotations

import os
from collections import Counter
from pathlib import Path

import pytest

from align.encoders import Encoder, load_encoder

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session", autouse=True)
def own_cache(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Tests neither read nor fill the cache of whoever runs them."""
    os.environ["XDG_CACHE_HOME"] = str(tmp_path_factory.mktemp("cache"))


@pytest.fixture(scope="session")
def encoder() -> Encoder:
    encoder = load_encoder("use")
    assert encoder is not None
    return encoder


@pytest.fixture(scope="session")
def data() -> Path:
    """Outside data that is not part of the project; tests that need it are left out where it is not."""
    folder = Path(os.environ.get("ALIGN_DATA", ROOT.parent / "shared"))
    if not (folder / "data").is_dir():
        pytest.skip("outside data is not here; set ALIGN_DATA to its folder")
    return folder


@pytest.fixture
def corpora() -> Path:
    return ROOT / "corpora"


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say what was left out, how much of it and why: each reason names how to have it. Works under xdist, too."""
    reasons: Counter[str] = Counter()
    for report in terminalreporter.stats.get("skipped", []):
        said = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
        reasons[said.removeprefix("Skipped: ")] += 1
    for reason, count in sorted(reasons.items()):
        terminalreporter.write_line(f"left out: {count} {'test' if count == 1 else 'tests'}: {reason}")
