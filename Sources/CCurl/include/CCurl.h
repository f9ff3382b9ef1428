#ifndef CVX_CCURL_H
#define CVX_CCURL_H

// libcurl, found when it is first used: linked, it takes 3 ms of every start. curl_easy_setopt and its kin are variadic,
// which Swift cannot call, so each kind of option has a function here.

#include <curl/curl.h>
#include <stdbool.h>

/// Loads the library, once; no other function may be called before. NULL, or why it is not.
/// - Parameter name: as in `libcurl.so.4`
const char *cvx_curl_load(const char *name);
/// As in 0x075801; 0 before the library is loaded.
unsigned int cvx_curl_version(void);

/// Takes bytes of an answer; another count than `size * count` ends the transfer.
typedef size_t (*cvx_curl_sink)(char *bytes, size_t size, size_t count, void *context);
/// Asked each time a request is about to be sent on a connection: CURL_PREREQFUNC_OK or CURL_PREREQFUNC_ABORT.
typedef int (*cvx_curl_gate)(void *context, char *to, char *from, int to_port, int from_port);

CURL *cvx_easy_open(void);
void cvx_easy_reset(CURL *easy);
void cvx_easy_close(CURL *easy);
CURLcode cvx_easy_set_long(CURL *easy, CURLoption option, long value);
/// The text is copied, but for CURLOPT_POSTFIELDS and CURLOPT_ERRORBUFFER.
CURLcode cvx_easy_set_pointer(CURL *easy, CURLoption option, void *value);
CURLcode cvx_easy_set_callbacks(CURL *easy, cvx_curl_sink body, cvx_curl_sink head, cvx_curl_gate gate, void *context);
long cvx_easy_long(CURL *easy, CURLINFO info);
const char *cvx_easy_failure(CURLcode code);

/// NULL where there is no memory; the list stays as it was.
struct curl_slist *cvx_slist_append(struct curl_slist *list, const char *text);
void cvx_slist_free(struct curl_slist *list);

/// - Parameter connections: kept open at most
CURLM *cvx_multi_open(long connections);
void cvx_multi_close(CURLM *multi);
CURLMcode cvx_multi_add(CURLM *multi, CURL *easy);
void cvx_multi_remove(CURLM *multi, CURL *easy);
CURLMcode cvx_multi_perform(CURLM *multi);
CURLMcode cvx_multi_poll(CURLM *multi, int milliseconds);
/// The next transfer that is done, with how it ended; NULL when there is none.
CURL *cvx_multi_done(CURLM *multi, CURLcode *code);

#endif
