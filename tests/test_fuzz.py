"""Whatever bytes come in: read, or refused in one line. `benchmarks/fuzz.py` runs the same for as long as one likes."""

from __future__ import annotations

import json

import pytest
from fuzz_corpus import decisions, seeds
from fuzz_mutate import Choices
from fuzz_target import READERS, attempt, one_input, one_of
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

FEW = settings(max_examples=300, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])


@pytest.mark.parametrize("kind", sorted(READERS))
def test_sound_files_are_read(kind: str) -> None:
    assert attempt(kind, seeds()[kind]) == f"{kind} read"


@FEW
@given(st.binary(min_size=4, max_size=64))
def test_spoiled_files(data: bytes) -> None:
    one_input(data)


@settings(FEW, max_examples=60)
@given(st.binary(min_size=4, max_size=64))
def test_spoiled_transcripts_all_the_way(data: bytes) -> None:
    one_of("qa", Choices(data))


def test_numbers_of_thousands_of_digits() -> None:
    """Python's own JSON reader refuses them with an error of another class than for what is no JSON."""
    digits = "9" * 5000
    line = decisions().splitlines()[0]
    assert attempt("decisions", f'{line[:-1]}, "x": {digits}}}'.encode()) == "decisions refused"
    previous = seeds()["previous"].decode().replace('"pair": 2', f'"pair": {digits}')
    assert attempt("previous", previous.encode()) == "previous refused"
    assert attempt("config", f"jobs = {digits}".encode()) == "config refused"
    assert attempt("jsonl", f'{{"source": {digits}}}'.encode()) == "jsonl refused"


@pytest.mark.parametrize("odd", [[], {}, None, 1e300, "x", True])
def test_a_previous_report_with_values_of_other_kinds(odd: object) -> None:
    report = json.loads(seeds()["previous"])
    for part, names in (
        ("findings", ("pair", "check", "key", "severity", "source", "evidence")),
        ("pairs", ("index",)),
    ):
        for name in names:
            changed = json.loads(json.dumps(report))
            changed[part] = [{**row, name: odd} for row in changed[part]]
            attempt("previous", json.dumps(changed).encode())


def test_long_words_are_cut_in_messages() -> None:
    for kind, text in (("config", "x" * 9000 + " = 1"), ("manifest", "document,date\ncall," + "一" * 9000)):
        assert attempt(kind, text.encode()) == f"{kind} refused"
    assert attempt("config", f'[profile.strict]\nmodel = "{"一" * 300}"'.encode()) == "config read"


def test_names_in_pairs_without_chinese() -> None:
    """A name that only stands where nothing is translated has no rendering to look for."""
    attempt("qa", b"".join(b"  \xe2\x80\xa2 AA\n\n    %s\n\n" % t for t in (b"1", b"2", b"3", "是".encode())))
