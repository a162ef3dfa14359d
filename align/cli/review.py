"""`align review`: the page with a server behind it."""

from __future__ import annotations

import os
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from align.cli import FAILED, say
from align.cli.options import STORE, checking_options, plan_of


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option(
    "-o", "--output", default="report", show_default=True, metavar="DIR", help="Folder of the decision store."
)
@checking_options
@click.option("--reviewer", metavar="NAME", help="Who decides; default: the user of this machine.")
@click.option("--port", default=0, help="Port on this machine; default: a free one.")
@click.option("--browse/--no-browse", default=True, help="Open the browser.")
def review(paths: tuple[str, ...], output: str, reviewer: str | None, port: int, browse: bool, **checking: Any) -> None:
    """Work through the findings in the browser: every act is saved at once to the decision store.

    The server answers on this machine only and only to the address printed, which holds a secret token.
    """
    from align.batch.task import bytes_of, check, encoder_of
    from align.batch.worklist import work_list
    from align.encoders.cache import default_folder
    from align.errors import AlignError
    from align.feedback.learned import corrections
    from align.model import Bitext, Report
    from align.packs.termbase import Termbase
    from align.qa import make_report
    from align.reports.html import write_html
    from align.reports.index import entry, write_index
    from align.review.command import default_reviewer, serve_review
    from align.review.recheck import Remembering
    from align.review.server import Desk, Pages
    from align.review.store import Store
    from align.review.terms import chosen_terms

    plan = replace(plan_of(output, **checking), cache=default_folder())
    where = plan.decisions or str(Path(output) / STORE)
    # A store that is still to be made holds nothing to learn from.
    plan = replace(plan, decisions=plan.decisions if "://" in where or Path(where).is_file() else None)
    reports: list[Report] = []
    for document in work_list(paths):
        try:
            # Decisions and pairing are laid over the page by the server itself, as they stand when it is opened.
            reports.append(check(document, bytes_of(document), plan, history=False, pairing=False))
        except AlignError as error:
            say(str(error))
    if not reports:
        sys.exit(FAILED)
    encoder = encoder_of(plan.model, plan.threads, plan.cache)
    remembering = None if encoder is None else Remembering(encoder)

    def again(bitext: Bitext) -> Report:
        own, known = plan.of_document(bitext.name), store.all()
        terms = Termbase((*(own.glossary or Termbase(())).terms, *chosen_terms(known).terms))
        return make_report(bitext, remembering, terms, own.settings, memory=corrections(known, bitext.name))

    pages = Pages(
        report=lambda report, serve: write_html(report, serve=serve, fail_on=plan.policy.threshold),
        index=lambda rows: write_index([entry(r, href, plan.policy.threshold) for r, href in rows]),
    )
    if "://" not in where:
        Path(where).parent.mkdir(parents=True, exist_ok=True)
    with Store(where) as store:
        desk = Desk(tuple(reports), store, pages, again, reviewer or default_reviewer())
        browsing = browse and bool(os.environ.get("DISPLAY") or sys.platform != "linux")
        serve_review(desk, lambda url: click.echo(f"{url}\n(Ctrl+C ends; decisions are in {where})"), port, browsing)
