"""The configuration file: `align.toml`, or `[tool.align]` in pyproject.toml. What it may say and what it means."""

from __future__ import annotations

import difflib
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

from align import policy
from align.batch.plan import FORMATS, Company
from align.checks.registry import all_checks, check_by_id
from align.errors import ConfigError
from align.model import Severity
from align.packs.glossary import load_glossary, merge
from align.qa import Settings, matches, select
from align.text.untrusted import read_file

NAMES = ("align.toml", "pyproject.toml")
LANGUAGES = ("zh-Hant-TW", "zh-Hans-CN")
MAX_BYTES = 1024 * 1024


@dataclass(frozen=True)
class Config:
    """What the file says; what it does not say is None or empty. Paths stand as the working directory sees them."""

    path: Path | None = None
    model: str | None = None
    lang: str | None = None
    output: str | None = None
    decisions: str | None = None
    cache: str | None = None
    manifest: str | None = None
    jobs: int | None = None
    formats: tuple[str, ...] = ()
    fail_on: tuple[str, ...] = ()
    only: tuple[str, ...] = ()
    skip: tuple[str, ...] = ()
    glossaries: tuple[str, ...] = ()
    severities: Mapping[str, Severity] = field(default_factory=dict)
    options: Mapping[str, Mapping[str, object]] = field(default_factory=dict)
    companies: tuple[Company, ...] = ()


def load(path: Path | None = None, profile: str | None = None, folder: Path | None = None) -> Config:
    """The configuration in `path`, else in `folder` (default: the working directory), else an empty one.

    What `[profile.NAME]` says stands above the rest of the file. Raises ConfigError, naming the file and the nearest
    known word, for whatever is unknown or of the wrong kind, and InputError for a file that cannot be read.
    """
    found = (path, _table(path)) if path is not None else _found(folder or Path())
    if found is None:
        if profile is not None:
            raise ConfigError(f"--profile {profile}: no {' or '.join(NAMES)} here; `align init` writes one")
        return Config()
    where, table = found
    reader = _Reader(where)
    profiles = reader.table(table.get("profile", {}), "profile")
    base = reader.values({k: v for k, v in table.items() if k != "profile"}, "")
    named = {name: reader.values(reader.table(v, f"profile.{name}"), f"profile.{name}") for name, v in profiles.items()}
    chosen: dict[str, Any] = {}
    if profile is not None:
        if profile not in named:
            raise ConfigError(f"{where}: no profile {profile!r}{_nearest(profile, named)}")
        chosen = named[profile]
    both = {**base, **chosen}
    for name in ("severities", "options"):
        both[name] = {**base.get(name, {}), **chosen.get(name, {})}
    return Config(path=where, **both)


@cache
def terms_of(files: tuple[str, ...]) -> Any:
    """The terms of these glossaries together, later files above earlier ones; None without any."""
    return merge([load_glossary(Path(file)) for file in files]) if files else None


def _found(folder: Path) -> tuple[Path, Mapping[str, Any]] | None:
    for name in NAMES:
        path = folder / name
        if path.is_file():
            table = _table(path)
            if table or name != "pyproject.toml":
                return path, table
    return None


def _table(path: Path) -> Mapping[str, Any]:
    """The part of a TOML file that is ours."""
    toml: Any = import_module("tomllib" if sys.version_info >= (3, 11) else "tomli")
    try:
        whole: dict[str, Any] = toml.loads(
            read_file(path, MAX_BYTES, advice="is it a configuration file?").decode("utf-8")
        )
    except UnicodeDecodeError as error:
        raise ConfigError(f"{path}: not UTF-8 text; save it as UTF-8") from error
    except (ValueError, RecursionError) as error:  # a number of thousands of digits is a plain ValueError
        raise ConfigError(f"{path}: not valid TOML ({' '.join(str(error).split())})") from error
    if path.name == "pyproject.toml":
        tools = whole.get("tool", {})
        ours = tools.get("align", {}) if isinstance(tools, dict) else {}
        return _as_table(ours, f"{path}: [tool.align]")
    return whole


def _as_table(value: object, where: str) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        raise ConfigError(f"{where} must be a table")
    return value


class _Reader:
    """Values of one file, checked one by one; every complaint names the file and the place in it."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._folder = path.parent
        strings, paths = self._strings, self._paths
        self._kinds: dict[str, tuple[str, Callable[[Any, str], Any]]] = {
            "model": ("model", self._model),
            "lang": ("lang", lambda v, at: self._choice(v, at, LANGUAGES)),
            "output": ("output", self._a_path),
            "decisions": ("decisions", self._a_path),
            "cache": ("cache", self._a_path),
            "manifest": ("manifest", self._a_path),
            "jobs": ("jobs", self._jobs),
            "formats": ("formats", lambda v, at: tuple(self._choice(x, at, FORMATS) for x in strings(v, at))),
            "fail_on": ("fail_on", self._fail_on),
            "only": ("only", self._patterns),
            "skip": ("skip", self._patterns),
            "glossaries": ("glossaries", paths),
            "severities": ("severities", self._severities),
            "options": ("options", self._options),
            "company": ("companies", self._companies),
        }

    def values(self, table: Mapping[str, Any], at: str) -> dict[str, Any]:
        """Fields of `Config` by name."""
        out: dict[str, Any] = {}
        for key, value in table.items():
            if key not in self._kinds:
                known = [*self._kinds] + ([] if at else ["profile"])
                raise ConfigError(f"{self._path}: unknown key {_joined(at, key)!r}{_nearest(key, known)}")
            name, read = self._kinds[key]
            out[name] = read(value, _joined(at, key))
        return out

    def table(self, value: object, at: str) -> Mapping[str, Any]:
        """The value as a table."""
        return _as_table(value, f"{self._path}: {at}")

    def _bad(self, at: str, need: str) -> ConfigError:
        return ConfigError(f"{self._path}: {at} must be {need}")

    def _string(self, value: object, at: str) -> str:
        if not isinstance(value, str) or not value.strip():
            raise self._bad(at, "a text in quotes")
        return value

    def _strings(self, value: object, at: str) -> tuple[str, ...]:
        """A list of texts; a single one may stand without brackets."""
        items = [value] if isinstance(value, str) else value
        if not isinstance(items, list):
            raise self._bad(at, "a list of texts")
        return tuple(self._string(item, at) for item in items)

    def _choice(self, value: object, at: str, known: Sequence[str]) -> str:
        word = self._string(value, at)
        if word not in known:
            raise ConfigError(f"{self._path}: {at}: unknown {word!r}{_nearest(word, known)}")
        return word

    def _a_path(self, value: object, at: str) -> str:
        """Relative paths are meant from the file's own folder; addresses of databases stay as they are."""
        word = self._string(value, at)
        return word if "://" in word else str(self._folder / word)

    def _paths(self, value: object, at: str) -> tuple[str, ...]:
        return tuple(self._a_path(word, at) for word in self._strings(value, at))

    def _model(self, value: object, at: str) -> str:
        word = self._string(value, at)
        try:
            return str(self._folder / word) if (self._folder / word).is_dir() else word
        except (OSError, ValueError):  # nothing that could be the name of a folder
            return word

    def _jobs(self, value: object, at: str) -> int:
        if not isinstance(value, int) or isinstance(value, bool) or not 1 <= value <= 256:
            raise self._bad(at, "a whole number from 1 to 256")
        return value

    def _fail_on(self, value: object, at: str) -> tuple[str, ...]:
        rules = self._strings(value, at)
        self._told(at, lambda: policy.parse(rules))
        return rules

    def _patterns(self, value: object, at: str) -> tuple[str, ...]:
        patterns = self._strings(value, at)
        self._told(at, lambda: select(Settings(only=patterns)))
        return patterns

    def _told(self, at: str, call: Callable[[], object]) -> None:
        """Say in which file the words stand that `call` does not know."""
        try:
            call()
        except ConfigError as error:
            raise ConfigError(f"{self._path}: {at}: {error}") from error

    def _severities(self, value: object, at: str) -> dict[str, Severity]:
        """By check id or group; a dotted key without quotes is a nested table in TOML."""
        out: dict[str, Severity] = {}
        for pattern, word in _flat(self.table(value, at)):
            severity = Severity(self._choice(word, f"{at}.{pattern}", [s.value for s in Severity]))
            ids = [c.id for c in all_checks() if matches(c.id, pattern)]
            if not ids:
                self._told(at, lambda pattern=pattern: check_by_id(pattern))  # type: ignore[misc]
            out |= dict.fromkeys(ids, severity)
        return out

    def _options(self, value: object, at: str) -> dict[str, dict[str, object]]:
        out: dict[str, dict[str, object]] = {}
        for words, given in _flat(self.table(value, at)):
            check_id, _, name = words.rpartition(".")
            self._told(at, lambda check_id=check_id: check_by_id(check_id))  # type: ignore[misc]
            known = check_by_id(check_id).options
            if name not in known:
                near = _nearest(name, known) if known else "; it has none"
                raise ConfigError(f"{self._path}: {at}: {check_id} has no option {name!r}{near}")
            if not _same_kind(given, known[name]):
                raise self._bad(f"{at}.{words}", f"a value like {known[name]!r}")
            out.setdefault(check_id, {})[name] = tuple(given) if isinstance(given, list) else given
        return out

    def _companies(self, value: object, at: str) -> tuple[Company, ...]:
        if not isinstance(value, list):
            raise self._bad(at, "written as [[company]]")
        found = []
        for number, item in enumerate(value, start=1):
            table = self.table(item, f"{at} {number}")
            for key in table:
                if key not in ("match", "glossaries"):
                    near = _nearest(key, ("match", "glossaries"))
                    raise ConfigError(f"{self._path}: unknown key {key!r} in {at} {number}{near}")
            match = self._strings(table.get("match"), f"{at} {number}: match")
            files = self._paths(table.get("glossaries"), f"{at} {number}: glossaries")
            found.append(Company(match, terms_of(files)))
        return tuple(found)


def _flat(table: Mapping[str, Any], above: str = "") -> Iterable[tuple[str, Any]]:
    """(dotted name, value) of everything that is no table itself."""
    for key, value in table.items():
        if isinstance(value, dict):
            yield from _flat(value, _joined(above, key))
        else:
            yield _joined(above, key), value


def _same_kind(value: object, default: object) -> bool:
    if isinstance(default, bool) or isinstance(value, bool):
        return isinstance(value, bool) and isinstance(default, bool)
    if isinstance(default, int | float):
        return isinstance(value, int | float)
    if isinstance(default, list | tuple):
        return isinstance(value, list)
    return default is None or isinstance(value, type(default))


def _joined(above: str, key: str) -> str:
    return f"{above}.{key}" if above else key


def _nearest(word: str, known: Iterable[str]) -> str:
    names = sorted(known)
    near = difflib.get_close_matches(word, names, n=1, cutoff=0.5)
    return f"; did you mean {near[0]}?" if near else f"; known are {', '.join(names) or 'none'}"
