#ifndef CVX_KILLVFS_H
#define CVX_KILLVFS_H

// A layer under SQLite that ends the process at the n-th thing that it does to a file: writes, syncs, truncations,
// deletions, and locks given back. What is left is what a crash of the process leaves.

/// Becomes SQLite's default. The process is killed just before step `at` (from 1), or where `torn` is not 0 after
/// half of the write of that number; 0 never.
int cvx_kill_vfs_install(long at, int torn);

/// Steps so far; writes where they are torn.
long cvx_kill_vfs_steps(void);

#endif
