"""Lines of files of any size, plain or packed (.gz, .zst), read and written piece by piece."""

from __future__ import annotations

import gzip
import io
import sys
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, cast

from align.errors import InputError

MAX_LINE = 1024 * 1024
_CHUNK = 256 * 1024
PACKED = (".gz", ".zst")


@dataclass(frozen=True)
class Line:
    """A line without its end. `end` is the offset (bytes of the unpacked text) of the next one; `whole` is false
    when it was longer than MAX_LINE and is cut."""

    data: bytes
    end: int
    whole: bool = True


def open_input(path: Path | None) -> IO[bytes]:
    """The unpacked bytes of a file, or of standard input. Raises InputError."""
    if path is None:
        return sys.stdin.buffer
    try:
        if path.suffix == ".gz":
            return cast(IO[bytes], gzip.open(path, "rb"))
        file = path.open("rb")
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({error.strerror or error}); check the path") from error
    if path.suffix != ".zst":
        return file
    return io.BufferedReader(_Zst(file), _CHUNK)


class _Zst(io.RawIOBase):
    """The unpacked bytes of zstd frames. Unlike the library's reader it notices a last frame that is cut off."""

    # A block of four bytes can unpack to 128 KB: so little at a time that the memory stays bounded.
    _STEP = 1024

    def __init__(self, file: IO[bytes]) -> None:
        import zstandard

        # A frame may ask for a window of gigabytes; 128 MB is what the format's own tool allows.
        self._frames = zstandard.ZstdDecompressor(max_window_size=1 << 27)
        self._file = file
        self._frame: Any = None
        self._packed = self._unpacked = b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any, /) -> int:
        while not self._unpacked:
            self._packed = self._packed or self._file.read(self._STEP)
            if not self._packed:
                if self._frame is not None:
                    raise EOFError("the last frame is cut off")
                return 0
            self._frame = self._frame or self._frames.decompressobj()
            self._unpacked, self._packed = self._frame.decompress(self._packed), b""
            if self._frame.eof:
                self._packed, self._frame = self._frame.unused_data, None
        count = min(len(buffer), len(self._unpacked))
        buffer[:count], self._unpacked = self._unpacked[:count], self._unpacked[count:]
        return count

    def close(self) -> None:
        self._file.close()
        super().close()


def skip_to(file: IO[bytes], offset: int, path: Path | None) -> None:
    """Move a fresh stream to an offset. Raises InputError when the text ends before it."""
    if path is not None and path.suffix not in PACKED:
        if offset > path.stat().st_size:
            raise InputError(f"{path}: ends before byte {offset}; is this the file that was being scored?")
        file.seek(offset)
        return
    left = offset
    while left:
        data = _read(file, path, min(_CHUNK, left))
        if not data:
            raise InputError(f"{path or 'standard input'}: ends before byte {offset}; is this the same text?")
        left -= len(data)


def lines(file: IO[bytes], path: Path | None, offset: int = 0) -> Iterator[Line]:
    """The lines from here on, which is `offset`. Raises InputError when the packed data are broken.

    Never more than one line and one chunk is held, whatever the file.
    """
    rest, long = b"", False
    while chunk := _read(file, path, _CHUNK):
        start = 0
        while (at := chunk.find(b"\n", start)) >= 0:
            piece = chunk[start:at]
            offset += at + 1 - start
            whole = not long and len(rest) + len(piece) <= MAX_LINE
            yield Line((rest + piece)[:MAX_LINE].removesuffix(b"\r"), offset, whole)
            rest, long, start = b"", False, at + 1
        tail = chunk[start:]
        offset += len(tail)
        if not long:
            rest += tail
            rest, long = rest[:MAX_LINE], len(rest) > MAX_LINE
    if rest:
        yield Line(rest.removesuffix(b"\r"), offset, not long)


def packed(data: bytes, path: Path | None) -> bytes:
    """The data as a member (.gz) or frame (.zst) of its own: such pieces one after the other are a valid file."""
    suffix = "" if path is None else path.suffix
    if suffix == ".gz":
        return gzip.compress(data, compresslevel=6, mtime=0)
    if suffix == ".zst":
        import zstandard

        frame: bytes = zstandard.ZstdCompressor(level=3).compress(data)
        return frame
    return data


def _read(file: IO[bytes], path: Path | None, size: int) -> bytes:
    try:
        return file.read(size)
    except (OSError, EOFError, zlib.error) as error:
        raise InputError(f"{path}: broken or cut off ({' '.join(str(error).split())}); copy the file again") from error
    except Exception as error:  # zstandard's own error is known only where zstandard is
        if _is_zstd(error):
            raise InputError(f"{path}: broken zstd data ({' '.join(str(error).split())})") from error
        raise


def _is_zstd(error: BaseException) -> bool:
    module: Any = sys.modules.get("zstandard")
    return module is not None and isinstance(error, module.ZstdError)
