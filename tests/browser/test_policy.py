"""The pages' Content-Security-Policy in a browser: nothing of ours is stopped, and everything else is."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from waiting import keys, until

Open = Callable[..., Any]
# The browser tells of each thing that the policy stopped.
LISTEN = """() => { window.stopped = []; document.addEventListener('securitypolicyviolation',
    event => window.stopped.push(event.effectiveDirective)); }"""
STOPPED = "window.stopped"
ATTACKS = {
    "script-src-elem": "const s = document.createElement('script'); s.textContent = 'window.evil = 1'; document.body.append(s)",
    "script-src-attr": "document.body.insertAdjacentHTML('beforeend', '<b onclick=\"window.evil = 1\" id=bad>x</b>'); "
    "document.getElementById('bad').click()",
    "style-src-attr": "document.body.insertAdjacentHTML('beforeend', '<b style=\"color: red\">x</b>')",
    "img-src": "const i = document.createElement('img'); i.src = 'http://127.0.0.1:9/x.png'; document.body.append(i)",
    "frame-src": "const f = document.createElement('iframe'); f.src = 'http://127.0.0.1:9/'; document.body.append(f)",
    "connect-src": "fetch('http://127.0.0.1:9/').catch(() => 0)",
    "form-action": "const f = document.createElement('form'); f.action = 'http://127.0.0.1:9/'; document.body.append(f); "
    "f.submit()",
    "base-uri": "const b = document.createElement('base'); b.href = 'http://127.0.0.1:9/'; document.head.append(b)",
}


def use(page: Any) -> None:
    """What a reviewer does: walk, decide, undo, filter, open and close what opens."""
    page.evaluate(LISTEN)
    keys(page, "j", "a", "x", "u", "?", "Escape", "/", "Escape")
    assert page.evaluate(STOPPED) == []


def attack(page: Any) -> None:
    for directive, script in ATTACKS.items():
        page.evaluate(f"() => {{ {script} }}")
        until(page, f"window.stopped.some(word => '{directive}'.startsWith(word) || word.startsWith('{directive}'))")
    assert page.evaluate("window.evil") is None


def test_file(open_file: Open, watch: Any) -> None:
    page = open_file()
    use(page)
    assert watch.errors == [] and all(url.startswith("file:") for url in watch.requests)
    attack(page)
    watch.errors.clear()  # what the attacks were answered with


def test_served(open_served: Open, served: Any, watch: Any) -> None:
    page = open_served()
    use(page)
    assert watch.errors == [] and all(url.startswith(f"http://127.0.0.1:{served.port}/") for url in watch.requests)
    attack(page)
    watch.errors.clear()
