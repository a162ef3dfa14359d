"""Which documents a run works on, and under which names their reports go."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from align.errors import InputError
from align.formats.read import ENDINGS

STDIN = "-"
# What must not become part of a file name: separators, control and bidi characters, reserved ones.
_UNSAFE = re.compile(r"[\x00-\x1f\x7f<>:\"|?*\\\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_MAX_NAME = 150
_INDEX = re.compile(r"index(?:-\d+)?")  # pages of the run's own


@dataclass(frozen=True)
class Document:
    """A document to check. `path` is None for standard input; `name` is relative, posix, without ending.

    `shown` is what reports and messages call the file where that is not its path.
    """

    name: str
    path: Path | None
    shown: Path | None = None

    @property
    def label(self) -> Path | None:
        """The path as the user gave it."""
        return self.shown or self.path


def work_list(paths: Iterable[str]) -> list[Document]:
    """The documents behind `paths` (files, folders, `-`), in the order given, folders sorted by name.

    Hidden files and the tool's own reports are passed over in folders; symbolic links that leave the folder
    are not followed. Raises InputError when a path does not exist or a folder holds nothing to check.
    """
    found: list[tuple[str, Path | None]] = []
    for given in dict.fromkeys(paths):
        if given == STDIN:
            found.append(("stdin", None))
            continue
        path = Path(given)
        try:
            if path.is_dir():
                found += _in_folder(path)
            elif path.exists():
                found.append((path.name, path))
            else:
                raise InputError(f"{given}: no such file or folder; check the path")
        except OSError as error:
            raise InputError(f"{given}: cannot be read ({error.strerror or error}); check the path") from error
    if not found:
        raise InputError("nothing to check: give transcripts, folders, or - for standard input")
    return _named(found)


def _in_folder(folder: Path) -> list[tuple[str, Path | None]]:
    root = folder.resolve()
    files: list[tuple[str, Path | None]] = []
    for path in sorted(folder.rglob("*")):
        relative = path.relative_to(folder)
        if path.suffix.lower() not in ENDINGS or any(part.startswith(".") for part in relative.parts):
            continue
        if _is_companion(path):
            continue
        if path.is_file() and path.resolve().is_relative_to(root):
            files.append((relative.as_posix(), path))
    if not files:
        endings = ", ".join(ENDINGS)
        raise InputError(f"{folder}: no transcripts in this folder (looked for {endings}); give files instead")
    return files


def _is_companion(path: Path) -> bool:
    """Files that lie beside transcripts and are none: notes, glossaries, manifests, gold lists, decisions."""
    name = path.name.lower()
    return (
        path.suffix.lower() == ".md"
        or name.startswith(("glossary", "manifest", "readme"))
        or name.endswith((".gold.jsonl", "decisions.jsonl"))
    )


def _named(found: Sequence[tuple[str, Path | None]]) -> list[Document]:
    """Safe names, unique even on file systems that fold case: the ending, then a number tells equals apart."""
    taken: set[str] = set()
    several = len(found) > 1
    documents = []
    for relative, path in found:
        pure = PurePosixPath(relative)
        plain = _safe(str(pure.with_suffix("")) if pure.suffix else relative)
        candidates = [plain, _safe(relative), *(f"{plain}-{n}" for n in range(2, len(found) + 3))]
        name = next(c for c in candidates if c.lower() not in taken and not (several and _INDEX.fullmatch(c.lower())))
        taken.add(name.lower())
        documents.append(Document(name, path))
    return documents


def _safe(name: str) -> str:
    parts = [_UNSAFE.sub("_", part).strip(" .")[:_MAX_NAME] for part in name.split("/")]
    return "/".join(part for part in parts if part and part != "..") or "document"
