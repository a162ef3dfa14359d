"""`align init`: a configuration file to start from."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from align.cli import CLEAN
from align.errors import InputError

TEMPLATE = """\
# Configuration of `align`. Every line is optional; options of the command line win over it.
# Paths are relative to this file. A line that starts with # does nothing.

# model = "use"                  # use (bundled), e5-small, none (rules only), or a sentence-transformers model
# lang = "zh-Hant-TW"            # or zh-Hans-CN; default: detected
# output = "report"              # folder for the reports
# formats = ["html", "json"]     # also sarif, junit
# fail_on = ["major"]            # or "never", or rules such as "quantity.*>=minor"
# jobs = 2                       # processes for many documents; default: the cores
# glossaries = ["glossary.csv"]  # CSV source,target,forbidden; TBX; XLSX
# manifest = "manifest.csv"      # document,company,quarter,translator,engine,date: for the trends of the index page
# decisions = "report/decisions.sqlite"
# cache = ".cache/align"

# only = ["quantity", "term"]    # these checks only (ids or groups; `align checks` lists them)
# skip = ["text.punctuation"]

# [severities]                   # critical, major, minor or info, by check or group
# "quantity.unit" = "critical"
# "text.*" = "info"

# [options."locale.wording"]     # options of a check; `align explain CHECK` names them
# profile = "default"

# [[company]]                    # glossaries for the documents whose names fit
# match = "norvale*"
# glossaries = ["glossaries/norvale.csv"]

# [profile.ci]                   # align qa calls/ --profile ci
# formats = ["sarif", "junit"]
# fail_on = ["critical"]
"""


@click.command()
@click.argument("folder", default=".", metavar="[FOLDER]")
def init(folder: str) -> None:
    """Write a commented align.toml; one that is there is never overwritten."""
    path = Path(folder) / "align.toml"
    try:
        with path.open("x", encoding="utf-8") as file:
            file.write(TEMPLATE)
    except FileExistsError:
        raise InputError(f"{path}: already there; edit it, or remove it first") from None
    except OSError as error:
        raise InputError(f"{path}: cannot be written ({error.strerror or error}); choose another folder") from error
    click.echo(str(path))
    sys.exit(CLEAN)
