#define _GNU_SOURCE
#include "CHTTPServer.h"

#include <arpa/inet.h>
#include <dlfcn.h>
#include <errno.h>
#include <microhttpd.h>
#include <netinet/in.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define BODY_LIMIT (16u << 20)
#define HEADER_LIMIT 8

#define FUNCTIONS(each)                                                                                                \
    each(MHD_start_daemon) each(MHD_run) each(MHD_get_timeout) each(MHD_get_daemon_info)                               \
        each(MHD_create_response_from_buffer) each(MHD_create_response_from_callback) each(MHD_add_response_header)    \
            each(MHD_queue_response) each(MHD_destroy_response) each(MHD_lookup_connection_value)                      \
                each(MHD_suspend_connection) each(MHD_resume_connection)

static struct {
#define DECLARE(name) __typeof__(&name) name;
    FUNCTIONS(DECLARE)
} mhd;

struct cvx_server {
    struct MHD_Daemon *daemon;
    int epoll;
    cvx_server_handler handler;
    void *context;
    /// An answer came after a pause: there is something to do that the library's own timeout does not tell of.
    bool has_resumed;
};

struct cvx_exchange {
    cvx_server *server;
    struct MHD_Connection *connection;
    char *method;
    char *path;
    char *body;
    size_t size;
    size_t capacity;
    /// The headers of the answer, before there is one.
    char *names[HEADER_LIMIT];
    char *values[HEADER_LIMIT];
    int headers;
    struct MHD_Response *response;
    unsigned int status;
    bool is_handed_over;
    bool is_answered;
    bool is_suspended;
};

static void *loaded = NULL;

const char *cvx_server_load(const char *name) {
    if (loaded != NULL) {
        return NULL;
    }
    void *library = dlopen(name, RTLD_NOW | RTLD_LOCAL);
    if (library == NULL) {
        return dlerror();
    }
#define FIND(name)                                                                                                     \
    if ((mhd.name = (__typeof__(&name))dlsym(library, #name)) == NULL) {                                               \
        return dlerror();                                                                                              \
    }
    FUNCTIONS(FIND)
    loaded = library;
    return NULL;
}

// MARK: requests

static cvx_exchange *begin(cvx_server *server, struct MHD_Connection *connection, const char *method, const char *path) {
    cvx_exchange *exchange = calloc(1, sizeof *exchange);
    if (exchange == NULL) {
        return NULL;
    }
    exchange->server = server;
    exchange->connection = connection;
    exchange->method = strdup(method);
    exchange->path = strdup(path);
    return exchange;
}

static bool append(cvx_exchange *exchange, const char *bytes, size_t count) {
    if (count > BODY_LIMIT - exchange->size) {
        return false;
    }
    if (exchange->size + count > exchange->capacity) {
        size_t capacity = (exchange->size + count) * 2;
        char *body = realloc(exchange->body, capacity);
        if (body == NULL) {
            return false;
        }
        exchange->body = body;
        exchange->capacity = capacity;
    }
    memcpy(exchange->body + exchange->size, bytes, count);
    exchange->size += count;
    return true;
}

static enum MHD_Result send_answer(cvx_exchange *exchange) {
    if (exchange->response == NULL) {
        return MHD_NO;
    }
    for (int index = 0; index < exchange->headers; index++) {
        mhd.MHD_add_response_header(exchange->response, exchange->names[index], exchange->values[index]);
    }
    return mhd.MHD_queue_response(exchange->connection, exchange->status, exchange->response);
}

/// Called when a request's head has come, for each piece of its body, and when all has come; after a pause once more.
static enum MHD_Result handle(void *context, struct MHD_Connection *connection, const char *path, const char *method,
                              const char *version, const char *bytes, size_t *count, void **state) {
    (void)version;
    cvx_server *server = context;
    cvx_exchange *exchange = *state;
    if (exchange == NULL) {
        *state = exchange = begin(server, connection, method, path);
        return exchange == NULL ? MHD_NO : MHD_YES;
    }
    if (*count > 0) {
        bool has_room = append(exchange, bytes, *count);
        *count = 0;
        return has_room ? MHD_YES : MHD_NO;
    }
    if (!exchange->is_handed_over) {
        exchange->is_handed_over = true;
        server->handler(server->context, exchange);
    }
    if (exchange->is_answered) {
        return send_answer(exchange);
    }
    exchange->is_suspended = true;
    mhd.MHD_suspend_connection(connection);
    return MHD_YES;
}

static void end(void *context, struct MHD_Connection *connection, void **state, enum MHD_RequestTerminationCode code) {
    (void)context;
    (void)connection;
    (void)code;
    cvx_exchange *exchange = *state;
    if (exchange == NULL) {
        return;
    }
    if (exchange->response != NULL) {
        mhd.MHD_destroy_response(exchange->response);
    }
    for (int index = 0; index < exchange->headers; index++) {
        free(exchange->names[index]);
        free(exchange->values[index]);
    }
    free(exchange->method);
    free(exchange->path);
    free(exchange->body);
    free(exchange);
    *state = NULL;
}

const char *cvx_exchange_method(const cvx_exchange *exchange) { return exchange->method ? exchange->method : ""; }
const char *cvx_exchange_path(const cvx_exchange *exchange) { return exchange->path ? exchange->path : ""; }

const char *cvx_exchange_header(const cvx_exchange *exchange, const char *name) {
    return mhd.MHD_lookup_connection_value(exchange->connection, MHD_HEADER_KIND, name);
}

const void *cvx_exchange_body(const cvx_exchange *exchange, size_t *size) {
    *size = exchange->size;
    return exchange->body;
}

// MARK: answers

void cvx_exchange_add_header(cvx_exchange *exchange, const char *name, const char *value) {
    if (exchange->headers < HEADER_LIMIT) {
        exchange->names[exchange->headers] = strdup(name);
        exchange->values[exchange->headers] = strdup(value);
        exchange->headers++;
    }
}

static void answer(cvx_exchange *exchange, unsigned int status, struct MHD_Response *response) {
    if (exchange->is_answered) {
        return;
    }
    exchange->is_answered = true;
    exchange->status = status;
    exchange->response = response;
    if (exchange->is_suspended) {
        mhd.MHD_resume_connection(exchange->connection);
        exchange->server->has_resumed = true;
    }
}

/// What is sent of a body, and where it ends before its end.
struct part {
    uint64_t end;
    char bytes[];
};

static ssize_t read_part(void *context, uint64_t from, char *to, size_t room) {
    struct part *part = context;
    if (from >= part->end) {
        return MHD_CONTENT_READER_END_WITH_ERROR;
    }
    size_t count = part->end - from < room ? (size_t)(part->end - from) : room;
    memcpy(to, part->bytes + from, count);
    return (ssize_t)count;
}

void cvx_exchange_answer(cvx_exchange *exchange, unsigned int status, const void *body, size_t size, size_t sent) {
    if (sent >= size) {
        void *bytes = (void *)(size > 0 ? body : "");
        answer(exchange, status, mhd.MHD_create_response_from_buffer(size, bytes, MHD_RESPMEM_MUST_COPY));
        return;
    }
    struct part *part = malloc(sizeof *part + sent);
    if (part == NULL) {
        cvx_exchange_drop(exchange);
        return;
    }
    part->end = sent;
    memcpy(part->bytes, body, sent);
    answer(exchange, status, mhd.MHD_create_response_from_callback(size, 4096, read_part, part, free));
}

static ssize_t read_filler(void *context, uint64_t from, char *to, size_t room) {
    (void)context;
    (void)from;
    memset(to, 'x', room);
    return (ssize_t)room;
}

void cvx_exchange_flood(cvx_exchange *exchange, unsigned int status, uint64_t size) {
    answer(exchange, status, mhd.MHD_create_response_from_callback(size, 65536, read_filler, NULL, NULL));
}

void cvx_exchange_drop(cvx_exchange *exchange) { answer(exchange, 0, NULL); }

// MARK: the server

cvx_server *cvx_server_open(uint16_t port, cvx_server_handler handler, void *context) {
    cvx_server *server = calloc(1, sizeof *server);
    if (server == NULL) {
        return NULL;
    }
    server->handler = handler;
    server->context = context;
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons(port)};
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    server->daemon = mhd.MHD_start_daemon(MHD_USE_EPOLL | MHD_ALLOW_SUSPEND_RESUME, port, NULL, NULL, handle, server,
                                          MHD_OPTION_SOCK_ADDR, (struct sockaddr *)&address,
                                          MHD_OPTION_NOTIFY_COMPLETED, end, NULL, MHD_OPTION_END);
    if (server->daemon == NULL) {
        int problem = errno;
        free(server);
        errno = problem;
        return NULL;
    }
    server->epoll = mhd.MHD_get_daemon_info(server->daemon, MHD_DAEMON_INFO_EPOLL_FD)->epoll_fd;
    return server;
}

uint16_t cvx_server_port(cvx_server *server) {
    return mhd.MHD_get_daemon_info(server->daemon, MHD_DAEMON_INFO_BIND_PORT)->port;
}

void cvx_server_turn(cvx_server *server, int64_t nanoseconds) {
    MHD_UNSIGNED_LONG_LONG own = 0;
    if (mhd.MHD_get_timeout(server->daemon, &own) == MHD_YES && (int64_t)own * 1000000 < nanoseconds) {
        nanoseconds = (int64_t)own * 1000000;
    }
    if (server->has_resumed) {
        server->has_resumed = false;
        nanoseconds = 0;
    }
    struct pollfd request = {.fd = server->epoll, .events = POLLIN};
    struct timespec time = {.tv_sec = nanoseconds / 1000000000, .tv_nsec = nanoseconds % 1000000000};
    ppoll(&request, 1, &time, NULL);
    mhd.MHD_run(server->daemon);
}
