"""Our own files under an address that changes with them, so that browsers may keep them for good."""

import mimetypes
import re
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from posixpath import normpath

from .answers import Body

YEAR = 365 * 24 * 3600
_IMPORT = re.compile(r'^import (?:[^"]* from )?"(\.\.?/[^"]+)"', re.MULTILINE)
_TYPES = {
    ".js": "text/javascript",
    ".svg": "image/svg+xml",
    ".geojson": "application/geo+json",
    ".json": "application/json",
    ".css": "text/css",
}


@dataclass(frozen=True)
class StaticFiles:
    """The files of ``static/`` and, under ``basemap/``, those of ``data/basemap/``."""

    static: Path
    basemap: Path

    @cached_property
    def _paths(self) -> dict[str, Path]:
        roots = (("", self.static), ("basemap/", self.basemap))
        return {
            start + path.relative_to(root).as_posix(): path
            for start, root in roots
            for path in sorted(root.rglob("*"))
            if path.is_file()
        }

    @cached_property
    def version(self) -> str:
        """A word that differs whenever a file does."""
        digest = sha256()
        for name, path in self._paths.items():
            digest.update(name.encode() + b"\0" + path.read_bytes())
        return digest.hexdigest()[:12]

    def url(self, name: str) -> str:
        """The address of a file; KeyError when there is none (a bug in a template)."""
        if name not in self._paths:
            raise KeyError(name)
        return f"/static/{self.version}/{name}"

    def modules(self, *names: str) -> list[str]:
        """The addresses of all modules that these import, and theirs, so that a page can ask for
        them at once instead of one after the other; KeyError when there is none."""
        found = list(names)
        for name in found:
            folder = name.rpartition("/")[0]
            text = self._paths[name].read_text(encoding="utf-8")
            imported = (normpath(f"{folder}/{own}") for own in _IMPORT.findall(text))
            found += [own for own in dict.fromkeys(imported) if own not in found]
        return [self.url(name) for name in found if name not in names]

    def has(self, name: str) -> bool:
        return name in self._paths

    def body(self, name: str) -> Body:
        """The bytes of a file; KeyError when there is none."""
        path = self._paths[name]
        kind = _TYPES.get(path.suffix) or mimetypes.guess_type(name)[0]
        return Body(path.read_bytes(), kind or "application/octet-stream", quality=11)
