#ifndef CVX_CLIBEDIT_H
#define CVX_CLIBEDIT_H

// Typed wrappers round libedit's variadic functions, which Swift cannot call. Text goes in and out as
// arrays of 32-bit code points, because that is what wchar_t holds here and what libedit edits.

#include <histedit.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef unsigned char (*cvx_el_command)(EditLine *, uint32_t key);
typedef int (*cvx_el_reader)(EditLine *, int32_t *key);
typedef char *(*cvx_el_prompt)(EditLine *);

/// An editor on standard input that draws on standard output, or on standard error.
EditLine *cvx_el_open(const char *program, bool draw_on_stderr);

int cvx_el_set_editor(EditLine *el, const char *mode);
/// Whether the editing mode is vi (as ~/.editrc may have chosen).
bool cvx_el_is_vi(EditLine *el);
/// Whether ~/.editrc left editing switched on.
bool cvx_el_is_editing(EditLine *el);

void cvx_el_set_prompt(EditLine *el, cvx_el_prompt prompt, char escape);
void cvx_el_set_reader(EditLine *el, cvx_el_reader reader);
/// While a line is edited the terminal takes neither character of a line end for the other: libedit has it exchange
/// them, which makes two lines of a pasted end of both.
void cvx_el_keep_line_ends(EditLine *el);
void cvx_el_set_client(EditLine *el, void *client);
void *cvx_el_client(EditLine *el);
void cvx_el_set_history(EditLine *el, History *history);
void cvx_history_set_size(History *history, int size);
void cvx_history_enter(History *history, const char *text);

int cvx_el_add_command(EditLine *el, const char *name, const char *help, cvx_el_command command);
int cvx_el_bind(EditLine *el, const char *key, const char *command);
/// Binds in the alternative map, which is the command mode of vi.
int cvx_el_bind_alternative(EditLine *el, const char *key, const char *command);

/// Draws prompt and line again from the terminal's current row.
void cvx_el_refresh(EditLine *el);
/// Raw mode for editing, or the mode that the terminal had.
void cvx_el_prepare_terminal(EditLine *el, bool raw);

/// The line's code points, their count, and the cursor's index.
const int32_t *cvx_el_line(EditLine *el, size_t *count, size_t *cursor);
/// Whether the line has several rows of its own; asked before every key, so it copies nothing.
bool cvx_el_has_newline(EditLine *el);
/// Inserts at the cursor; the text ends with 0.
int cvx_el_insert(EditLine *el, const int32_t *text);
int cvx_el_replace(EditLine *el, const int32_t *text);
/// Keys to read before others; they end with 0.
void cvx_el_push(EditLine *el, const int32_t *keys);
const int32_t *cvx_el_gets(EditLine *el, int *count);
int cvx_el_width(int32_t code_point);

/// Makes LC_CTYPE a UTF-8 locale: the user's, or C.UTF-8 where that one is not. False where there is none.
bool cvx_set_utf8_locale(void);

#endif
