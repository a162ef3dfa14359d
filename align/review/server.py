"""The review server: pages of reports, and a small API through which they save decisions at once."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from threading import Lock
from typing import Any

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from align.errors import AlignError, InputError
from align.model import Finding, Report
from align.review.apply import apply_decisions, with_review
from align.review.guard import Guard
from align.review.pairing import decided_pairing
from align.review.recheck import Check, compared, recheck, repaired_report
from align.review.records import Record, from_json, to_json
from align.review.standing import bears_on
from align.review.store import Store

MAX_BODY = 16 * 1024 * 1024
MAX_RECORDS = 20_000


@dataclass(frozen=True)
class Pages:
    """How pages are written: one report with the settings of its script, and the list of all with addresses."""

    report: Callable[[Report, Mapping[str, Any]], str]
    index: Callable[[Sequence[tuple[Report, str]]], str]


@dataclass(frozen=True)
class Desk:
    """What is under review: reports of the documents as their files pair them.

    `check` runs the checks on a changed document; None: no re-check, and the pairing stays the files'.
    """

    reports: tuple[Report, ...]
    store: Store
    pages: Pages
    check: Check | None = None
    reviewer: str = "reviewer"


def make_app(desk: Desk, token: str, port: int) -> Guard:
    """The ASGI application. Only requests to a loopback host on `port` that know `token` get in."""
    views = _Views(desk, token)
    routes = [
        Route("/", views.start),
        Route("/d/{number:int}", views.page),
        Route("/decisions.jsonl", views.export),
        Route("/api/{number:int}/records", views.records, methods=["GET"]),
        Route("/api/{number:int}/records", views.save, methods=["POST"]),
        Route("/api/{number:int}/recheck", views.recheck, methods=["POST"]),
        Route("/api/{number:int}/pairing", views.pairing, methods=["POST"]),
    ]
    return Guard(Starlette(routes=routes, exception_handlers={AlignError: _refused}), port, token)


class _Views:
    def __init__(self, desk: Desk, token: str) -> None:
        self._desk = desk
        self._token = token
        self._checking = Lock()
        # By document: ids of the applied alignments, and the report of the document paired so.
        self._paired: dict[int, tuple[tuple[str, ...], Report]] = {}

    def start(self, request: Request) -> Response:
        if len(self._desk.reports) == 1:
            return RedirectResponse("/d/0", 303)
        records = self._desk.store.all()
        numbers = range(len(self._desk.reports))
        rows = [(apply_decisions(self._current(n, records), records), f"/d/{n}") for n in numbers]
        return HTMLResponse(self._desk.pages.index(rows))

    def page(self, request: Request) -> Response:
        number, report = self._report(request)
        if report is None:
            return PlainTextResponse("There is no such document.", 404)
        stored = self._desk.store.records()
        known = [s.record for s in stored]
        report = self._current(number, known)
        review = apply_decisions(report, known).extras.get("review") or {}
        shown = with_review(report, **review)
        settings = {
            "api": f"/api/{number}",
            "token": self._token,
            "reviewer": self._desk.reviewer,
            "home": "/" if len(self._desk.reports) > 1 else None,
            "records": [to_json(r) for r in known if bears_on(r, report.bitext.name)],
            "seq": stored[-1].seq if stored else 0,
        }
        return HTMLResponse(self._desk.pages.report(shown, settings))

    def export(self, request: Request) -> Response:
        return Response(self._desk.store.export_jsonl(), media_type="application/x-ndjson")

    def records(self, request: Request) -> Response:
        report = self._report(request)[1]
        after = request.query_params.get("after", "0")
        if report is None or not after.isascii() or not after.isdigit() or len(after) > 15:
            return JSONResponse({"error": "no such document or place"}, 404)
        stored = self._desk.store.records(after=int(after))
        found = [to_json(s.record) for s in stored if bears_on(s.record, report.bitext.name)]
        return JSONResponse({"records": found, "seq": stored[-1].seq if stored else int(after)})

    async def save(self, request: Request) -> Response:
        data = await _body(request)
        if not isinstance(data, list) or len(data) > MAX_RECORDS:
            raise InputError(f"expected a list of at most {MAX_RECORDS} decisions")
        records = [from_json(item) for item in data]
        added = await run_in_threadpool(self._desk.store.add, records)
        return JSONResponse({"added": added}, 201)

    async def recheck(self, request: Request) -> Response:
        number, report = self._report(request)
        data = await _body(request)
        pair, target = (data.get("pair"), data.get("target")) if isinstance(data, dict) else (None, None)
        if report is None or isinstance(pair, bool) or not isinstance(pair, int) or not isinstance(target, str):
            raise InputError("expected a line and its corrected translation")
        if self._desk.check is None:
            raise InputError("this server was started without checks")
        return JSONResponse(await run_in_threadpool(self._checked, number, pair, target, self._desk.check))

    def _checked(self, number: int, pair: int, target: str, check: Check) -> dict[str, Any]:
        report = self._current(number, self._desk.store.all())
        with self._checking:
            found = recheck(report, pair, target, check)
        return {"gone": found.gone, "left": [_brief(f) for f in found.left], "new": [_brief(f) for f in found.new]}

    async def pairing(self, request: Request) -> Response:
        """Pair the document as the stored alignments say and check it again; what came of it, in numbers."""
        number, report = self._report(request)
        if report is None:
            raise InputError("there is no such document")
        if self._desk.check is None:
            raise InputError("this server was started without checks")
        return JSONResponse(await run_in_threadpool(self._paired_anew, number))

    def _paired_anew(self, number: int) -> dict[str, int]:
        before = self._paired.get(number, ((), self._desk.reports[number]))[1].findings
        after = self._current(number, self._desk.store.all()).findings
        known = {f.key for f in before} & {f.key for f in after}
        found = compared([f for f in before if f.key not in known], [f for f in after if f.key not in known])
        return {"gone": len(found.gone), "new": len(found.new)}

    def _current(self, number: int, records: Sequence[Record]) -> Report:
        """The report of the document paired as reviewers decided; checked again only when that changed."""
        report, check = self._desk.reports[number], self._desk.check
        if check is None:
            return report
        paired = decided_pairing(report.bitext, records)
        with self._checking:
            known = self._paired.get(number)
            if known is None or known[0] != paired.applied:
                made = repaired_report(report, paired.bitext, check) if paired.applied else report
                known = self._paired[number] = (paired.applied, made)
        return paired.stamped(known[1])

    def _report(self, request: Request) -> tuple[int, Report | None]:
        number = int(request.path_params["number"])
        reports = self._desk.reports
        return number, reports[number] if number < len(reports) else None


def _brief(finding: Finding) -> dict[str, Any]:
    return {"check": finding.check, "severity": finding.severity.value, "message": finding.message}


async def _body(request: Request) -> Any:
    """The JSON of a request. Raises InputError when it is too long or not JSON."""
    if request.headers.get("content-type", "").split(";")[0].strip() != "application/json":
        raise InputError("expected application/json")
    size, parts = 0, []
    async for part in request.stream():
        size += len(part)
        if size > MAX_BODY:
            raise InputError(f"more than {MAX_BODY // 1024 // 1024} MB at once")
        parts.append(part)
    try:
        return json.loads(b"".join(parts))
    except (ValueError, RecursionError):
        raise InputError("not JSON") from None


async def _refused(request: Request, error: Exception) -> Response:
    return JSONResponse({"error": str(error)}, 400 if isinstance(error, InputError) else 500)
