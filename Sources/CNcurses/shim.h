/* What Swift can not see of ncurses: mutable globals, cast macros, variadic calls, and the wide functions' switch.
   It adds no behaviour of its own. */
#ifndef VIGIE_CNCURSES_SHIM_H
#define VIGIE_CNCURSES_SHIM_H

#define NCURSES_WIDECHAR 1
#define NCURSES_NOMACROS 1
#include <errno.h>
#include <fcntl.h>
#include <langinfo.h>
#include <locale.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>
#include <wchar.h>
#include <ncurses.h>

static inline WINDOW *vg_stdscr(void) { return stdscr; }
static inline int vg_colors(void) { return COLORS; }
static inline int vg_color_pairs(void) { return COLOR_PAIRS; }
static inline char *vg_tigetstr(const char *name) { return tigetstr((char *)name); }
static const attr_t VG_BOLD = A_BOLD, VG_DIM = A_DIM, VG_UNDERLINE = A_UNDERLINE, VG_REVERSE = A_REVERSE;
static const mmask_t VG_MOUSE_MASK = ALL_MOUSE_EVENTS | REPORT_MOUSE_POSITION;
static const mmask_t VG_PRESS = BUTTON1_PRESSED | BUTTON1_CLICKED, VG_RELEASE = BUTTON1_RELEASED;
static const mmask_t VG_MOVE = REPORT_MOUSE_POSITION;
static const mmask_t VG_WHEEL_UP = BUTTON4_PRESSED, VG_WHEEL_DOWN = BUTTON5_PRESSED;

static inline int vg_cell(cchar_t *cell, wchar_t glyph, attr_t attributes, int pair) {
    wchar_t text[2] = {glyph, 0};
    return setcchar(cell, text, attributes, 0, &pair); /* an int pair through opts: the short stops at 32767 */
}
static inline int vg_row(WINDOW *window, int y, int x, const cchar_t *cells, int count) {
    return mvwadd_wchnstr(window, y, x, cells, count);
}
static inline int vg_window_size(int fd, int *height, int *width) {
    struct winsize size;
    if (ioctl(fd, TIOCGWINSZ, &size) != 0) return -1;
    *height = size.ws_row;
    *width = size.ws_col;
    return 0;
}
static inline int vg_queued(int fd) {
    int waiting = 0;
    return ioctl(fd, TIOCOUTQ, &waiting) == 0 ? waiting : 0;
}
static inline const char *vg_codeset(void) { return nl_langinfo(CODESET); }

/* Restoring a terminal from a signal handler: only async-signal-safe calls, on memory that was filled beforehand.
   One file of Swift alone may call these, as each compiled file has a copy of the state. */
typedef struct {
    struct termios modes;
    char text[256];
    size_t size;
    volatile sig_atomic_t guarded, leaving, cut;
    int fd, wake_fd, out_fd, null_fd, kept_fd, registered;
    pthread_t screen;
} vg_signal_state;
static inline vg_signal_state *vg_state(void) {
    static vg_signal_state state = {.fd = -1, .wake_fd = -1, .out_fd = -1, .null_fd = -1, .kept_fd = -1};
    return &state;
}
static inline void vg_restore(void) {
    vg_signal_state *state = vg_state();
    if (!state->guarded) return;
    state->guarded = 0;
    if (!state->cut && write(state->fd, state->text, state->size) < 0) { /* nothing more can be done */ }
    tcsetattr(state->fd, TCSANOW, &state->modes);
}
static inline void vg_crash(int number) {
    vg_restore();
    raise(number); /* SA_RESETHAND: this time the default action */
}
static inline void vg_wake(int number) {
    int saved = errno;
    unsigned char byte = (unsigned char)number;
    int fd = vg_state()->wake_fd;
    if (fd >= 0 && write(fd, &byte, 1) < 0) { /* the pipe is full: a wake-up is pending anyway */ }
    errno = saved;
}
/* Asked to leave: the loop is woken, and has a second before `vg_overdue` looks after it. */
static inline void vg_leave(int number) {
    vg_state()->leaving = number;
    vg_wake(number);
    alarm(1);
}
/* The screen thread is still there: the terminal does not read and a write(2) hangs. From now on output goes nowhere, so that
   write ends and the process leaves by its ordinary way. If even that takes too long, it ends here. */
static inline void vg_overdue(int number) {
    int saved = errno;
    vg_signal_state *state = vg_state();
    if (state->leaving && !pthread_equal(pthread_self(), state->screen)) {
        pthread_kill(state->screen, number); /* only there can it break off the write */
    } else if (state->leaving && !state->cut) {
        state->cut = 1;
        if (state->null_fd >= 0 && state->out_fd >= 0) dup2(state->null_fd, state->out_fd);
        alarm(1);
    } else if (state->leaving) {
        tcsetattr(state->fd, TCSANOW, &state->modes);
        _exit(128 + state->leaving);
    }
    errno = saved;
}
static inline void vg_handle(const int *numbers, size_t count, void (*handler)(int), int flags) {
    struct sigaction action;
    memset(&action, 0, sizeof action);
    action.sa_handler = handler;
    action.sa_flags = flags;
    for (size_t i = 0; i < count; i++) sigaction(numbers[i], &action, NULL);
}
static inline void vg_remember(int fd, const char *text) {
    vg_signal_state *state = vg_state();
    state->fd = fd;
    state->size = strnlen(text, sizeof state->text);
    memcpy(state->text, text, state->size);
    tcgetattr(fd, &state->modes);
    state->guarded = 1;
    if (!state->registered) { atexit(vg_restore); state->registered = 1; }
}
static inline void vg_guard_crashes(void) {
    /* Whatever ends a process that does not ask for it: faults, limits, and signals that nobody here sends. */
    const int crashes[] = {SIGSEGV, SIGBUS, SIGILL, SIGTRAP, SIGABRT, SIGFPE, SIGSYS, SIGXCPU, SIGUSR1, SIGUSR2, SIGVTALRM, SIGPROF,
                           SIGIO, SIGPWR};
    vg_handle(crashes, sizeof crashes / sizeof crashes[0], vg_crash, SA_RESETHAND | SA_NODEFER);
}
/* The terminal is the shell's again: a later crash must not touch it, and nothing is overdue. */
static inline void vg_unguard(void) {
    vg_signal_state *state = vg_state();
    alarm(0);
    state->leaving = 0;
    if (state->cut && state->guarded) tcsetattr(state->fd, TCSANOW, &state->modes);
    state->guarded = 0;
}
/* Whoever was asked to leave stays after all: nothing is overdue, and what was cut off in the meantime is joined again. */
static inline void vg_stay(void) {
    vg_signal_state *state = vg_state();
    alarm(0);
    state->leaving = 0;
    if (state->cut && state->kept_fd >= 0) dup2(state->kept_fd, state->out_fd);
    state->cut = 0;
}
/* `out_fd` is what the calling thread writes frames to. */
static inline void vg_catch(int wake_fd, int out_fd, int null_fd) {
    vg_signal_state *state = vg_state();
    state->wake_fd = wake_fd;
    state->out_fd = out_fd;
    state->null_fd = null_fd;
    state->kept_fd = fcntl(out_fd, F_DUPFD_CLOEXEC, 3);
    state->screen = pthread_self();
    const int wakes[] = {SIGWINCH, SIGTSTP, SIGCONT}, leaves[] = {SIGHUP, SIGTERM, SIGINT, SIGQUIT}, late[] = {SIGALRM};
    vg_handle(wakes, 3, vg_wake, SA_RESTART);
    vg_handle(leaves, 4, vg_leave, 0); /* a write that hangs shall be broken off */
    vg_handle(late, 1, vg_overdue, 0);
    sigset_t open_set; /* whoever started us may have blocked them */
    sigemptyset(&open_set);
    for (int i = 0; i < 3; i++) sigaddset(&open_set, wakes[i]);
    for (int i = 0; i < 4; i++) sigaddset(&open_set, leaves[i]);
    sigaddset(&open_set, SIGALRM);
    pthread_sigmask(SIG_UNBLOCK, &open_set, NULL);
}
#endif
