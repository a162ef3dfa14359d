"""Options that several commands share."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from align.batch.plan import Plan

STORE = "decisions.sqlite"
Command = Callable[..., Any]
_CONFIG = "align.config"
# Options that a configuration file gives defaults to: of most checking commands, and of these.
_DEFAULTS = ("model", "lang", "output", "only", "skip", "decisions")
_FILE_DEFAULTS = {
    "qa": (*_DEFAULTS, "formats", "fail_on", "jobs", "cache", "manifest"),
    "score": ("model", "lang", "only", "skip"),
}


class _ConfigOption(click.Option):
    """`--config`: the file's words become the defaults of the command's options before these are read."""

    def handle_parse_result(self, ctx: click.Context, opts: Any, args: list[str]) -> tuple[Any, list[str]]:
        result = super().handle_parse_result(ctx, opts, args)
        if not ctx.resilient_parsing:
            from align.batch.config import load

            given, profile = opts.get("config"), opts.get("profile")
            config = load(None if given is None else Path(given), profile)
            names = _FILE_DEFAULTS.get(ctx.command.name or "", _DEFAULTS)
            ctx.default_map = {n: getattr(config, n) for n in names if getattr(config, n) not in (None, ())}
            ctx.meta[_CONFIG] = (config, given, profile)
        return result


def checking_options(command: Command) -> Command:
    """What decides a report's content: glossaries, model, language, checks, earlier decisions."""
    options = (
        click.option(
            "--config",
            cls=_ConfigOption,
            is_eager=True,
            expose_value=False,
            metavar="FILE",
            help="Default: align.toml or [tool.align] of pyproject.toml here.",
        ),
        click.option("--profile", expose_value=False, metavar="NAME", help="A [profile.NAME] of the configuration."),
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
    from align.batch.config import terms_of
    from align.batch.plan import Plan
    from align.qa import Settings

    config, file, profile = click.get_current_context().meta[_CONFIG]
    words = [("--config", file)] if file else []
    words += [("--profile", profile)] if profile else []
    words += [("--glossary", g) for g in glossaries] + [("--only", c) for c in only] + [("--skip", c) for c in skip]
    words += [("--lang", lang)] if lang else []
    words += [("--model", model)] if model != "use" else []
    store = Path(output) / STORE
    return Plan(
        output=Path(output),
        model=model,
        glossary=terms_of((*config.glossaries, *glossaries)),
        companies=config.companies,
        settings=Settings(only=only, skip=skip, severities=config.severities, options=config.options),
        target_lang=lang,
        decisions=decisions or (str(store) if output != "-" and store.is_file() else None),
        command=tuple(word for pair in words for word in pair),
    )
