#define _GNU_SOURCE
#include "CCurl.h"

#include <dlfcn.h>
#include <pthread.h>

// The declarations of the header tell each pointer's type, so that one cannot be called as what it is not. Its macros
// of the same names check the arguments of calls by name, and there are none.
#undef curl_easy_setopt
#undef curl_easy_getinfo
#undef curl_multi_setopt

#define FUNCTIONS(each)                                                                                                \
    each(curl_global_init) each(curl_version_info) each(curl_easy_init) each(curl_easy_reset) each(curl_easy_cleanup)  \
        each(curl_easy_setopt) each(curl_easy_getinfo) each(curl_easy_strerror) each(curl_slist_append)                \
            each(curl_slist_free_all) each(curl_multi_init) each(curl_multi_cleanup) each(curl_multi_setopt)           \
                each(curl_multi_add_handle) each(curl_multi_remove_handle) each(curl_multi_perform)                    \
                    each(curl_multi_poll) each(curl_multi_info_read)

static struct {
#define DECLARE(name) __typeof__(&name) name;
    FUNCTIONS(DECLARE)
} curl;

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static unsigned int version = 0;

static const char *load(void *library) {
#define FIND(name)                                                                                                     \
    if ((curl.name = (__typeof__(&name))dlsym(library, #name)) == NULL) {                                              \
        return dlerror();                                                                                              \
    }
    FUNCTIONS(FIND)
    if (curl.curl_global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK) {
        return "it does not start";
    }
    version = curl.curl_version_info(CURLVERSION_NOW)->version_num;
    return NULL;
}

const char *cvx_curl_load(const char *name) {
    pthread_mutex_lock(&lock);
    void *library = dlopen(name, RTLD_NOW | RTLD_LOCAL);
    const char *problem = library == NULL ? dlerror() : version == 0 ? load(library) : NULL;
    pthread_mutex_unlock(&lock);
    return problem;
}

unsigned int cvx_curl_version(void) { return version; }

CURL *cvx_easy_open(void) { return curl.curl_easy_init(); }
void cvx_easy_reset(CURL *easy) { curl.curl_easy_reset(easy); }
void cvx_easy_close(CURL *easy) { curl.curl_easy_cleanup(easy); }

CURLcode cvx_easy_set_long(CURL *easy, CURLoption option, long value) {
    return curl.curl_easy_setopt(easy, option, value);
}

CURLcode cvx_easy_set_pointer(CURL *easy, CURLoption option, void *value) {
    return curl.curl_easy_setopt(easy, option, value);
}

CURLcode cvx_easy_set_callbacks(CURL *easy, cvx_curl_sink body, cvx_curl_sink head, cvx_curl_gate gate, void *context) {
    curl.curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, body);
    curl.curl_easy_setopt(easy, CURLOPT_WRITEDATA, context);
    curl.curl_easy_setopt(easy, CURLOPT_HEADERFUNCTION, head);
    curl.curl_easy_setopt(easy, CURLOPT_HEADERDATA, context);
    curl.curl_easy_setopt(easy, CURLOPT_PREREQDATA, context);
    return curl.curl_easy_setopt(easy, CURLOPT_PREREQFUNCTION, gate);
}

long cvx_easy_long(CURL *easy, CURLINFO info) {
    long value = 0;
    curl.curl_easy_getinfo(easy, info, &value);
    return value;
}

const char *cvx_easy_failure(CURLcode code) { return curl.curl_easy_strerror(code); }

struct curl_slist *cvx_slist_append(struct curl_slist *list, const char *text) {
    return curl.curl_slist_append(list, text);
}

void cvx_slist_free(struct curl_slist *list) { curl.curl_slist_free_all(list); }

CURLM *cvx_multi_open(long connections) {
    CURLM *multi = curl.curl_multi_init();
    if (multi != NULL) {
        curl.curl_multi_setopt(multi, CURLMOPT_MAXCONNECTS, connections);
        curl.curl_multi_setopt(multi, CURLMOPT_MAX_TOTAL_CONNECTIONS, connections);
    }
    return multi;
}

void cvx_multi_close(CURLM *multi) { curl.curl_multi_cleanup(multi); }
CURLMcode cvx_multi_add(CURLM *multi, CURL *easy) { return curl.curl_multi_add_handle(multi, easy); }
void cvx_multi_remove(CURLM *multi, CURL *easy) { curl.curl_multi_remove_handle(multi, easy); }

CURLMcode cvx_multi_perform(CURLM *multi) {
    int running = 0;
    return curl.curl_multi_perform(multi, &running);
}

CURLMcode cvx_multi_poll(CURLM *multi, int milliseconds) {
    return curl.curl_multi_poll(multi, NULL, 0, milliseconds, NULL);
}

CURL *cvx_multi_done(CURLM *multi, CURLcode *code) {
    int left = 0;
    CURLMsg *message;
    while ((message = curl.curl_multi_info_read(multi, &left)) != NULL) {
        if (message->msg == CURLMSG_DONE) {
            *code = message->data.result;
            return message->easy_handle;
        }
    }
    return NULL;
}
