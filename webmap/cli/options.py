"""What may stand behind each command."""

import argparse
from collections.abc import Callable
from functools import partial

from ..places.account import ROLES


def _export_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--out", required=True, metavar="DIR", help="表を書く フォルダ")
    parser.add_argument("--public", action="store_true", help="職員だけの項目を のぞく")


def _add_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("files", nargs="+", metavar="FILE", help="ファイル、または 表のフォルダ")
    parser.add_argument("--source", default="", metavar="NAME", help="はじめての出典の 名前")
    parser.add_argument("--day", default="", help="出典そのものの日（2026-07-29、2026-07 など）")
    parser.add_argument("--city", default="", metavar="132152,…", help="この市区町村の行だけ")
    parser.add_argument("--dry-run", action="store_true", help="何が 変わるかを 言うだけ")
    parser.add_argument("--keep-good", action="store_true", help="だめな行を のぞいて 入れる")
    parser.add_argument("--json", action="store_true", help="プログラムのための JSON で 言う")


def _locate_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "addresses", nargs="*", metavar="ADDRESS", help="住所。- は 標準入力（1行に 1つ）"
    )
    parser.add_argument(
        "--all",
        action="store_true",
        help="データベースの 建物に 点をつける（大まかな点は こまかくし、かくす建物の 点は けす）",
    )
    parser.add_argument(
        "--json",
        action="store_true",
        help="1つに 1行の JSON で 言う（--all は 話のある建物に 1行、さいごに 数の行）",
    )


def _heard_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--settle",
        nargs="+",
        type=int,
        default=[],
        metavar="N",
        help="たしかめた しらせの 番号（90日あとに 消えます）",
    )
    parser.add_argument(
        "--word", default="たしかめました", metavar="WORDS", help="どうしたか、短いことばで"
    )
    parser.add_argument("--json", action="store_true", help="プログラムのための JSON で 言う")


def _backup_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("path", metavar="FILE", help="あたらしい ファイル。--keep なら フォルダ")
    parser.add_argument(
        "--keep",
        type=_at_least_one,
        metavar="N",
        help="フォルダに 日づけの 名前で 写し、新しい N こだけ のこす",
    )


def _at_least_one(text: str) -> int:
    if not (text.isascii() and text.isdecimal() and int(text) > 0):
        raise argparse.ArgumentTypeError(f"{text}: 1 からの 数にしてください")
    return int(text)


def _day_options(effect: str, parser: argparse.ArgumentParser) -> None:
    parser.set_defaults(effect=effect)
    parser.add_argument("key", metavar="KEY", help="場所のキー")
    parser.add_argument("date", metavar="DATE", help="日（2026-12-06）")
    if effect == "usual":
        return
    if effect == "moved":
        parser.add_argument(
            "--to", dest="moved_to", required=True, metavar="DATE", help="うつした先の日"
        )
    if effect != "closed":
        parser.add_argument("--opens", default="", metavar="HH:MM", help="その日の はじまり")
        parser.add_argument(
            "--closes", default="", metavar="HH:MM", help="その日の おわり（夜中は 25:00 のように）"
        )
    parser.add_argument("--reason", default="", help="わけ（だれにでも 見える言葉）")
    parser.add_argument("--source", default="", metavar="KEY", help="出典のキー（あれば）")


def _account_options(parser: argparse.ArgumentParser) -> None:
    acts = parser.add_subparsers(dest="act", required=True, metavar="ACT")
    for act, text in _ACCOUNT_ACTS.items():
        sub = acts.add_parser(act, help=text, description=text)
        if act != "list":
            sub.add_argument("name", metavar="NAME", help="アカウントの 名前")
        if act in ("add", "role"):
            sub.add_argument("--role", required=True, choices=ROLES, help="役目")


_ACCOUNT_ACTS = {
    "add": "アカウントを 作り、パスワードを きめる リンクだけを 書く（1回、72時間）",
    "list": "名前・役目・ようすを 1行ずつ 書く",
    "lock": "止める（サインアウトし、リンクも おわる）",
    "unlock": "また はいれるように する",
    "reset": "いまの パスワードを やめて、あたらしい リンクだけを 書く（止めてあれば、また はいれる）",
    "role": "役目を 変える",
}

OPTIONS: dict[str, Callable[[argparse.ArgumentParser], object]] = {
    "add": _add_options,
    "locate": _locate_options,
    "check": lambda parser: parser.add_argument(
        "--tidy", action="store_true", help="表を きまった形に 書きなおす"
    ),
    "export": _export_options,
    "heard": _heard_options,
    "account": _account_options,
    **{effect: partial(_day_options, effect) for effect in ("closed", "extra", "moved", "usual")},
    "backup": _backup_options,
    "restore": lambda parser: parser.add_argument("path", metavar="FILE", help="写しの ファイル"),
    "basemap": lambda parser: parser.add_argument(
        "--sources", required=True, metavar="DIR", help="公開の地理データの フォルダ"
    ),
}
"""What is added to the parser of a command."""
