"""The tables, one step after the other: a database is brought forward only.

``record`` holds each record as it stands, ``change`` all that ever changed; a trigger keeps the
second append-only. A step that has been released is never altered; a new idea is a new step.
"""

from sqlite_utils import Database, Migrations

migrations = Migrations("webmap")


@migrations()
def records_and_changes(db: Database) -> None:
    """Records as JSON documents, and the changes that made them."""
    for statement in (
        """CREATE TABLE record (
            of TEXT NOT NULL,
            key TEXT NOT NULL,
            said TEXT NOT NULL,
            PRIMARY KEY (of, key)
        ) STRICT, WITHOUT ROWID""",
        """CREATE TABLE change (
            number INTEGER PRIMARY KEY,
            of TEXT NOT NULL,
            key TEXT NOT NULL,
            field TEXT NOT NULL,
            old TEXT,
            new TEXT,
            kept TEXT NOT NULL,
            who TEXT NOT NULL
        ) STRICT""",
        "CREATE INDEX change_of_record ON change (of, key, number)",
        """CREATE TRIGGER change_is_never_altered BEFORE UPDATE ON change
           BEGIN SELECT RAISE(ABORT, 'changes are kept for ever'); END""",
        """CREATE TRIGGER change_is_never_deleted BEFORE DELETE ON change
           BEGIN SELECT RAISE(ABORT, 'changes are kept for ever'); END""",
    ):
        db.execute(statement)


@migrations()
def files_as_they_came(db: Database) -> None:
    """The rows of files that were added, as they stood, with the record that each became."""
    for statement in (
        """CREATE TABLE file (
            number INTEGER PRIMARY KEY,
            source TEXT NOT NULL,
            day TEXT NOT NULL,
            layout TEXT NOT NULL,
            name TEXT NOT NULL,
            digest TEXT NOT NULL,
            encoding TEXT NOT NULL,
            boms INTEGER NOT NULL,
            delimiter TEXT NOT NULL,
            newline TEXT NOT NULL,
            final_newline INTEGER NOT NULL,
            kept TEXT NOT NULL
        ) STRICT""",
        """CREATE TABLE file_row (
            file INTEGER NOT NULL REFERENCES file (number),
            line INTEGER NOT NULL,
            raw BLOB NOT NULL,
            digest BLOB NOT NULL,
            called BLOB NOT NULL,
            outcome TEXT NOT NULL,
            place TEXT NOT NULL,
            PRIMARY KEY (file, line)
        ) STRICT, WITHOUT ROWID""",
        "CREATE INDEX file_row_called ON file_row (called)",
    ):
        db.execute(statement)


@migrations()
def records_in_rows(db: Database) -> None:
    """Documents are too large for a table without row numbers: a fourth less of space and time."""
    for statement in (
        "ALTER TABLE record RENAME TO record_before",
        """CREATE TABLE record (
            of TEXT NOT NULL,
            key TEXT NOT NULL,
            said TEXT NOT NULL,
            PRIMARY KEY (of, key)
        ) STRICT""",
        "INSERT INTO record SELECT of, key, said FROM record_before ORDER BY of, key",
        "DROP TABLE record_before",
    ):
        db.execute(statement)


@migrations()
def answers_of_geocoders(db: Database) -> None:
    """What online geocoders answered, with the day; without a level it is "not found"."""
    db.execute(
        """CREATE TABLE geocoder_answer (
            geocoder TEXT NOT NULL,
            address TEXT NOT NULL,
            lat TEXT NOT NULL,
            lon TEXT NOT NULL,
            level TEXT NOT NULL,
            radius_m TEXT NOT NULL,
            source TEXT NOT NULL,
            matched TEXT NOT NULL,
            day TEXT NOT NULL,
            PRIMARY KEY (geocoder, address)
        ) STRICT, WITHOUT ROWID"""
    )


@migrations()
def what_families_say_back(db: Database) -> None:
    """Counts of what families wish to know, who wished what today, and reports of what is wrong.

    A number of a report is never given twice, so that nobody settles another than the one he read.
    """
    for statement in (
        """CREATE TABLE wish (
            place TEXT NOT NULL,
            what TEXT NOT NULL,
            month TEXT NOT NULL,
            count INTEGER NOT NULL,
            PRIMARY KEY (place, what, month)
        ) STRICT, WITHOUT ROWID""",
        """CREATE TABLE wish_today (
            day TEXT NOT NULL,
            browser TEXT NOT NULL,
            place TEXT NOT NULL,
            what TEXT NOT NULL,
            PRIMARY KEY (day, browser, place, what)
        ) STRICT, WITHOUT ROWID""",
        """CREATE TABLE report (
            number INTEGER PRIMARY KEY AUTOINCREMENT,
            place TEXT NOT NULL,
            wrongs TEXT NOT NULL,
            text TEXT NOT NULL,
            kept TEXT NOT NULL,
            settled TEXT NOT NULL
        ) STRICT""",
        "CREATE INDEX report_kept ON report (kept)",
    ):
        db.execute(statement)


@migrations()
def accounts_of_the_staff(db: Database) -> None:
    """Who may sign in, the links that set a password, open sessions, and tries to sign in.

    Tokens, names that were tried and network addresses are kept as hashes only.
    """
    for statement in (
        """CREATE TABLE account (
            name TEXT PRIMARY KEY,
            role TEXT NOT NULL,
            password TEXT NOT NULL,
            locked INTEGER NOT NULL,
            made TEXT NOT NULL
        ) STRICT, WITHOUT ROWID""",
        """CREATE TABLE password_link (
            digest TEXT PRIMARY KEY,
            account TEXT NOT NULL REFERENCES account (name),
            until TEXT NOT NULL
        ) STRICT, WITHOUT ROWID""",
        """CREATE TABLE staff_session (
            digest TEXT PRIMARY KEY,
            account TEXT NOT NULL REFERENCES account (name),
            began TEXT NOT NULL,
            seen TEXT NOT NULL
        ) STRICT, WITHOUT ROWID""",
        """CREATE TABLE sign_in_try (
            number INTEGER PRIMARY KEY,
            account TEXT NOT NULL,
            address TEXT NOT NULL,
            moment TEXT NOT NULL
        ) STRICT""",
        "CREATE INDEX sign_in_try_moment ON sign_in_try (moment)",
    ):
        db.execute(statement)


@migrations()
def changes_by_moment(db: Database) -> None:
    """All that was kept at one moment is one act, and can be taken back as one."""
    db.execute("CREATE INDEX change_by_moment ON change (kept)")


@migrations()
def photographs(db: Database) -> None:
    """Pictures of places in three widths, by the digest of the first; so one file holds all."""
    db.execute(
        """CREATE TABLE photo (
            file TEXT NOT NULL,
            width INTEGER NOT NULL,
            height INTEGER NOT NULL,
            bytes BLOB NOT NULL,
            PRIMARY KEY (file, width)
        ) STRICT"""
    )


@migrations()
def reports_are_settled_with_a_word(db: Database) -> None:
    """What became of a report, and who settled it."""
    for column in ("word", "settled_by"):
        db.execute(f"ALTER TABLE report ADD COLUMN {column} TEXT NOT NULL DEFAULT ''")


@migrations()
def backups(db: Database) -> None:
    """Which copies were made, so that those that hold what was blanked since can be named."""
    db.execute(
        """CREATE TABLE backup (
            number INTEGER PRIMARY KEY,
            path TEXT NOT NULL,
            digest TEXT NOT NULL,
            kept TEXT NOT NULL
        ) STRICT"""
    )


@migrations()
def records_in_short(db: Database) -> None:
    """What one place is told from another by, and where sites are: looked at among all of them
    without reading every document."""
    place = ("name", "venue", "kana", "phone", "standing", "site")
    number = ("identifier.kodomo_shokudo", "identifier.wamnet", "identifier.houjin_bangou")
    said = ",".join(f"said ->> '$.\"{field}\".value'" for field in (*place, *number))
    point = ",".join(f"said ->> '$.location.{part}'" for part in ("level", "lat", "lon"))
    for statement in (
        f"CREATE INDEX place_in_short ON record (of, key, {said}) WHERE of = 'place'",
        f"""CREATE INDEX site_in_short ON record (of, key, said ->> '$."address".value', {point})
            WHERE of = 'site'""",
    ):
        db.execute(statement)
