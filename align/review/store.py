"""The store of decisions: append-only, SQLite beside the reports or a PostgreSQL that a team shares."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any

from sqlalchemy import (
    Column,
    Engine,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    create_engine,
    event,
    make_url,
    select,
    text,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import ArgumentError, NoSuchModuleError, SQLAlchemyError

from align.errors import ConfigError, InputError
from align.review.records import Record, from_json, from_jsonl, to_json, to_jsonl

_METADATA = MetaData()
# `body` is the record itself; the other columns only find it.
_TABLE = Table(
    "align_decisions",
    _METADATA,
    Column("seq", Integer, primary_key=True, autoincrement=True),
    Column("id", Text, nullable=False, unique=True),
    Column("document", Text, nullable=False),
    Column("body", Text, nullable=False),
    Index("align_decisions_document", "document", "seq"),
    sqlite_autoincrement=True,
)


@dataclass(frozen=True)
class Stored:
    """A record and its place in the order of arrival, from 1, growing."""

    seq: int
    record: Record


class Store:
    """Keeps records and never changes one. Safe to use from several threads and processes at once."""

    def __init__(self, where: str | Path) -> None:
        """`where` is a file (made if missing) or a database URL. Raises ConfigError when it cannot be opened."""
        self.where = str(where)
        self._engine = _engine(self.where)
        try:
            _METADATA.create_all(self._engine)
        except SQLAlchemyError as error:
            self._engine.dispose()
            raise ConfigError(f"decision store {_shown(self.where)} cannot be opened: {_first_line(error)}") from None

    def add(self, records: Iterable[Record]) -> int:
        """Append records that are not there yet; all or none. Returns how many were new.

        When this returns they are on disk. Raises InputError when an id is known with other content.
        """
        rows = [{"id": r.id, "document": _clean(r.document), "body": _body(r)} for r in records]
        insert: Any = postgresql.insert if self._engine.dialect.name == "postgresql" else sqlite.insert
        added = 0
        with self._engine.begin() as connection:
            if self._engine.dialect.name == "postgresql":
                # One writer at a time, so that numbers become visible in their order and nobody skips one.
                connection.execute(text(f"LOCK TABLE {_TABLE.name} IN SHARE ROW EXCLUSIVE MODE"))
            for row in rows:
                result = connection.execute(insert(_TABLE).values(row).on_conflict_do_nothing())
                if result.rowcount:
                    added += 1
                elif connection.scalar(select(_TABLE.c.body).where(_TABLE.c.id == row["id"])) != row["body"]:
                    raise InputError(f"decision {row['id']} is already stored with other content; nothing was added")
        return added

    def records(self, after: int = 0, document: str | None = None) -> Sequence[Stored]:
        """Records in order of arrival, those with a greater `seq` than `after`, of one document or of all."""
        query = select(_TABLE.c.seq, _TABLE.c.body).where(_TABLE.c.seq > after).order_by(_TABLE.c.seq)
        if document is not None:
            query = query.where(_TABLE.c.document == _clean(document))
        with self._engine.connect() as connection:
            return [Stored(seq, from_json(json.loads(body))) for seq, body in connection.execute(query)]

    def all(self) -> list[Record]:
        """Every record in order of arrival."""
        return [stored.record for stored in self.records()]

    def export_jsonl(self) -> str:
        """Everything as JSON Lines; `import_jsonl` into an empty store gives the same store."""
        return to_jsonl(self.all())

    def import_jsonl(self, lines: str, name: str = "decisions") -> int:
        """Add the records of a JSON Lines text; all or none. Returns how many were new. Raises InputError."""
        return self.add(from_jsonl(lines, name))

    def close(self) -> None:
        """Give back files and connections."""
        self._engine.dispose()

    def __enter__(self) -> Store:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()


def _engine(where: str) -> Engine:
    if "://" not in where:
        path = Path(where)
        if path.is_dir():
            raise ConfigError(f"decision store {where} is a folder; name a file in it")
        path.parent.mkdir(parents=True, exist_ok=True)
        where = f"sqlite:///{path}"
    try:
        url = make_url(where)
        if url.drivername in ("postgresql", "postgres"):
            url = url.set(drivername="postgresql+pg8000")
        engine = create_engine(url, pool_pre_ping=True)
    except ModuleNotFoundError:
        raise ConfigError("PostgreSQL needs a driver: install align-qa[postgres]") from None
    except (ArgumentError, NoSuchModuleError, ValueError):
        raise ConfigError(f"decision store {_shown(where)!r} is neither a file nor a known database URL") from None
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _sqlite_settings)
    elif engine.dialect.name != "postgresql":
        raise ConfigError(f"decision store: {engine.dialect.name} is not supported, use a file or postgresql://")
    return engine


def _sqlite_settings(connection: Any, _: object) -> None:
    """Readers do not block writers; a commit is on disk when it returns; a busy file is waited for."""
    cursor = connection.cursor()
    for setting in ("busy_timeout = 30000", "journal_mode = WAL", "synchronous = FULL"):
        cursor.execute(f"PRAGMA {setting}")
    cursor.close()


def _body(record: Record) -> str:
    return json.dumps(to_json(record), ensure_ascii=True, sort_keys=True)


def _clean(name: str) -> str:
    """What both databases can hold: no NUL, no lone surrogate."""
    return name.replace("\0", "\u2400").encode("utf-8", "replace").decode("utf-8")


def _shown(where: str) -> str:
    """The place without its password."""
    try:
        return make_url(where).render_as_string(hide_password=True) if "://" in where else where
    except ArgumentError:
        return where.split("://", 1)[0] + "://…"


def _first_line(error: SQLAlchemyError) -> str:
    cause = error.__cause__ or error
    return str(cause).splitlines()[0][:200] if str(cause) else type(cause).__name__
