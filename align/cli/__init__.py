"""The command line: thin twins of library calls. The only prints and exit codes are here.

Commands are imported when they are called, so that `align --help` answers at once.
"""

from __future__ import annotations

import sys
from importlib import import_module

import click

from align import __version__
from align.errors import AlignError, one_line

CLEAN, FINDINGS, FAILED = 0, 1, 2

# name -> (module, function, what `align --help` says)
_COMMANDS = {
    "qa": ("align.cli.qa", "qa", "Check transcripts and write a QA report for each."),
    "score": ("align.cli.score", "score", "Score millions of pairs, in order and in constant memory."),
    "review": ("align.cli.review", "review", "Work through the findings in the browser; decisions are kept."),
    "feedback": ("align.cli.feedback", "feedback", "Send corrections to the translators and take them back in."),
    "decisions": ("align.cli.decisions", "decisions", "Copy decisions out of a store as JSON Lines and in again."),
    "init": ("align.cli.init", "init", "Write a commented align.toml to this folder."),
    "pairs": ("align.cli.pairs", "pairs", "Pair the paragraphs and sentences of two texts."),
    "glossary": ("align.cli.glossary", "glossary", "Make glossaries from finished transcripts."),
    "checks": ("align.cli.info", "checks", "List the checks."),
    "explain": ("align.cli.info", "explain", "Print what a check means, with examples."),
}


class _Lazy(click.Group):
    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        if name not in _COMMANDS:
            return None
        module, function, _ = _COMMANDS[name]
        command: click.Command = getattr(import_module(module), function)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, text) for name, (_, _, text) in _COMMANDS.items()])


@click.group(cls=_Lazy, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
@click.version_option(__version__, prog_name="align")
def cli() -> None:
    """Check bilingual English-Chinese transcripts before they are published.

    \b
    align qa call.txt                  writes report/call.html and report/call.json
    align qa transcripts/ -o out       one report a file, and an index page
    align explain quantity.value       what a check means
    """


def main() -> None:
    """The console script: every foreseeable error becomes one line and exit status 2."""
    try:
        status = cli.main(standalone_mode=False)
        sys.exit(status if isinstance(status, int) else CLEAN)
    except click.exceptions.Abort:
        say("stopped")
        sys.exit(FAILED)
    except click.ClickException as error:
        say(" ".join(error.format_message().split()) + " (align --help shows the usage)")
        sys.exit(FAILED)
    except AlignError as error:
        say(str(error))
        sys.exit(FAILED)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(FAILED)


def say(message: str) -> None:
    """One line to standard error, without control characters that a file name may bring."""
    click.echo(f"align: {one_line(message)}", err=True)
