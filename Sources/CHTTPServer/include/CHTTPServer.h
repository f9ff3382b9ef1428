#ifndef CVX_CHTTPSERVER_H
#define CVX_CHTTPSERVER_H

// libmicrohttpd, found when it is first used. It reads requests and writes answers on the caller's own thread; when and
// what is answered is the caller's affair, so that an answer can come late, half or not at all.

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct cvx_server cvx_server;
/// A request that has come whole; it is the library's again as soon as it is answered.
typedef struct cvx_exchange cvx_exchange;
typedef void (*cvx_server_handler)(void *context, cvx_exchange *exchange);

/// Loads the library, once; no other function may be called before. NULL, or why it is not there.
const char *cvx_server_load(const char *name);

/// Listens on 127.0.0.1; NULL where that is not possible, with errno.
/// - Parameter port: 0: any that is free
cvx_server *cvx_server_open(uint16_t port, cvx_server_handler handler, void *context);
uint16_t cvx_server_port(cvx_server *server);
/// Does what there is to do, and waits for something to do that long at most.
void cvx_server_turn(cvx_server *server, int64_t nanoseconds);

const char *cvx_exchange_method(const cvx_exchange *exchange);
/// Without the query.
const char *cvx_exchange_path(const cvx_exchange *exchange);
/// NULL where there is no such header.
const char *cvx_exchange_header(const cvx_exchange *exchange, const char *name);
const void *cvx_exchange_body(const cvx_exchange *exchange, size_t *size);

/// Adds a header to the answer that is to come.
void cvx_exchange_add_header(cvx_exchange *exchange, const char *name, const char *value);
/// Answers; the connection ends after `sent` bytes where they are fewer than the body's.
void cvx_exchange_answer(cvx_exchange *exchange, unsigned int status, const void *body, size_t size, size_t sent);
/// Answers with so many bytes that mean nothing.
void cvx_exchange_flood(cvx_exchange *exchange, unsigned int status, uint64_t size);
/// Ends the connection without an answer.
void cvx_exchange_drop(cvx_exchange *exchange);

#endif
