"""The report page: one file, no network, readable without JavaScript; the same markup when it is served."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from align.model import Report, Severity
from align.reports.view import build

TEMPLATES = Path(__file__).parent / "templates"
# In this order: later scripts use what earlier ones have put on the shared object.
SCRIPTS = (
    *("core", "diff", "regex", "records", "storage", "filter", "nav"),
    *("editor", "pairing", "panel", "actions", "dialogs", "keys", "main"),
)


def write_html(
    report: Report,
    *,
    command: str | None = None,
    fail_on: Severity = Severity.MAJOR,
    ui: str = "en",
    serve: Mapping[str, Any] | None = None,
    records: Sequence[Mapping[str, Any]] | None = None,
    home: str | None = None,
) -> str:
    """The page of one report. The same report gives the same page, byte for byte.

    `command` is how to repeat the run, `ui` the interface language before the reader chooses (en or
    zh-Hant-TW), `records` the decision records known so far (as JSON objects) if the page shall show them,
    `home` the address of the page that lists all documents, `serve` what a page needs that saves to a server: {"api", "token", "reviewer", "records", "seq"}.
    """
    view = build(report, fail_on)
    config = {
        "mode": "serve" if serve else "file",
        "document": view.name,
        "sha256": view.sha256,
        "signature": view.signature,
        "sourceLang": view.source_lang,
        "targetLang": view.target_lang,
        "failOn": fail_on.value,
        "strings": _strings(),
        "review": report.extras.get("review") or {},
        **({} if records is None else {"records": list(records)}),
        **(serve or {}),
    }
    css, js = _css(), _js()
    strings = {**_strings()["en"], **_strings().get(ui, {})}
    page = environment().get_template("page.html")
    return page.render(
        view=view,
        config=config,
        command=command or f"align qa {view.name}",
        fail_on=fail_on,
        home=home or (serve or {}).get("home"),
        ui=ui,
        css=Markup(css),
        js=Markup(js),
        csp=content_policy(css, js, served=bool(serve)),
        **translator(strings),
    )


def content_policy(css: str, js: str | None, served: bool = False) -> str:
    """A Content-Security-Policy that lets only these two inline blocks run and nothing be fetched."""
    rules = ["default-src 'none'", f"style-src {_digest(css)}", "img-src data:", "base-uri 'none'"]
    rules.append("form-action 'none'")
    if js is not None:
        rules.append(f"script-src {_digest(js)}")
    if served:
        rules.append("connect-src 'self'")
    return "; ".join(rules)


def translator(strings: Mapping[str, str]) -> dict[str, Any]:
    """Template names: `s` gives a plain string, `t` one that the page can exchange for the other language."""

    @cache
    def t(name: str) -> Markup:
        return Markup('<span data-i18n="{}">{}</span>').format(name, strings[name])

    return {"s": strings, "t": t}


@cache
def environment() -> Environment:
    """The template environment: everything is escaped, unknown names are errors."""
    return Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def page_css() -> str:
    """The style of the report and of the index page."""
    return _css()


def page_strings(ui: str = "en") -> dict[str, str]:
    """Interface strings of one language, English where a translation is missing."""
    return {**_strings()["en"], **_strings().get(ui, {})}


def _digest(block: str) -> str:
    digest = hashlib.sha256(block.encode("utf-8")).digest()
    return f"'sha256-{base64.b64encode(digest).decode('ascii')}'"


@cache
def _css() -> str:
    return "\n" + (TEMPLATES / "page.css").read_text(encoding="utf-8")


@cache
def _js() -> str:
    parts = ((TEMPLATES / "js" / f"{name}.js").read_text(encoding="utf-8") for name in SCRIPTS)
    return "\n" + "\n".join(parts)


@cache
def _strings() -> dict[str, dict[str, str]]:
    strings: dict[str, dict[str, str]] = json.loads((TEMPLATES / "strings.json").read_text(encoding="utf-8"))
    return strings


__all__ = ["content_policy", "environment", "page_css", "page_strings", "translator", "write_html"]
