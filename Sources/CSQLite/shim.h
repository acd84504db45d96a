/* The system's SQLite. Swift does not see macros that are casts, nor functions with a variable number of arguments. */
#ifndef VIGIE_CSQLITE_SHIM_H
#define VIGIE_CSQLITE_SHIM_H

#include <sqlite3.h>

/* The bytes are copied before the call returns. */
static inline int vg_bind_blob_copied(sqlite3_stmt *s, int i, const void *bytes, sqlite3_uint64 count) {
    return sqlite3_bind_blob64(s, i, bytes, count, SQLITE_TRANSIENT);
}
static inline int vg_bind_text_copied(sqlite3_stmt *s, int i, const char *text, int count) {
    return sqlite3_bind_text(s, i, text, count, SQLITE_TRANSIENT);
}
/* The log is left as it is when the last connection closes. */
static inline int vg_keep_log(sqlite3 *db) {
    return sqlite3_db_config(db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, (int *)0);
}
/* A handle that knows no lock other than its own thread. */
static const int VG_OPEN_WRITE = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX;
static const int VG_OPEN_READ = SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX;
static const int VG_OPEN_URI = SQLITE_OPEN_URI;

#endif
