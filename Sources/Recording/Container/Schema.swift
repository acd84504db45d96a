// The tables of a recording, as docs/recording-format.md describes them. Text only.

/// What makes an SQLite file a recording.
enum Schema {
    /// `vigi`, at byte 68 of the file.
    static let applicationID: Int64 = 0x7669_6769
    /// Of this layout. A reader refuses every other one.
    static let version: Int64 = 2

    /// Tables that files of this version may lack: a writer makes them, a reader does without.
    static let additions = """
        CREATE TABLE IF NOT EXISTS attribute(epoch INTEGER NOT NULL, slot INTEGER NOT NULL, is_key INTEGER NOT NULL,
          bytes BLOB NOT NULL, sum INTEGER, PRIMARY KEY(epoch, slot)) WITHOUT ROWID;
        """

    /// Tables with a checksum of their plain columns, in this order; what names a row to people comes first. Files of this version may
    /// lack the column `sum`: a writer adds it, and rows from before have none.
    static let summed: [(table: String, columns: String, count: Int32)] = [
        ("epoch", "id, start_ms, step_ms, mode, precision, gpus, trays, racks, targets, metrics", 10),
        (
            "span",
            "id, epoch, first_slot, slots, columns, start_ms, end_ms, sealed, samples, wire_samples, bytes", 11
        ),
        ("word", "epoch, number, text", 3), ("layout", "id, epoch, target", 3), ("attribute", "epoch, slot, is_key", 3),
        ("event", "epoch, slot, time_ms, uncertainty_ms, place, path, what", 7), ("bookmark", "time_ms, text", 2),
    ]

    /// Every table, its columns, and what goes with it: a file without one of them is damaged.
    static let tables: [(name: String, columns: String, holds: String)] = [
        ("meta", "(key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID", "nothing that is read"),
        (
            "epoch",
            """
            (id INTEGER PRIMARY KEY, start_ms INTEGER NOT NULL, step_ms INTEGER NOT NULL, mode TEXT NOT NULL,
              precision TEXT NOT NULL, gpus INTEGER NOT NULL, trays INTEGER NOT NULL, racks INTEGER NOT NULL,
              targets INTEGER NOT NULL, metrics INTEGER NOT NULL, plan BLOB NOT NULL, sum INTEGER)
            """, "hall, targets and step of every span"
        ),
        (
            "span",
            """
            (id INTEGER PRIMARY KEY, epoch INTEGER NOT NULL, first_slot INTEGER NOT NULL, slots INTEGER NOT NULL,
              columns TEXT NOT NULL,
              start_ms INTEGER NOT NULL, end_ms INTEGER NOT NULL, sealed INTEGER NOT NULL, samples INTEGER NOT NULL,
              wire_samples INTEGER NOT NULL, bytes INTEGER NOT NULL, sum INTEGER)
            """, "the times that its chunks are of"
        ),
        ("chunk", "(id INTEGER PRIMARY KEY, bytes BLOB NOT NULL)", "every sealed span"),
        ("tick", "(id INTEGER PRIMARY KEY, bytes BLOB NOT NULL)", "every slot that was not sealed yet"),
        (
            "word",
            """
            (epoch INTEGER NOT NULL, number INTEGER NOT NULL, text TEXT NOT NULL,
              sum INTEGER, PRIMARY KEY(epoch, number)) WITHOUT ROWID
            """, "who stood where, and why pages failed"
        ),
        ("block", "(id INTEGER PRIMARY KEY, bytes BLOB NOT NULL)", "the names of all series of the wire"),
        (
            "layout",
            """
            (id INTEGER PRIMARY KEY, epoch INTEGER NOT NULL, target INTEGER NOT NULL, bytes BLOB NOT NULL,
              sum INTEGER)
            """, "the names of all series of the wire"
        ),
        (
            "event",
            """
            (id INTEGER PRIMARY KEY, epoch INTEGER NOT NULL, slot INTEGER NOT NULL, time_ms INTEGER NOT NULL,
              uncertainty_ms INTEGER NOT NULL, place TEXT NOT NULL, path TEXT NOT NULL, what TEXT NOT NULL,
              sum INTEGER)
            """, "the event log"
        ),
        (
            "bookmark", "(id INTEGER PRIMARY KEY, time_ms INTEGER NOT NULL, text TEXT NOT NULL, sum INTEGER)",
            "the bookmarks"
        ),
    ]

    static var create: String {
        tables.map { "CREATE TABLE \($0.name)\($0.columns);\n" }.joined() + """
            CREATE INDEX span_time ON span(start_ms);
            CREATE INDEX event_slot ON event(epoch, slot);
            CREATE INDEX event_time ON event(time_ms);
            \(additions)
            PRAGMA application_id = \(applicationID);
            PRAGMA user_version = \(version);
            """
    }
}
