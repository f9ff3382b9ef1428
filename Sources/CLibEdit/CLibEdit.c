#define _XOPEN_SOURCE 700
#include "CLibEdit.h"

#include <langinfo.h>
#include <locale.h>
#include <stdio.h>
#include <string.h>
#include <wchar.h>

_Static_assert(sizeof(wchar_t) == sizeof(int32_t), "wchar_t holds a code point");

EditLine *cvx_el_open(const char *program, bool draw_on_stderr) {
    return el_init(program, stdin, draw_on_stderr ? stderr : stdout, stderr);
}

int cvx_el_set_editor(EditLine *el, const char *mode) { return el_set(el, EL_EDITOR, mode); }

bool cvx_el_is_vi(EditLine *el) {
    const char *mode = NULL;
    return el_get(el, EL_EDITOR, &mode) == 0 && mode != NULL && strcmp(mode, "vi") == 0;
}

bool cvx_el_is_editing(EditLine *el) {
    int on = 0;
    return el_get(el, EL_EDITMODE, &on) == 0 && on != 0;
}

void cvx_el_set_prompt(EditLine *el, cvx_el_prompt prompt, char escape) {
    el_set(el, EL_PROMPT_ESC, prompt, (int)escape);
}

void cvx_el_set_reader(EditLine *el, cvx_el_reader reader) { el_set(el, EL_GETCFN, (el_rfunc_t)reader); }

void cvx_el_keep_line_ends(EditLine *el) {
    el_set(el, EL_SETTY, "-d", "-icrnl", "-inlcr", (char *)NULL);
}

void cvx_el_set_client(EditLine *el, void *client) { el_set(el, EL_CLIENTDATA, client); }

void *cvx_el_client(EditLine *el) {
    void *client = NULL;
    el_get(el, EL_CLIENTDATA, &client);
    return client;
}

void cvx_el_set_history(EditLine *el, History *h) { el_set(el, EL_HIST, history, h); }

void cvx_history_set_size(History *h, int size) {
    HistEvent event;
    history(h, &event, H_SETSIZE, size);
}

void cvx_history_enter(History *h, const char *text) {
    HistEvent event;
    history(h, &event, H_ENTER, text);
}

int cvx_el_add_command(EditLine *el, const char *name, const char *help, cvx_el_command command) {
    return el_set(el, EL_ADDFN, name, help, command);
}

int cvx_el_bind(EditLine *el, const char *key, const char *command) {
    return el_set(el, EL_BIND, key, command, (char *)NULL);
}

int cvx_el_bind_alternative(EditLine *el, const char *key, const char *command) {
    return el_set(el, EL_BIND, "-a", key, command, (char *)NULL);
}

void cvx_el_refresh(EditLine *el) { el_set(el, EL_REFRESH); }

void cvx_el_prepare_terminal(EditLine *el, bool raw) { el_set(el, EL_PREP_TERM, (int)raw); }

const int32_t *cvx_el_line(EditLine *el, size_t *count, size_t *cursor) {
    const LineInfoW *line = el_wline(el);
    *count = (size_t)(line->lastchar - line->buffer);
    *cursor = (size_t)(line->cursor - line->buffer);
    return (const int32_t *)line->buffer;
}

bool cvx_el_has_newline(EditLine *el) {
    const LineInfoW *line = el_wline(el);
    return wmemchr(line->buffer, L'\n', (size_t)(line->lastchar - line->buffer)) != NULL;
}

int cvx_el_insert(EditLine *el, const int32_t *text) { return el_winsertstr(el, (const wchar_t *)text); }

int cvx_el_replace(EditLine *el, const int32_t *text) { return el_wreplacestr(el, (const wchar_t *)text); }

void cvx_el_push(EditLine *el, const int32_t *keys) { el_wpush(el, (const wchar_t *)keys); }

const int32_t *cvx_el_gets(EditLine *el, int *count) { return (const int32_t *)el_wgets(el, count); }

int cvx_el_width(int32_t code_point) { return wcwidth(code_point); }

bool cvx_set_utf8_locale(void) {
    if (setlocale(LC_CTYPE, "") != NULL && strcmp(nl_langinfo(CODESET), "UTF-8") == 0) {
        return true;
    }
    return setlocale(LC_CTYPE, "C.UTF-8") != NULL || setlocale(LC_CTYPE, "en_US.UTF-8") != NULL;
}
