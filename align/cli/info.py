"""`align checks` and `align explain`."""

from __future__ import annotations

import click


@click.command()
def checks() -> None:
    """List the checks."""
    from align.checks.registry import all_checks

    width = max(len(check.id) for check in all_checks())
    for check in all_checks():
        click.echo(f"{check.id:<{width}}  {check.severity.value:<8}  {check.title}")


@click.command()
@click.argument("check")
def explain(check: str) -> None:
    """Print what CHECK means, with examples."""
    from align.checks.registry import check_by_id
    from align.reports.explain import explanation

    click.echo(explanation(check_by_id(check)), nl=False)
