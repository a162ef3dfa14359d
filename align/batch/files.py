"""Writing files so that nobody ever sees half of one."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from align.errors import AlignError


def write_whole(path: Path, text: str) -> None:
    """Write `text` to a temporary file beside `path` and move it into place.

    Raises AlignError in one line when that fails (full disk, no permission); no partial file stays behind.
    """
    temporary: str | None = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(prefix=f".{path.name[:40]}.", suffix=".part", dir=path.parent)
        with os.fdopen(handle, "w", encoding="utf-8", errors="surrogatepass", newline="") as stream:
            stream.write(text)
            stream.flush()
            os.fsync(stream.fileno())
        Path(temporary).chmod(0o666 & ~_umask())
        Path(temporary).replace(path)
    except OSError as error:
        if temporary is not None:
            Path(temporary).unlink(missing_ok=True)
        reason = error.strerror or str(error)
        raise AlignError(f"{path}: cannot be written ({reason}); choose another folder with -o") from error


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
