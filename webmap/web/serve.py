"""Put the app on a port: gunicorn, or waitress on Windows.

Nothing about who asks for what is kept: there is no access log, and what the
servers say of a broken request is cut down to its path.
"""

import errno
import socket
import sys
from collections.abc import Callable
from typing import Any
from wsgiref.types import WSGIApplication

from ..places.errors import ForPeople

WORKERS = 2
THREADS = 4
BACKLOG = 1024

_IN_USE = {errno.EADDRINUSE, 10048}
_FORBIDDEN = {errno.EACCES, errno.EPERM, 10013}


class CannotServe(ForPeople):
    """The address cannot be used; its text tells a person why and what to do."""


def serve(app: WSGIApplication, host: str, port: int, announce: Callable[[], None]) -> None:
    """Serve until stopped; `announce` is called once connections are taken.

    `app` is shared by forked workers, so it must hold no open database or thread.
    Raises CannotServe before anything is started.
    """
    listener = claim(host, port)
    if sys.platform == "win32":
        _with_waitress(app, listener, announce)
    else:
        _with_gunicorn(app, listener, announce)


def claim(host: str, port: int) -> socket.socket:
    """A socket that listens there. Raises CannotServe."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family, backlog=BACKLOG)
    except OverflowError as error:
        raise CannotServe(f"ポート番号は 0 から 65535 までです（{port}）。") from error
    except OSError as error:
        raise CannotServe(_why_not(error, host, port)) from error


def _why_not(error: OSError, host: str, port: int) -> str:
    if error.errno in _IN_USE:
        return (
            f"ポート {port} は、ほかのプログラムが使っています。"
            f"そのプログラムを止めるか、ほかの番号（{port % 60000 + 1} など）にしてください。"
        )
    if error.errno in _FORBIDDEN:
        return f"ポート {port} を使うことが許されていません。1024 以上の番号にしてください。"
    reason = str(error.strerror).partition(" (while")[0]
    return f"アドレス {host} を、このコンピューターでは使えません（{reason}）。"


def _tell(announce: Callable[[], None]) -> None:
    """Flushed, or each forked worker would print it again."""
    announce()
    sys.stdout.flush()


def _with_waitress(app: WSGIApplication, listener: socket.socket, tell: Callable[[], None]) -> None:
    from waitress.server import create_server

    server = create_server(app, sockets=[listener], threads=WORKERS * THREADS, ident=None)
    _tell(tell)
    server.run()


def _with_gunicorn(app: WSGIApplication, listener: socket.socket, tell: Callable[[], None]) -> None:
    from gunicorn.app.base import BaseApplication
    from gunicorn.glogging import Logger

    class PathsOnly(Logger):
        """gunicorn's own messages without query strings and network addresses."""

        def warning(self, msg: object, *args: Any, **kwargs: Any) -> None:
            if str(msg).startswith("Invalid request"):  # "… from ip=…: GET /?…"
                msg, args = "Invalid request", ()
            super().warning(msg, *args, **kwargs)

        def exception(self, msg: object, *args: Any, **kwargs: Any) -> None:
            paths = (a.partition("?")[0] if isinstance(a, str) else a for a in args)
            super().exception(msg, *paths, **kwargs)

    settings = {
        "bind": f"fd://{listener.detach()}",
        "worker_class": "gthread",
        "workers": WORKERS,
        "threads": THREADS,
        "control_socket_disable": True,
        "loglevel": "warning",
        "accesslog": None,
        "logger_class": PathsOnly,
        "when_ready": lambda _arbiter: _tell(tell),
    }

    class Server(BaseApplication):
        def load_config(self) -> None:
            for name, value in settings.items():
                self.cfg.set(name, value)

        def load(self) -> Any:
            return app

    Server().run()
