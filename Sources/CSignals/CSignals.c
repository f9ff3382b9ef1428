#define _GNU_SOURCE
#include "CSignals.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdatomic.h>
#include <stddef.h>
#include <sys/time.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

static volatile sig_atomic_t phase = CVX_PHASE_PROMPT;
static volatile sig_atomic_t interrupted = 0;
static volatile sig_atomic_t termination = 0;
static volatile sig_atomic_t pending[NSIG];
static volatile sig_atomic_t installed = 0;
static volatile long long last_interrupt = 0;
static volatile sig_atomic_t timed_out = 0;
static volatile long long first_timeout = 0;
static long long phase_limit = 0;
static _Atomic(cvx_interrupt_handler) handler = NULL;
static _Atomic(void *) handler_context = NULL;
static int wake[2] = {-1, -1};
static struct termios saved;
static volatile sig_atomic_t has_saved = 0;

static long long milliseconds(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (long long)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

void cvx_signals_restore_terminal(void) {
    if (has_saved) {
        tcsetattr(STDIN_FILENO, TCSANOW, &saved);
    }
}

static void leave(int signal) {
    cvx_signals_restore_terminal();
    _exit(128 + signal);
}

static void call_handler(void) {
    cvx_interrupt_handler function = atomic_load(&handler);
    if (function != NULL) {
        function(atomic_load(&handler_context));
    }
}

static void on_interrupt(void) {
    if (phase == CVX_PHASE_PROMPT) {
        return;
    }
    long long now = milliseconds();
    if (interrupted && (phase == CVX_PHASE_SCRIPT || now - last_interrupt <= 1000)) {
        leave(SIGINT);
    }
    last_interrupt = now;
    interrupted = 1;
    call_handler();
}

static void on_termination(int signal) {
    // A statement that does not stop when asked must not keep the process alive for ever.
    if (phase != CVX_PHASE_PROMPT && termination != 0) {
        leave(signal);
    }
    termination = signal;
    if (phase != CVX_PHASE_PROMPT) {
        interrupted = 1;
        call_handler();
    }
}

static void on_timeout(void) {
    if (phase == CVX_PHASE_PROMPT) {
        return;
    }
    long long now = milliseconds();
    if (!timed_out) {
        first_timeout = now;
    } else if (now - first_timeout > 5000) {
        static const char text[] = "it ran past its time-out and did not stop: left\n";
        ssize_t written = write(STDERR_FILENO, text, sizeof text - 1);
        (void)written;
        leave(SIGINT);
    }
    timed_out = 1;
    interrupted = 1;
    call_handler();
}

static void on_signal(int signal) {
    int saved_errno = errno;
    pending[signal] = 1;
    if (signal == SIGALRM) {
        on_timeout();
    } else if (signal == SIGINT) {
        on_interrupt();
    } else if (signal == SIGTERM || signal == SIGHUP) {
        on_termination(signal);
    }
    if (wake[1] >= 0) {
        ssize_t written = write(wake[1], "", 1);
        (void)written;  // a full pipe wakes as well
    }
    errno = saved_errno;
}

// No SA_RESTART: a read at the prompt has to return when a signal comes.
static void handle(int signal) {
    struct sigaction action = {0};
    action.sa_handler = on_signal;
    sigfillset(&action.sa_mask);
    sigaction(signal, &action, NULL);
}

static void take(int signal) {
    struct sigaction before;
    if (sigaction(signal, NULL, &before) == 0 && before.sa_handler == SIG_IGN) {
        return;
    }
    handle(signal);
}

// The alarm is our own: whoever started the process has no say in it, though a blocked signal is inherited.
static void take_alarm(void) {
    sigset_t alarm;
    sigemptyset(&alarm);
    sigaddset(&alarm, SIGALRM);
    handle(SIGALRM);
    sigprocmask(SIG_UNBLOCK, &alarm, NULL);
}

int cvx_signals_install(void) {
    if (installed) {
        return 0;
    }
    if (pipe2(wake, O_CLOEXEC | O_NONBLOCK) != 0) {
        return errno;
    }
    has_saved = tcgetattr(STDIN_FILENO, &saved) == 0;
    installed = 1;
    take(SIGINT);
    take(SIGTERM);
    take(SIGHUP);
    take(SIGWINCH);
    take(SIGCONT);
    take_alarm();
    signal(SIGPIPE, SIG_IGN);
    return 0;
}

void cvx_signals_set_handler(cvx_interrupt_handler function, void *context) {
    // Never a new function with the old one's context.
    atomic_store(&handler, NULL);
    atomic_store(&handler_context, context);
    atomic_store(&handler, function);
}

void cvx_signals_set_timeout(long long milliseconds) { phase_limit = milliseconds; }

void cvx_signals_enter(cvx_phase next) {
    // A tenth of a second between interrupts: one that comes between two queries stops neither.
    struct itimerval timer = {.it_interval = {.tv_usec = 100000}};
    if (next != CVX_PHASE_PROMPT && phase_limit > 0) {
        timer.it_value.tv_sec = phase_limit / 1000;
        timer.it_value.tv_usec = phase_limit % 1000 * 1000;
    }
    if (phase_limit > 0) {
        setitimer(ITIMER_REAL, &timer, NULL);
    }
    interrupted = 0;
    timed_out = 0;
    pending[SIGINT] = 0;
    phase = next;
}

bool cvx_signals_timed_out(void) { return timed_out != 0; }

bool cvx_signals_interrupted(void) { return interrupted != 0; }

int cvx_signals_termination(void) { return termination; }

bool cvx_signals_take(int signal) {
    bool was = pending[signal] != 0;
    pending[signal] = 0;
    return was;
}

int cvx_signals_wake_fd(void) { return wake[0]; }

void cvx_signals_drain(void) {
    char bytes[64];
    while (wake[0] >= 0 && read(wake[0], bytes, sizeof bytes) > 0) {
    }
}

void cvx_signals_hold_suspend(bool hold) {
    if (hold) {
        take(SIGTSTP);
    } else {
        struct sigaction before;
        if (sigaction(SIGTSTP, NULL, &before) == 0 && before.sa_handler == on_signal) {
            signal(SIGTSTP, SIG_DFL);
        }
    }
}

void cvx_signals_suspend(void) {
    signal(SIGTSTP, SIG_DFL);
    kill(0, SIGTSTP);
    take(SIGTSTP);
}
