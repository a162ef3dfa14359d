"""The configuration file: what it changes, and that nothing in it is silently misunderstood."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from align.batch.config import Config, load
from align.batch.plan import Company, Plan
from align.cli.init import TEMPLATE
from align.errors import AlignError, ConfigError, InputError
from align.model import Severity
from align.packs.termbase import Term, Termbase

CALL = "  • Revenue was $34 million in the first quarter.\n\n    第一季營收為 340 萬美元。\n"


def written(folder: Path, text: str, name: str = "align.toml") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_everything_it_may_say(tmp_path: Path) -> None:
    (tmp_path / "g.csv").write_text("source,target\nbacklog,在手訂單\n", encoding="utf-8")
    path = written(
        tmp_path,
        'model = "none"\nlang = "zh-Hant-TW"\noutput = "out"\nformats = ["json", "sarif"]\nfail_on = "quantity>=minor"\n'
        'jobs = 2\nglossaries = ["g.csv"]\nonly = ["quantity", "text.*"]\nskip = ["quantity.unit"]\n'
        '[severities]\nquantity.value = "info"\n"text.*" = "minor"\n[options.locale.wording]\nprofile = "strict"\n'
        '[[company]]\nmatch = "nor*"\nglossaries = ["g.csv"]\n[profile.ci]\nfail_on = ["never"]\nseverities.quantity.value = "major"\n',
    )
    config = load(path)
    assert config.output == str(tmp_path / "out")
    assert config.glossaries == (str(tmp_path / "g.csv"),)
    assert config.severities["quantity.value"] is Severity.INFO
    assert config.severities["text.empty"] is Severity.MINOR
    assert config.options == {"locale.wording": {"profile": "strict"}}
    assert [c.match for c in config.companies] == [("nor*",)]
    ci = load(path, "ci")
    assert (ci.fail_on, ci.jobs, ci.severities["quantity.value"]) == (("never",), 2, Severity.MAJOR)


def test_where_it_is_looked_for(tmp_path: Path) -> None:
    assert load(folder=tmp_path) == Config()
    written(tmp_path, '[tool.other]\nmodel = "none"\n', "pyproject.toml")
    assert load(folder=tmp_path).model is None
    written(tmp_path, '[tool.align]\nmodel = "none"\n', "pyproject.toml")
    assert load(folder=tmp_path).model == "none"
    written(tmp_path, 'model = "e5-small"\n')
    assert load(folder=tmp_path).model == "e5-small"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('modle = "use"', r"align\.toml: unknown key 'modle'; did you mean model\?"),
        ('[profile.ci]\nfail-on = "major"', r"unknown key 'profile\.ci\.fail-on'; did you mean fail_on\?"),
        ('[profiles.ci]\nmodel = "use"', r"unknown key 'profiles'; did you mean profile\?"),
        ('formats = ["htm"]', r"formats: unknown 'htm'; did you mean html\?"),
        ('lang = "zh-TW"', "did you mean zh-Hant-TW"),
        ('only = ["quantity.valu"]', r"only: unknown check 'quantity\.valu'; did you mean quantity\.value\?"),
        ('fail_on = "mayor"', r"align\.toml: fail_on: --fail-on 'mayor'"),
        ("jobs = 0", "jobs must be a whole number"),
        ("jobs = true", "jobs must be a whole number"),
        ("model = 3", "model must be a text in quotes"),
        ('[severities]\n"quantity.value" = "hard"', "unknown 'hard'"),
        ('[severities]\n"quantity.vlaue" = "info"', r"did you mean quantity\.value\?"),
        ('[options."locale.wording"]\nprofil = "x"', r"locale\.wording has no option 'profil'; did you mean profile\?"),
        ('[options."locale.wording"]\nprofile = 3', "must be a value like 'default'"),
        ('[[company]]\nmatch = "a*"\nglossary = ["g.csv"]', r"unknown key 'glossary' in company 1; did you mean gloss"),
        ('[company]\nmatch = "a*"', r"written as \[\[company\]\]"),
        ("severities = 3", "severities must be a table"),
        ("model = ", "not valid TOML"),
    ],
)
def test_mistakes_name_the_file_and_the_nearest_word(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(ConfigError, match=message) as error:
        load(written(tmp_path, text))
    assert "align.toml" in str(error.value) and "\n" not in str(error.value)


def test_unreadable_files_are_clean_errors(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be read"):
        load(tmp_path / "nosuch.toml")
    (tmp_path / "big.toml").write_bytes(b"#" * (2 << 20))
    with pytest.raises(InputError, match="larger than"):
        load(tmp_path / "big.toml")
    (tmp_path / "latin.toml").write_bytes(b'model = "\xe9"')
    with pytest.raises(ConfigError, match="UTF-8"):
        load(tmp_path / "latin.toml")
    with pytest.raises(AlignError):
        load(written(tmp_path, "a = " + "[" * 5000))
    (tmp_path / "empty").mkdir()
    with pytest.raises(ConfigError, match=r"--profile ci: no align\.toml"):
        load(profile="ci", folder=tmp_path / "empty")
    with pytest.raises(ConfigError, match=r"no profile 'cl'; did you mean ci\?"):
        load(written(tmp_path, '[profile.ci]\nmodel = "use"'), "cl")


def test_company_glossaries_stand_above_the_general_one(tmp_path: Path) -> None:
    general = Termbase((Term("backlog", ("積壓訂單",), (), "g:2"), Term("guidance", ("財測",), (), "g:3")))
    special = Termbase((Term("backlog", ("在手訂單",), (), "c:2"),))
    plan = Plan(output=tmp_path, model="none", glossary=general, companies=(Company(("Nor*",), special),))
    narrowed = plan.of_document("2025/norvale-q1").glossary
    assert narrowed is not None
    assert {t.source: t.targets for t in narrowed.terms} == {"backlog": ("在手訂單",), "guidance": ("財測",)}
    other = plan.of_document("other")
    assert other.glossary == general and other.companies == ()
    assert plan.of_document("norvale").fingerprint("a") != other.fingerprint("a")


def align(*args: str, cwd: Path) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "align.cli", *args]
    return subprocess.run(command, cwd=cwd, capture_output=True, timeout=120, check=False)


def test_the_command_line_wins(tmp_path: Path) -> None:
    written(tmp_path, CALL, "call.txt")
    written(tmp_path, 'model = "none"\noutput = "out"\nformats = ["json"]\nfail_on = "never"\nonly = "quantity"\n')
    assert align("qa", "call.txt", "-q", cwd=tmp_path).returncode == 0
    assert [p.name for p in (tmp_path / "out").iterdir()] == ["call.json"]
    assert align("qa", "call.txt", "--fail-on", "major", "-o", "other", "-q", cwd=tmp_path).returncode == 1
    assert [p.name for p in (tmp_path / "other").iterdir()] == ["call.json"]
    written(tmp_path, 'fail_on = "never"\n[severities]\nquantity.value = "minor"\n', "ci.toml")
    result = align(
        "qa", "call.txt", "--config", "ci.toml", "--model", "none", "--format", "json", "-o", "-", cwd=tmp_path
    )
    assert result.returncode == 0, result.stderr.decode()
    found = {f["check"]: f["severity"] for f in json.loads(result.stdout)["findings"]}
    assert found["quantity.value"] == "minor"
    written(tmp_path, 'modell = "none"\n')
    broken = align("qa", "call.txt", cwd=tmp_path)
    assert broken.returncode == 2
    assert broken.stderr.decode().strip() == "align: align.toml: unknown key 'modell'; did you mean model?"


def test_init_writes_what_loads_and_never_overwrites(tmp_path: Path) -> None:
    result = align("init", cwd=tmp_path)
    assert (result.returncode, result.stdout.decode().strip()) == (0, "align.toml")
    assert load(folder=tmp_path) == Config(path=tmp_path / "align.toml")
    assert align("init", cwd=tmp_path).returncode == 2
    assert (tmp_path / "align.toml").read_text(encoding="utf-8") == TEMPLATE


def test_every_line_of_the_template_is_right(tmp_path: Path) -> None:
    lines = [
        line.removeprefix("# ") if " = " in line or line.startswith("# [") else "" for line in TEMPLATE.split("\n")
    ]
    (tmp_path / "glossaries").mkdir()
    for name in ("glossary.csv", "glossaries/norvale.csv"):
        (tmp_path / name).write_text("source,target\nbacklog,在手訂單\n", encoding="utf-8")
    config = load(written(tmp_path, "\n".join(lines)), "ci")
    assert config.formats == ("sarif", "junit") and config.companies and config.manifest


def test_the_documented_configuration_loads(tmp_path: Path) -> None:
    text = (Path(__file__).parents[1] / "docs/batch.md").read_text(encoding="utf-8")
    block = text.split("```toml\n", 1)[1].split("```", 1)[0]
    (tmp_path / "glossaries").mkdir()
    (tmp_path / "glossaries/norvale.csv").write_text("source,target\nbacklog,在手訂單\n", encoding="utf-8")
    config = load(written(tmp_path, block), "ci")
    assert config.fail_on == ("critical",) and config.companies
