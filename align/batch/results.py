"""What became of every document of a run, kept on disk: memory must not grow with the length of the work list."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from types import TracebackType
from typing import Any

from align.batch import state
from align.batch.plan import Done
from align.reports.index import VERDICTS, Entry

_TABLE = """
create table done (
    name blob primary key, verdict integer, cost real, error text, blocking integer, record text
) without rowid
"""


class Results:
    """A store of `Done` that lasts as long as the run. A document added again replaces what was known of it."""

    def __init__(self) -> None:
        # An empty name is a private file of SQLite's own in the folder for temporary files; it goes with the connection.
        self._db = sqlite3.connect("")
        self._db.execute("pragma journal_mode = off")
        self._db.execute(_TABLE)

    def __enter__(self) -> Results:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._db.close()

    def add(self, done: Done) -> None:
        """Keep what the overview needs of it."""
        entry = done.entry
        row = (
            _key(done.name),
            VERDICTS.index(entry.verdict) if entry is not None else None,
            entry.cost if entry is not None else None,
            done.error,
            done.blocking,
            json.dumps(state.to_record(done)) if entry is not None else None,
        )
        self._db.execute("insert or replace into done values (?, ?, ?, ?, ?, ?)", row)

    def __len__(self) -> int:
        return int(self._one("select count(*) from done"))

    @property
    def blocking(self) -> bool:
        """Whether a document has findings that make the run fail."""
        return bool(self._one("select count(*) from done where blocking"))

    @property
    def incomplete(self) -> bool:
        """Whether a document could not be checked."""
        return bool(self._one("select count(*) from done where error is not null"))

    def by_name(self) -> Iterator[Done]:
        """The checked documents in the order of their names."""
        for (record,) in self._db.execute("select record from done where record is not null order by name"):
            yield state.from_record(json.loads(record))

    def worst_first(self) -> Iterator[Entry]:
        """The rows of the index page in its order."""
        rows = "select record from done where record is not null order by verdict, cost desc, name"
        for (record,) in self._db.execute(rows):
            entry = state.from_record(json.loads(record)).entry
            assert entry is not None
            yield entry

    def failed(self) -> Iterator[tuple[str, str]]:
        """(name, reason) of what could not be checked, by name."""
        for name, error in self._db.execute("select name, error from done where error is not null order by name"):
            yield bytes(name).decode("utf-8", "surrogatepass"), str(error)

    def _one(self, query: str) -> Any:
        return self._db.execute(query).fetchone()[0]


def _key(name: str) -> bytes:
    # File names may hold what is no text; as bytes they sort as they do as text.
    return name.encode("utf-8", "surrogatepass")
