#ifndef CVX_CSIGNALS_H
#define CVX_CSIGNALS_H

// What a signal handler may do has to be in C: Swift promises nothing about what it does in one.

#include <stdbool.h>

typedef void (*cvx_interrupt_handler)(void *context);

typedef enum {
    /// At the prompt: signals are noted, and whoever reads is woken.
    CVX_PHASE_PROMPT = 0,
    /// A statement of the shell runs: an interrupt stops it, a second within a second leaves.
    CVX_PHASE_STATEMENT = 1,
    /// A script runs: an interrupt stops it, a second leaves whenever it comes.
    CVX_PHASE_SCRIPT = 2,
} cvx_phase;

/// Takes SIGINT, SIGTERM, SIGHUP, SIGWINCH, SIGCONT and SIGALRM, ignores SIGPIPE, and remembers the terminal's
/// mode. Signals that were ignored when the process started stay ignored (nohup). 0, or errno.
int cvx_signals_install(void);

/// What an interrupt calls while a statement or a script runs; it must be async-signal-safe.
void cvx_signals_set_handler(cvx_interrupt_handler handler, void *context);

/// Milliseconds that a phase other than the prompt may last; 0: as long as it takes. Past them what runs is
/// interrupted, again and again until the phase ends; what has not stopped after five seconds is left, with 130.
void cvx_signals_set_timeout(long long milliseconds);

/// Starts a phase and forgets interrupts of the phase before it.
void cvx_signals_enter(cvx_phase phase);

/// Whether the phase has lasted longer than it may.
bool cvx_signals_timed_out(void);

/// Whether the running statement was asked to stop.
bool cvx_signals_interrupted(void);

/// SIGTERM or SIGHUP once one has come, else 0.
int cvx_signals_termination(void);

/// Whether the signal has come since this was last asked.
bool cvx_signals_take(int signal);

/// Readable as soon as a signal has come; -1 before cvx_signals_install.
int cvx_signals_wake_fd(void);
void cvx_signals_drain(void);

/// Puts the terminal's mode back to what it was at cvx_signals_install.
void cvx_signals_restore_terminal(void);

/// Stops the process as ^Z does, and returns when it continues.
void cvx_signals_suspend(void);
/// Whether ^Z is noted (while a line is edited) rather than stops the process at once.
void cvx_signals_hold_suspend(bool hold);

#endif
