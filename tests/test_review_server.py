"""The review server over real sockets: who gets in, what is saved, what a re-check says."""

from __future__ import annotations

import http.client
import json
import os
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import numpy as np
import pytest
import review_samples as samples

from align.errors import ConfigError
from align.model import Pair, Report
from align.reports.html import write_html
from align.reports.index import entry, write_index
from align.review.command import ReviewServer
from align.review.recheck import Remembering, recheck
from align.review.records import new_record, to_json
from align.review.server import Desk, Pages
from align.review.store import Store

PAGES = Pages(
    report=lambda report, settings: write_html(report, serve=settings),
    index=lambda rows: write_index([entry(report, href) for report, href in rows]),
)


@dataclass
class Client:
    """A browser of sorts: it knows the token when told to, and says where it comes from."""

    port: int
    token: str
    store: Store

    def ask(
        self, method: str, path: str, body: object = None, headers: Mapping[str, str] | None = None, known: bool = True
    ) -> tuple[int, Mapping[str, str], str]:
        own = {"Host": f"127.0.0.1:{self.port}"}
        if known:
            own |= {"Cookie": f"align_{self.port}={self.token}", "X-Align-Token": self.token}
        if method == "POST":
            own |= {"Origin": f"http://127.0.0.1:{self.port}", "Content-Type": "application/json"}
        own |= headers or {}
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        raw = body if isinstance(body, bytes) else None if body is None else json.dumps(body).encode()
        connection.request(method, path, raw, {k: v for k, v in own.items() if v != ""})
        answer = connection.getresponse()
        text = answer.read().decode()
        got = {k.lower(): v for k, v in answer.getheaders()}
        connection.close()
        return answer.status, got, text

    def json(self, method: str, path: str, body: object = None) -> tuple[int, Any]:
        status, _, text = self.ask(method, path, body)
        return status, json.loads(text)


@contextmanager
def serving(desk: Desk) -> Iterator[Client]:
    """A running server and somebody who knows its token."""
    server = ReviewServer(desk)
    thread = threading.Thread(target=server.run)
    thread.start()
    try:
        made = Client(server.port, parse_qs(urlsplit(server.url).query)["token"][0], desk.store)
        for _ in range(100):
            try:
                made.ask("GET", "/", known=False)
                break
            except OSError:
                time.sleep(0.02)
        yield made
    finally:
        server.stop()
        thread.join()


@pytest.fixture
def client(tmp_path: Path) -> Iterator[Client]:
    other = replace(samples.report("other.txt"), findings=())
    with (
        Store(tmp_path / "decisions.sqlite") as store,
        serving(Desk((samples.report(), other), store, PAGES, samples.check, "Mei")) as made,
    ):
        yield made


def act(**more: Any) -> dict[str, Any]:
    return to_json(new_record("Mei", samples.report().bitext.name, **{"verdict": "confirmed", **more}))


def test_the_address_with_token_gives_a_cookie_and_a_clean_address(client: Client) -> None:
    status, headers, _ = client.ask("GET", f"/?token={client.token}", known=False)
    assert (status, headers["location"]) == (303, "/")
    assert "HttpOnly" in headers["set-cookie"] and "SameSite=strict" in headers["set-cookie"]
    assert "access-control-allow-origin" not in headers
    assert client.ask("GET", "/?token=wrong", known=False)[0] == 403


@pytest.mark.parametrize("path", ["/", "/d/0", "/decisions.jsonl", "/api/0/records"])
def test_nothing_without_the_token(client: Client, path: str) -> None:
    assert client.ask("GET", path, known=False)[0] == 403
    assert client.ask("GET", path, headers={"Cookie": 'align="', "X-Align-Token": "né"})[0] == 403


@pytest.mark.parametrize(
    "headers",
    [
        {"Host": "evil.example"},
        {"Host": "127.0.0.1:1"},
        {"Origin": "http://evil.example"},
        {"Origin": "null"},
        {"Origin": ""},
        {"X-Align-Token": ""},
        {"Content-Type": "text/plain"},
    ],
)
def test_requests_of_other_sites_are_refused(client: Client, headers: dict[str, str]) -> None:
    status, got, _ = client.ask("POST", "/api/0/records", [act()], headers)
    assert status in (400, 403) and "access-control-allow-origin" not in got
    assert client.store.all() == []


def test_other_sites_cannot_frame_or_navigate_in(client: Client) -> None:
    assert client.ask("GET", "/d/0", headers={"Sec-Fetch-Site": "cross-site"})[0] == 403
    assert client.ask("OPTIONS", "/api/0/records")[0] == 405
    headers = client.ask("GET", "/d/0")[1]
    assert headers["x-frame-options"] == "DENY" and headers["cache-control"] == "no-store"


def test_decisions_are_saved_at_once_and_seen_by_others(client: Client) -> None:
    mine = act(finding="k1", comment="</script><script>alert(1)</script>")
    assert client.json("POST", "/api/0/records", [mine]) == (201, {"added": 1})
    assert client.json("POST", "/api/0/records", [mine]) == (201, {"added": 0})
    status, got = client.json("GET", "/api/0/records?after=0")
    assert status == 200 and got["records"] == [mine]
    assert client.json("GET", f"/api/0/records?after={got['seq']}")[1] == {"records": [], "seq": got["seq"]}
    assert client.json("GET", "/api/1/records?after=0")[1]["records"] == []
    assert to_json(client.store.all()[0]) == mine
    page = client.ask("GET", "/d/0")[2]
    assert "<script>alert(1)" not in page and mine["id"] in page
    assert json.loads(client.ask("GET", "/decisions.jsonl")[2]) == mine


@pytest.mark.parametrize(
    "body", [b"", b"{", b"[" * 50_000, b"\xff", {"a": 1}, [1], [{"id": "x"}], [{**act(), "verdict": "maybe"}]]
)
def test_unsound_bodies_are_one_line_and_change_nothing(client: Client, body: object) -> None:
    status, _, text = client.ask("POST", "/api/0/records", body)
    assert status == 400 and "\n" not in json.loads(text)["error"]
    assert client.store.all() == []


def test_all_or_none(client: Client) -> None:
    assert client.json("POST", "/api/0/records", [act(), {**act(), "scope": "world"}])[0] == 400
    assert client.store.all() == []


def test_recheck_says_what_is_gone_left_and_new(client: Client) -> None:
    found = samples.report().findings
    status, got = client.json(
        "POST", "/api/0/recheck", {"pair": 4, "target": "本季營收為3,400萬美元,積壓訂單創下1.2億美元??"}
    )
    assert status == 200
    assert got["gone"] == [found[2].key]
    assert [f["check"] for f in got["left"]] == ["quantity.value", "term.wrong"]
    assert [f["message"] for f in got["new"]] == ["Stray question marks."]
    for wrong in ({"pair": 99, "target": ""}, {"pair": True, "target": ""}, {"pair": 1}, [], None):
        assert client.json("POST", "/api/0/recheck", wrong)[0] == 400


def test_pages_and_index(client: Client) -> None:
    index = client.ask("GET", "/")[2]
    assert re.findall(r'<th scope="row"><a href="(.*?)"', index) == ["/d/0", "/d/1"]
    assert client.ask("GET", "/d/9")[0] == 404
    assert client.json("GET", "/api/9/records")[0] == 404
    assert client.json("GET", "/api/0/records?after=-1")[0] == 404


def test_a_taken_port_is_one_line(client: Client) -> None:
    with pytest.raises(ConfigError, match="choose another"):
        ReviewServer(Desk((samples.report(),), client.store, PAGES), port=client.port)


def test_long_documents_are_rechecked_around_the_line() -> None:
    pairs = tuple(samples.PAIRS[4:5]) * 900
    bitext = replace(
        samples.report().bitext, pairs=tuple(Pair(i, s, t, "speech", p) for i, (_, s, t, p) in enumerate(pairs))
    )
    seen: list[int] = []

    def check(given: Any) -> Report:
        seen.append(len(given.pairs))
        at = next((p for p in given.pairs if "340" in p.target and p.index == 40), None)
        found = () if at is None else (replace(samples.findings()[2], key="k", pair=40),)
        return Report(given, found, (None,) * len(given.pairs), "")

    report = Report(bitext, (replace(samples.findings()[2], key="k", pair=500),), (None,) * 900, "")
    assert recheck(report, 500, "改好了", check).gone == ("k",)
    assert seen == [81, 81]


def test_a_remembering_encoder_encodes_each_text_once() -> None:
    calls: list[list[str]] = []

    class Counting:
        def encode(self, sentences: list[str], /) -> Any:
            calls.append(sentences)
            return np.array([[len(s), 1.0] for s in sentences])

    encoder = Remembering(Counting(), most=3)
    assert encoder.encode(["a", "bb", "a"]).tolist() == [[1, 1], [2, 1], [1, 1]]
    encoder.encode(["bb", "ccc"])
    encoder.encode(["dddd"])
    assert calls == [["a", "bb"], ["ccc"], ["dddd"]]


def test_interrupted_from_the_keyboard_it_ends_well(tmp_path: Path) -> None:
    script = (
        "import sys, review_samples as s\n"
        "from align.review.command import default_reviewer, serve_review\n"
        "from align.review.server import Desk, Pages\n"
        "from align.review.store import Store\n"
        "pages = Pages(report=lambda r, c: r.bitext.name, index=lambda rows: 'index')\n"
        "with Store(sys.argv[1]) as store:\n"
        "    desk = Desk((s.report(),), store, pages, reviewer=default_reviewer())\n"
        "    serve_review(desk, lambda url: (sys.stdout.write(url + '\\n'), sys.stdout.flush()))\n"
        "sys.stdout.write('done\\n')\n"
    )
    here = str(Path(__file__).parent)
    child = subprocess.Popen(
        [sys.executable, "-c", script, str(tmp_path / "d.sqlite")],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": here},
    )
    assert child.stdout is not None
    url = urlsplit(child.stdout.readline().strip())
    assert url.hostname == "127.0.0.1"
    client = Client(url.port or 0, parse_qs(url.query)["token"][0], None)  # type: ignore[arg-type]
    for _ in range(200):
        try:
            if client.ask("GET", "/d/0")[2] == samples.report().bitext.name:
                break
        except OSError:
            time.sleep(0.02)
    child.send_signal(signal.SIGINT)
    out, err = child.communicate(timeout=20)
    assert (out, err, child.returncode) == ("done\n", "", 0)


def test_a_corrected_text_is_reviewed_with_its_documents_decisions(tmp_path: Path) -> None:
    report = samples.report()
    corrected = replace(report, bitext=replace(report.bitext, name=f"{report.bitext.name}.corrected"))
    with Store(tmp_path / "d.sqlite") as store, serving(Desk((corrected,), store, PAGES, samples.check)) as client:
        known = report.findings[2]
        store.add([new_record("Li", report.bitext.name, finding=known.key, check=known.check, verdict="wont_fix")])
        status, data = client.json("GET", "/api/0/records?after=0")
        assert status == 200 and [r["reviewer"] for r in data["records"]] == ["Li"]
        assert '"reviewer": "Li"' in client.ask("GET", "/d/0")[2]


def test_a_new_pairing_is_checked_at_once_and_only_then(tmp_path: Path) -> None:
    report = samples.report()
    four, five = ({"source": p.source, "target": p.target} for p in report.bitext.pairs[4:6])
    move = {
        "before": [four, five],
        "after": [{**four, "target": four["target"] + five["target"]}, {**five, "target": ""}],
    }
    runs: list[int] = []

    def check(bitext: Any) -> Report:
        runs.append(len(bitext.pairs))
        return samples.check(bitext)

    with Store(tmp_path / "d.sqlite") as store, serving(Desk((report,), store, PAGES, check)) as client:
        made = new_record("Mei", report.bitext.name, alignment=move)
        assert client.json("POST", "/api/0/records", [to_json(made)])[0] == 201
        status, outcome = client.json("POST", "/api/0/pairing", {})
        assert status == 200 and outcome["gone"] >= 2
        assert client.json("POST", "/api/0/pairing", {}) == (200, {"gone": 0, "new": 0}) and len(runs) == 1
        assert f'"applied": ["{made.id}"]' in client.ask("GET", "/d/0")[2]
        status, data = client.json("POST", "/api/0/recheck", {"pair": 5, "target": five["target"]})
        assert status == 200, "lines are checked in the pairing of now"
        evil = {**to_json(made), "id": "x" * 12, "alignment": {**move, "after": [four, {**five, "target": "改寫"}]}}
        status, data = client.json("POST", "/api/0/records", [evil])
        assert status == 400 and "must keep the texts" in data["error"]
        assert client.json("POST", "/api/7/pairing", {})[0] == 400
