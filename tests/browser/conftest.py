"""A headless Chromium, pages opened as files and from the server, and a watch on what they try to do."""

from __future__ import annotations

import os
import shutil
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import review_samples as samples

from align.model import Report
from align.reports.html import write_html
from align.reports.index import entry, write_index
from align.review.command import ReviewServer
from align.review.server import Desk, Pages
from align.review.store import Store

CHROMIUM = os.environ.get("ALIGN_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
HOW = "install it with apt-get install chromium, or set ALIGN_CHROMIUM"


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not here: pip install playwright")
    if not CHROMIUM:
        pytest.skip(f"Chromium is not here: {HOW}")
    with sync_api.sync_playwright() as playwright:
        made = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        yield made
        made.close()


@dataclass
class Watch:
    """What pages said and asked for."""

    errors: list[str]
    requests: list[str]


@pytest.fixture
def watch() -> Iterator[Watch]:
    seen = Watch([], [])
    yield seen
    assert seen.errors == []


@pytest.fixture
def context(browser: Any, watch: Watch) -> Iterator[Any]:
    made = browser.new_context(viewport={"width": 1300, "height": 900}, accept_downloads=True)
    made.set_default_timeout(8000)

    def listen(page: Any) -> None:
        page.on("pageerror", lambda error: watch.errors.append(str(error)))
        page.on("console", lambda said: watch.errors.append(said.text) if said.type == "error" else None)
        page.on("request", lambda request: watch.requests.append(request.url))

    made.on("page", listen)
    yield made
    made.close()


Open = Callable[..., Any]


@pytest.fixture
def open_file(context: Any, tmp_path: Path) -> Open:
    """Open a report as a file in a new tab: the sample's or another one."""

    def opened(report: Report | None = None, at: str = "", name: str = "report.html") -> Any:
        path = tmp_path / name
        if not path.exists():
            path.write_text(write_html(report or samples.report()), encoding="utf-8")
        page = context.new_page()
        page.goto(path.as_uri() + at)
        return page

    return opened


@dataclass
class Served:
    """A running server and its store."""

    url: str
    port: int
    store: Store


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    pages = Pages(
        report=lambda report, settings: write_html(report, serve=settings),
        index=lambda rows: write_index([entry(report, href) for report, href in rows]),
    )
    with Store(tmp_path / "decisions.sqlite") as store:
        server = ReviewServer(Desk((samples.report(),), store, pages, samples.check, "Mei"))
        thread = threading.Thread(target=server.run)
        thread.start()
        yield Served(server.url, server.port, store)
        server.stop()
        thread.join()


@pytest.fixture
def open_served(context: Any, served: Served) -> Iterator[Open]:
    """Open the sample from the server in a new tab."""

    def opened() -> Any:
        page = context.new_page()
        page.goto(served.url)
        return page

    yield opened
    for page in context.pages:  # before the server goes
        page.close()
