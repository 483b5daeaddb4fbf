"""The commands. Each opens the database that ``WEBMAP_DATABASE`` names and calls one workflow."""

import argparse
import sys
from collections.abc import Callable, Sequence
from contextlib import closing, suppress
from pathlib import Path

from ..places.errors import ForPeople, NotUnderstood, Refused
from ..settings import ROOT, VARIABLES, Settings, read_settings
from .options import OPTIONS
from .printing import print_problems, stop_printing

Command = Callable[[argparse.Namespace, Settings], int]


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs a command and returns its exit status: 0 done, 1 something is wrong, 2 not understood."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]
    options = _parser().parse_args(arguments)
    try:
        command: Command = options.command
        settings = read_settings()
        if not _opens_database(options):
            return command(options, settings)
        _forget(settings)
        return _kept_or_said(command, options, settings)
    except Refused as error:
        print_problems(error.problems)
        print(error, file=sys.stderr)
        return 1
    except NotUnderstood as error:
        print(error, file=sys.stderr)
        return 2
    except ForPeople as error:
        print(error, file=sys.stderr)
        return 1
    except BrokenPipeError:
        stop_printing()
        return 0
    except KeyboardInterrupt:
        return 130


def run(_: argparse.Namespace, settings: Settings) -> int:
    """Installs what the pages need, fills a new database, serves."""
    from ..web.app import create_app
    from ..web.serve import serve
    from ..workflows.install_front_end import install_front_end

    install_front_end(ROOT)
    app = create_app(settings)
    _fill_if_new(settings)
    address = f"http://{settings.host}:{settings.port}"
    serve(app, settings.host, settings.port, lambda: print(address, flush=True))
    return 0


def fill(_: argparse.Namespace, settings: Settings) -> int:
    """Fills an empty database from the tables; one that has no lists yet takes them in."""
    from ..storage.database import open_database
    from ..workflows.fill_database import fill_database

    count, problems = fill_database(open_database(settings.database), settings.data, settings.now())
    print_problems(problems)
    print(_filled(settings, count))
    return int(bool(problems))


def add(options: argparse.Namespace, settings: Settings) -> int:
    """Brings files in as differences."""
    from .add import add as add_files

    return add_files(options, settings)


def locate(options: argparse.Namespace, settings: Settings) -> int:
    """Says where addresses are; with ``--all``, locates the sites of the database."""
    from .locate import locate as locate_addresses

    return locate_addresses(options, settings)


def check(options: argparse.Namespace, settings: Settings) -> int:
    """Reports everything wrong with the tables and the database."""
    from .check import check as check_all

    return check_all(options, settings)


def export(options: argparse.Namespace, settings: Settings) -> int:
    """Writes the ten tables of places, and those of the lists."""
    from ..storage.database import open_database
    from ..workflows.export_data import export_data

    if not settings.database.exists():
        raise ForPeople(f"データベース {settings.database} が ありません。先に run か fill を。")
    folder = Path(options.out)
    count = export_data(open_database(settings.database), folder, public=options.public)
    print(
        f"{folder}: 場所・団体・建物・出典と、相談先・とりくみ・よみがな あわせて"
        f" {count} 件を 表に 書きました。"
    )
    print("変更の履歴は 表には入りません。データベースに のこっています。")
    return 0


def heard(options: argparse.Namespace, settings: Settings) -> int:
    """Lists what families wish to know and report to be wrong."""
    from .heard import heard as list_heard

    return list_heard(options, settings)


def change_day(options: argparse.Namespace, settings: Settings) -> int:
    """Makes one date of a place differ from its rules, or takes that back."""
    from .days import change

    return change(options, settings)


def account(options: argparse.Namespace, settings: Settings) -> int:
    """Makes an account of the staff, lists, locks, unlocks or resets it."""
    from .account import account as look_after

    return look_after(options, settings)


def backup(options: argparse.Namespace, settings: Settings) -> int:
    """Copies the whole database into a file."""
    from .backup import backup as copy

    return copy(options, settings)


def restore(options: argparse.Namespace, settings: Settings) -> int:
    """Puts a copy in the place of the database."""
    from .backup import restore as put_back

    return put_back(options, settings)


def basemap(options: argparse.Namespace, settings: Settings) -> int:
    """Draws the ground of the map from open geodata."""
    from .basemap import basemap as draw

    return draw(options, settings)


def _opens_database(options: argparse.Namespace) -> bool:
    if options.command in (basemap, restore):  # what is to be replaced may be damaged
        return False
    return options.command is not locate or bool(options.all)


def _kept_or_said(command: Command, options: argparse.Namespace, settings: Settings) -> int:
    """Whatever is commanded: a full disk is said in words."""
    from ..storage.database import StorageError, say_trouble

    try:
        return command(options, settings)
    except StorageError as error:
        raise ForPeople(
            f"データベース {settings.database} に 書けないか、読めません（{say_trouble(error)}）。"
        ) from error


def _forget(settings: Settings) -> None:
    """Whatever is commanded: what families said, and who tried to sign in, is not kept longer than
    it may be."""
    from ..storage.database import StorageError, open_database
    from ..workflows.hear import forget_what_is_over
    from ..workflows.sign_in import forget_tries

    if settings.database.exists():
        # a database that cannot be used is the matter of the command, if it needs one
        with suppress(ForPeople, StorageError), closing(open_database(settings.database)) as db:
            forget_what_is_over(db, settings.now())
            forget_tries(db, settings.now())


def _fill_if_new(settings: Settings) -> None:
    from ..storage.database import is_empty, open_database
    from ..workflows.fill_database import fill_database, lacks_lists

    db = open_database(settings.database)
    try:
        if is_empty(db) or lacks_lists(db):
            count, problems = fill_database(db, settings.data, settings.now())
            print_problems(problems)
            print(_filled(settings, count))
    except ForPeople as error:
        if is_empty(db):  # else another run filled it at the same time, or there are no lists
            raise
        print_problems(error.problems if isinstance(error, Refused) else [])
    finally:
        db.close()


def _filled(settings: Settings, count: int) -> str:
    what = "場所・団体・建物・出典と、相談先・とりくみ・よみがな あわせて"
    return f"{settings.database}: {what} {count} 件を 入れました。"


_COMMANDS: dict[str, tuple[Command, str, str]] = {
    "run": (
        run,
        "地図を ひらく（データベースが なければ 作る）",
        "python -m webmap run\n  PORT=8080 python -m webmap run",
    ),
    "fill": (
        fill,
        "空のデータベースに 表の情報を 入れる",
        "WEBMAP_DATABASE=/tmp/a.sqlite python -m webmap fill",
    ),
    "add": (
        add,
        "ファイルの情報を ちがいとして 入れる（ほかのまちの形式も）",
        "python -m webmap add 132152_kodomosyokudo.csv --day 2026-07-29 --dry-run\n"
        "  python -m webmap add 一覧.csv --source 台東区の一覧 --day 2026-07-29\n\n"
        "さいごの行（場所の数。rejected と blank は 行の数）:\n"
        "  added      あたらしく 入った\n"
        "  changed    値が かわった\n"
        "  unchanged  そのまま（日づけだけ 新しくなったものも）\n"
        "  rejected   入らない行\n"
        "  blank      空の行\n\n"
        "終了の番号:\n"
        "  0  ぜんぶ 入った（--dry-run なら 入る）\n"
        "  1  入らない行が あった、または 入れられなかった\n"
        "  2  ファイルが 読めない、知らない形式、出典か 日が ない",
    ),
    "locate": (
        locate,
        "住所が どこかを こまかさと いっしょに 言う（通信も データベースも いらない）",
        'python -m webmap locate "国立市富士見台2-47-1"\n'
        "  python -m webmap locate --json - < 住所.txt\n"
        "  python -m webmap locate --all\n\n"
        "こまかさ:\n"
        "  building  建物\n"
        "  block     街区（番まで）\n"
        "  town      町。だいたいの場所（半径は 建物の半分が 入る円）\n"
        "  city      市。だいたいの場所\n\n"
        "終了の番号:\n"
        "  0  ぜんぶ 見つかった\n"
        "  1  見つからないものが あった\n"
        "  2  住所が ない",
    ),
    "check": (
        check,
        "表の まちがいと たしかめることを ぜんぶ言う",
        "python -m webmap check\n  python -m webmap check --tidy",
    ),
    "export": (
        export,
        "データベースを 表に 書きもどす",
        "python -m webmap export --out /tmp/tables\n"
        "  python -m webmap export --out /tmp/open --public",
    ),
    "heard": (
        heard,
        "家族の「聞いてほしい」と「ちがっています」を 見る",
        "python -m webmap heard\n  python -m webmap heard --settle 3 4\n  python -m webmap heard --json",
    ),
    "closed": (
        change_day,
        "ある日を おやすみに する（すぐに どのページにも 出ます）",
        "python -m webmap closed guruguru 2026-12-06 --reason 会場のつごう",
    ),
    "extra": (
        change_day,
        "ある日に とくべつに ひらく",
        "python -m webmap extra guruguru 2026-12-12 --opens 11:30 --closes 14:00\n\n"
        "「月1回・土曜」のように 日にちが わからない場所は、きいた日を ひとつずつ 入れられます。\n"
        "その日の 時間が 規則にあれば、--opens と --closes は いりません。",
    ),
    "moved": (
        change_day,
        "ある日を ほかの日に うつす",
        "python -m webmap moved guruguru 2026-12-06 --to 2026-12-13\n\n"
        "その日の 時間だけ かえる:\n"
        "  python -m webmap moved guruguru 2026-12-06 --to 2026-12-06 --opens 10:00 --closes 12:00",
    ),
    "usual": (
        change_day,
        "closed・extra・moved を とりけす",
        "python -m webmap usual guruguru 2026-12-06",
    ),
    "account": (
        account,
        "職員の アカウントを 作る、見る、止める",
        "python -m webmap account add みほん --role admin   （リンクだけを 書きます）\n"
        "  python -m webmap account list\n"
        "  python -m webmap account lock みほん\n"
        "  python -m webmap account unlock みほん\n"
        "  python -m webmap account reset みほん             （あたらしい リンクだけを 書きます）\n"
        "  python -m webmap account role みほん --role editor\n\n"
        "役目: viewer 見るだけ、editor 情報を なおす、admin アカウントも 管理する",
    ),
    "backup": (
        backup,
        "データベースを まるごと 写す（動いている あいだも）",
        "python -m webmap backup /media/usb/kodomo-map.sqlite\n"
        "  python -m webmap backup --keep 14 /srv/backups",
    ),
    "restore": (
        restore,
        "写しに もどす（いままでの ものは 日づけの 名前で のこる）",
        "python -m webmap restore /media/usb/kodomo-map.sqlite",
    ),
    "basemap": (
        basemap,
        "地図の 下絵を 作る（開発用の道具が いります）",
        "python -m webmap basemap --sources GEODATA",
    ),
}


def _parser() -> argparse.ArgumentParser:
    variables = "\n".join(f"  {name:<16} {text}" for name, text in VARIABLES.items())
    parser = argparse.ArgumentParser(
        prog="python -m webmap",
        description="くにたち こどもマップ",
        epilog=f"環境変数:\n{variables}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    for name, (command, text, example) in _COMMANDS.items():
        sub = commands.add_parser(
            name,
            help=text,
            description=text,
            epilog=f"例:\n  {example}",
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )
        sub.set_defaults(command=command)
        if name in OPTIONS:
            OPTIONS[name](sub)
    return parser
