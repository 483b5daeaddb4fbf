"""What the surroundings say: the environment variables, read once, listed in the README."""

import os
import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from .places.errors import ForPeople, NotUnderstood
from .places.location import ONLINE

ROOT = Path(__file__).resolve().parent.parent
TOKYO = ZoneInfo("Asia/Tokyo")

VARIABLES = {
    "PORT": "番号。ふつうは 8000",
    "HOST": "きく場所。ふつうは 127.0.0.1（この機械だけ）",
    "WEBMAP_DATABASE": "データベース（SQLite）のファイル。ふつうは var/webmap.sqlite",
    "WEBMAP_DATA": "表のフォルダ。ほかのまちのデータを使うとき",
    "WEBMAP_ADDRESS": "公開のアドレス（https://…）。紙にのせるリンクに使う",
    "WEBMAP_SECRET": "署名のかぎ。なければ はじめの run で 0600 のファイルを作る",
    "WEBMAP_NOW": "日（2026-12-04）か日時（2026-12-04T16:20）。テストと写真のため",
    "WEBMAP_PROXIES": "前に立つ信頼できるプロキシの数。ふつうは 0",
    "WEBMAP_GEOCODERS": "locate --all が 住所を きく先（gsi,nominatim）。ふつうは どこにも きかない",
    "WEBMAP_CONTACT": "きく先に 名のる 連絡先（メールか https://…）。WEBMAP_GEOCODERS と いっしょに",
}
"""Every variable that is read, with what it means."""

GEOCODERS = tuple(ONLINE)
"""The online geocoders that may be switched on, in the order in which they are asked."""
_CONTACT = re.compile(r"[!-~]+@[!-~]+\.[!-~]+|https?://[!-~]+")


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings of one run. ``now`` fixes the clock; None is the real one."""

    database: Path = ROOT / "var" / "webmap.sqlite"
    data: Path = ROOT / "data"
    host: str = "127.0.0.1"
    port: int = 8000
    address: str = ""
    secret: str = ""
    fixed_now: datetime | None = None
    proxies: int = 0
    geocoders: tuple[str, ...] = ()
    contact: str = ""

    def now(self) -> datetime:
        """The moment, in Asia/Tokyo."""
        return self.fixed_now or datetime.now(TOKYO)

    def today(self) -> date:
        return self.now().date()

    def absolute(self, path: str) -> str:
        """A path of ours as others may follow it. What a request calls us is never asked: answers
        are kept, and whoever asks first must not choose where they lead."""
        return (self.address or f"http://{self.host}:{self.port}").rstrip("/") + path


def read_settings(environment: Mapping[str, str] = os.environ) -> Settings:
    """The settings that the environment asks for.

    Raises:
        ForPeople: a variable holds something else than it should; says which and what is expected.
    """
    standard = Settings()
    geocoders = _geocoders(environment.get("WEBMAP_GEOCODERS", ""))

    def path(name: str, default: Path) -> Path:
        return Path(environment[name]).resolve() if environment.get(name) else default

    return Settings(
        database=path("WEBMAP_DATABASE", standard.database),
        data=path("WEBMAP_DATA", standard.data),
        host=environment.get("HOST") or standard.host,
        port=_whole(environment, "PORT", standard.port, 65535),
        address=_address(environment.get("WEBMAP_ADDRESS", "")),
        secret=environment.get("WEBMAP_SECRET", ""),
        fixed_now=_moment(environment.get("WEBMAP_NOW", "")),
        proxies=_whole(environment, "WEBMAP_PROXIES", standard.proxies, 9),
        geocoders=geocoders,
        contact=_contact(environment.get("WEBMAP_CONTACT", ""), needed=bool(geocoders)),
    )


def secret_key(settings: Settings) -> str:
    """The key for signing: the setting, else that of the file beside the database (made, 0600)."""
    if settings.secret:
        return settings.secret
    path = settings.database.with_name("secret.key")
    try:
        if not (path.exists() and path.read_text(encoding="ascii").strip()):
            _make_key(path)
        return path.read_text(encoding="ascii").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise ForPeople(f"かぎのファイル {path} を 使えません: {error}") from error


def _make_key(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_suffix(f".{secrets.token_hex(4)}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(secrets.token_hex(32))
    draft.replace(path)


def _whole(environment: Mapping[str, str], name: str, default: int, most: int) -> int:
    text = environment.get(name, "")
    if not text:
        return default
    if not (text.isascii() and text.isdecimal() and int(text) <= most):
        raise ForPeople(f"{name}={text}: 0 から {most} までの 数にしてください")
    return int(text)


def _address(text: str) -> str:
    if text and not text.startswith(("https://", "http://")):
        raise ForPeople(f"WEBMAP_ADDRESS={text}: https:// で はじまる アドレスにしてください")
    return text.rstrip("/")


def _geocoders(text: str) -> tuple[str, ...]:
    names = {name.strip() for name in text.split(",")} - {""}
    if not names <= {*GEOCODERS}:
        raise NotUnderstood(
            f"WEBMAP_GEOCODERS={text}: gsi（国土地理院）、nominatim（OpenStreetMap）、"
            "または gsi,nominatim と 書いてください。空なら どこにも ききません"
        )
    return tuple(name for name in GEOCODERS if name in names)


def _contact(text: str, *, needed: bool) -> str:
    """Whom the keepers of a geocoder may write to; their rules ask for it."""
    if (text or needed) and not _CONTACT.fullmatch(text):
        raise NotUnderstood(
            f"WEBMAP_CONTACT={text}: WEBMAP_GEOCODERS を 使うには、連絡先（メールアドレスか"
            " https:// で はじまる アドレス）を 書いてください。住所を きく先に つたわります"
        )
    return text


def _moment(text: str) -> datetime | None:
    if not text:
        return None
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise ForPeople(
            f"WEBMAP_NOW={text}: 2026-12-04 か 2026-12-04T16:20 のように 書いてください"
        ) from None
    return moment.astimezone(TOKYO) if moment.tzinfo else moment.replace(tzinfo=TOKYO)
