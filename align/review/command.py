"""`align review`: opens the server on this machine and says where."""

from __future__ import annotations

import contextlib
import getpass
import secrets
import socket
from collections.abc import Callable

import uvicorn

from align.errors import ConfigError
from align.review.server import Desk, make_app


def default_reviewer() -> str:
    """The name of the user of this machine, for records."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "reviewer"


class ReviewServer:
    """A server bound to a loopback port. `url` is what to open; it holds the token."""

    def __init__(self, desk: Desk, port: int = 0) -> None:
        """Binds at once; port 0 takes a free one. Raises ConfigError when the port is taken."""
        self._socket = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        try:
            self._socket.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            self._socket.bind(("127.0.0.1", port))
            # From here on a browser that is quicker than the server waits instead of being refused.
            self._socket.listen(128)
        except (OSError, OverflowError) as error:
            self._socket.close()
            raise ConfigError(f"port {port} cannot be used ({error}); choose another with --port") from None
        self.port: int = self._socket.getsockname()[1]
        token = secrets.token_urlsafe(24)
        self.url = f"http://127.0.0.1:{self.port}/?token={token}"
        settings = uvicorn.Config(
            make_app(desk, token, self.port),
            log_level="warning",
            access_log=False,
            server_header=False,
            timeout_graceful_shutdown=3,
        )
        self._server = uvicorn.Server(settings)

    def run(self) -> None:
        """Serve until interrupted (Ctrl+C, which is the normal end) or `stop` is called."""
        try:
            with contextlib.suppress(KeyboardInterrupt):
                self._server.run(sockets=[self._socket])
        finally:
            self._socket.close()

    def stop(self) -> None:
        """End `run`, from any thread."""
        self._server.should_exit = True


def serve_review(desk: Desk, announce: Callable[[str], None], port: int = 0, browse: bool = False) -> None:
    """Open the server, tell `announce` the address, optionally open a browser, and serve until Ctrl+C."""
    server = ReviewServer(desk, port)
    announce(server.url)
    if browse:
        import webbrowser

        webbrowser.open(server.url)
    server.run()
