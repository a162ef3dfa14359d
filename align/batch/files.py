"""Writing files so that nobody ever sees half of one."""

from __future__ import annotations

import hashlib
import os
import platform
import tempfile
from collections.abc import Iterable
from pathlib import Path

from align.errors import AlignError

_PART = ".align-"


def write_whole(path: Path, text: str) -> None:
    """Write `text` as UTF-8, like `write_bytes_whole`."""
    write_bytes_whole(path, text.encode("utf-8", "surrogatepass"))


def write_bytes_whole(path: Path, data: bytes) -> None:
    """Write `data` to a temporary file beside `path` and move it into place.

    Raises AlignError in one line when that fails (full disk, no permission); no partial file stays behind.
    """
    write_pieces_whole(path, (data,))


def write_pieces_whole(path: Path, pieces: Iterable[bytes]) -> None:
    """Write what is made piece by piece, like `write_bytes_whole`."""
    temporary: str | None = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        prefix = f"{_PART}{_host()}-{os.getpid()}-"
        handle, temporary = tempfile.mkstemp(prefix=prefix, suffix=".part", dir=path.parent)
        with os.fdopen(handle, "wb") as stream:
            stream.writelines(pieces)
            stream.flush()
            os.fsync(stream.fileno())
        Path(temporary).chmod(0o666 & ~_umask())
        Path(temporary).replace(path)
    except BaseException as error:
        if temporary is not None:
            Path(temporary).unlink(missing_ok=True)
        if not isinstance(error, OSError):
            raise
        reason = error.strerror or str(error)
        raise AlignError(f"{path}: cannot be written ({reason}); choose another folder with -o") from error


def remove_leftovers(folder: Path) -> None:
    """Remove what killed processes of this machine left half-written below `folder`."""
    if not folder.is_dir():
        return
    for part in folder.rglob(f"{_PART}{_host()}-*.part"):
        pid = part.name.removeprefix(f"{_PART}{_host()}-").split("-", 1)[0]
        if pid.isdigit() and not _alive(int(pid)):
            part.unlink(missing_ok=True)


def _alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except OSError:
        pass  # it exists and belongs to somebody else
    try:
        # A killed process whose parent is gone too may stay listed as a zombie.
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except (OSError, IndexError):
        return True


def _host() -> str:
    """A short name of this machine: process numbers mean nothing on another one that shares the folder."""
    return hashlib.sha256(platform.node().encode()).hexdigest()[:8]


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
