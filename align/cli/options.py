"""Options that several commands share."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from align.batch.plan import Plan
    from align.packs.termbase import Termbase

STORE = "decisions.sqlite"
Command = Callable[..., Any]


def checking_options(command: Command) -> Command:
    """What decides a report's content: glossaries, model, language, checks, earlier decisions."""
    options = (
        click.option(
            "--glossary", "glossaries", multiple=True, metavar="FILE", help="CSV source,target,forbidden; TBX; XLSX."
        ),
        click.option(
            "--model", default="use", show_default=True, help="use, e5-small, none, or sentence-transformers."
        ),
        click.option(
            "--lang", type=click.Choice(["zh-Hant-TW", "zh-Hans-CN"]), help="Target language; default: detected."
        ),
        click.option("--only", multiple=True, metavar="CHECK", help="Run these checks only (id or group, repeatable)."),
        click.option(
            "--skip", multiple=True, metavar="CHECK", help="Leave these checks out (id or group, repeatable)."
        ),
        click.option(
            "--decisions", metavar="STORE", help="Decisions: file or database URL; default: DIR/decisions.sqlite."
        ),
    )
    for option in reversed(options):
        command = option(command)
    return command


def plan_of(
    output: str,
    glossaries: tuple[str, ...],
    model: str,
    lang: str | None,
    only: tuple[str, ...],
    skip: tuple[str, ...],
    decisions: str | None,
) -> Plan:
    """The plan that these options amount to. Raises InputError or ConfigError for files that are none."""
    from align.batch.plan import Plan
    from align.qa import Settings

    words = [("--glossary", g) for g in glossaries] + [("--only", c) for c in only] + [("--skip", c) for c in skip]
    words += [("--lang", lang)] if lang else []
    words += [("--model", model)] if model != "use" else []
    store = Path(output) / STORE
    return Plan(
        output=Path(output),
        model=model,
        glossary=_glossary(glossaries),
        settings=Settings(only=only, skip=skip),
        target_lang=lang,
        decisions=decisions or (str(store) if output != "-" and store.is_file() else None),
        command=tuple(word for pair in words for word in pair),
    )


def _glossary(files: tuple[str, ...]) -> Termbase | None:
    if not files:
        return None
    from align.packs.glossary import load_glossary
    from align.packs.termbase import Termbase

    return Termbase(tuple(term for file in files for term in load_glossary(Path(file)).terms))
