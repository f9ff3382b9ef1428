#include "KillVFS.h"

#include <signal.h>
#include <sqlite3.h>
#include <string.h>
#include <unistd.h>

static long wanted, steps, writes;
static int is_torn;
static sqlite3_vfs layer;
static sqlite3_vfs *below;

typedef struct {
    sqlite3_file base;
    // What SQLite's own layer keeps follows.
} layered_file;

static sqlite3_file *inner(sqlite3_file *file) { return (sqlite3_file *)((layered_file *)file + 1); }

static void die(void) { kill(getpid(), SIGKILL); }

static void step(void) {
    if (++steps == wanted && !is_torn) die();
}

static int x_close(sqlite3_file *f) {
    return inner(f)->pMethods ? inner(f)->pMethods->xClose(inner(f)) : SQLITE_OK;
}
static int x_read(sqlite3_file *f, void *p, int n, sqlite3_int64 at) {
    return inner(f)->pMethods->xRead(inner(f), p, n, at);
}
static int x_write(sqlite3_file *f, const void *p, int n, sqlite3_int64 at) {
    step();
    if (is_torn && ++writes == wanted) {
        inner(f)->pMethods->xWrite(inner(f), p, n / 2, at);
        die();
    }
    return inner(f)->pMethods->xWrite(inner(f), p, n, at);
}
static int x_truncate(sqlite3_file *f, sqlite3_int64 n) {
    step();
    return inner(f)->pMethods->xTruncate(inner(f), n);
}
static int x_sync(sqlite3_file *f, int flags) {
    step();
    return inner(f)->pMethods->xSync(inner(f), flags);
}
static int x_size(sqlite3_file *f, sqlite3_int64 *n) { return inner(f)->pMethods->xFileSize(inner(f), n); }
static int x_lock(sqlite3_file *f, int kind) { return inner(f)->pMethods->xLock(inner(f), kind); }
static int x_unlock(sqlite3_file *f, int kind) {
    step();
    return inner(f)->pMethods->xUnlock(inner(f), kind);
}
static int x_reserved(sqlite3_file *f, int *out) {
    return inner(f)->pMethods->xCheckReservedLock(inner(f), out);
}
static int x_control(sqlite3_file *f, int op, void *p) {
    return inner(f)->pMethods->xFileControl(inner(f), op, p);
}
static int x_sector(sqlite3_file *f) { return inner(f)->pMethods->xSectorSize(inner(f)); }
static int x_traits(sqlite3_file *f) { return inner(f)->pMethods->xDeviceCharacteristics(inner(f)); }
static int x_shm_map(sqlite3_file *f, int page, int size, int extend, void volatile **out) {
    return inner(f)->pMethods->xShmMap(inner(f), page, size, extend, out);
}
static int x_shm_lock(sqlite3_file *f, int offset, int n, int flags) {
    if (flags == (SQLITE_SHM_UNLOCK | SQLITE_SHM_EXCLUSIVE)) step();
    return inner(f)->pMethods->xShmLock(inner(f), offset, n, flags);
}
static void x_shm_barrier(sqlite3_file *f) { inner(f)->pMethods->xShmBarrier(inner(f)); }
static int x_shm_unmap(sqlite3_file *f, int remove) {
    return inner(f)->pMethods->xShmUnmap(inner(f), remove);
}
static int x_fetch(sqlite3_file *f, sqlite3_int64 at, int n, void **out) {
    return inner(f)->pMethods->xFetch(inner(f), at, n, out);
}
static int x_unfetch(sqlite3_file *f, sqlite3_int64 at, void *p) {
    return inner(f)->pMethods->xUnfetch(inner(f), at, p);
}

static const sqlite3_io_methods methods = {
    3,         x_close,    x_read,    x_write,   x_truncate, x_sync,        x_size,      x_lock,  x_unlock,
    x_reserved, x_control, x_sector,  x_traits,  x_shm_map,  x_shm_lock,    x_shm_barrier, x_shm_unmap,
    x_fetch,   x_unfetch,
};

static int x_open(sqlite3_vfs *vfs, const char *name, sqlite3_file *f, int flags, int *out) {
    (void)vfs;
    f->pMethods = 0;
    int code = below->xOpen(below, name, inner(f), flags, out);
    if (code == SQLITE_OK) f->pMethods = &methods;
    return code;
}

static int x_delete(sqlite3_vfs *vfs, const char *name, int sync) {
    (void)vfs;
    step();
    return below->xDelete(below, name, sync);
}

int cvx_kill_vfs_install(long at, int torn) {
    below = sqlite3_vfs_find(0);
    if (!below) return SQLITE_ERROR;
    wanted = at;
    is_torn = torn;
    layer = *below;
    layer.zName = "cvx-kill";
    layer.szOsFile = (int)sizeof(layered_file) + below->szOsFile;
    layer.xOpen = x_open;
    layer.xDelete = x_delete;
    return sqlite3_vfs_register(&layer, 1);
}

long cvx_kill_vfs_steps(void) { return is_torn ? writes : steps; }
