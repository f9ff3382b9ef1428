#ifndef CVX_CSQLITE_H
#define CVX_CSQLITE_H

// SQLite with its session extension, which the library has and the header shows only when asked.
#define SQLITE_ENABLE_SESSION 1
#define SQLITE_ENABLE_PREUPDATE_HOOK 1
#include <sqlite3.h>

/// Switches a connection's triggers on or off; sqlite3_db_config is variadic, which Swift cannot call.
static inline int cvx_set_triggers(sqlite3 *db, int on) {
    return sqlite3_db_config(db, SQLITE_DBCONFIG_ENABLE_TRIGGER, on, (int *)0);
}

/// Has a name in double quotes that nothing bears be an error: by default SQLite takes it for a text.
static inline int cvx_refuse_quoted_text(sqlite3 *db) {
    int code = sqlite3_db_config(db, SQLITE_DBCONFIG_DQS_DDL, 0, (int *)0);
    return code == SQLITE_OK ? sqlite3_db_config(db, SQLITE_DBCONFIG_DQS_DML, 0, (int *)0) : code;
}

/// Keeps a connection that is the last on its file from writing the log back when it closes.
static inline int cvx_set_no_checkpoint_on_close(sqlite3 *db) {
    return sqlite3_db_config(db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, (int *)0);
}

#endif
