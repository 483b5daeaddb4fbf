"""``backup`` and ``restore``: whole copies of the database, and one of them put in its place."""

import argparse
from contextlib import closing
from pathlib import Path

from ..places.errors import ForPeople
from ..settings import Settings
from ..storage.database import Database, open_database
from ..workflows.back_up import Copied, back_up, back_up_into, digest_file
from ..workflows.restore import restore as restore_copy


def backup(options: argparse.Namespace, settings: Settings) -> int:
    """Copies the database into a new file; with ``--keep``, into a folder of dated ones."""
    if not settings.database.exists():
        raise ForPeople(f"データベース {settings.database} が ありません。先に run か fill を。")
    path = Path(options.path)
    if options.keep is not None and not path.is_dir():
        raise ForPeople(f"フォルダ {path} が ありません。先に 作ってください。")
    with closing(open_database(settings.database)) as db:
        if options.keep is None:
            _print_copied(back_up(db, path, settings.now()))
        else:
            _back_up_into(db, path, options.keep, settings)
    return 0


def restore(options: argparse.Namespace, settings: Settings) -> int:
    """Puts a copy in the place of the database."""
    path = Path(options.path)
    done = restore_copy(path, settings.database, settings.now())
    records, changes = done.counts
    print(f"{path} に もどしました: 記録 {records:,} 件、変更 {changes:,} 件。")
    if not done.is_compared:
        print(f"{digest_file(path).name} が ないので、写しが かわっていないかは くらべていません。")
    if done.aside:
        print(f"いままでの ものは {done.aside} に のこしました。いらなくなったら 消してください。")
    print("アカウントと パスワードも 写しの ときの ものです。職員は もういちど サインインします。")
    return 0


def _back_up_into(db: Database, folder: Path, most: int, settings: Settings) -> None:
    made, deleted = back_up_into(db, folder, most, settings.now())
    _print_copied(made)
    if deleted:
        print(f"古い写しを {len(deleted)} こ 消しました: {'、'.join(one.name for one in deleted)}")


def _print_copied(made: Copied) -> None:
    records, changes = made.counts
    print(f"{made.path}: 写しが できました。ひらいて たしかめました。")
    print(f"  記録 {records:,} 件、変更 {changes:,} 件、{made.size / 1024:,.0f} KB")
    print(f"  SHA-256 {made.digest}（{digest_file(made.path).name} にも）")
    if not made.is_noted:
        print("  データベースに 書けないので、写しの ある ところを おぼえられませんでした。")
