/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The HTTP server: one event loop (libmicrohttpd) that reads and sends, workers that run handlers with a
 * database connection each, hash threads, the live hub and a reaper for absolute deadlines. What the program
 * does is given by routes and hooks; http knows nothing of people, sessions or pages.
 *
 * A request: loop (framing, route, origin, size) -> worker (gate) -> loop (body, when there is one) -> worker
 * (the gate again after a slow body, fields, handler) -> writer or hash thread -> worker (`then`) -> loop (send). Nothing waits for another
 * thread but by being handed over.
 */
#ifndef HTTP_SERVER_H
#define HTTP_SERVER_H

#include "base/clock.h"
#include "base/error.h"
#include "http/live.h"
#include "http/outcome.h"
#include "http/request.h"
#include "http/route.h"

struct server;
struct http_change;

/* What the gate says. */
enum gate {
    GATE_OPEN,       /* go on */
    GATE_SIGNED_OUT, /* nobody is signed in and the rule needs somebody */
    GATE_FACTOR,     /* a second factor has to be shown first */
    GATE_CONFIRM,    /* a sensitive act: who they are has to be shown again first */
    GATE_HIDDEN,     /* there is nothing here for this person: 404 */
    GATE_DENIED,     /* known, but not allowed: 403 */
    GATE_FAILED,     /* the database did not answer: 500 */
    GATE__MAX
};

/* A change on its way to the writer and back. */
struct http_change {
    int (*change)(struct change *change, void *argument); /* may be run more than once */
    void *argument;
    void (*done)(struct http_change *change); /* set by the server */
    int status;                               /* set by http_change_done */
    struct error error;
};

/* The change is on disk (STATUS_OK) or was not made (negative status, `error` may be NULL, copied). From any
 * thread, once; the request may be gone right after it. */
void http_change_done(struct http_change *change, int status, const struct error *error);

/* The program above. All but open_reader and gate may be NULL. Called on workers, several at the same time.
 */
struct http_hooks {
    void *context; /* request->app */

    /* A database connection for one worker; NULL stops the start. close_reader gets it back. */
    struct db *(*open_reader)(void *context);
    void (*close_reader)(void *context, struct db *db);

    /* Before and after each step on a worker (one read transaction a step). `before` fails: 503. */
    int (*before)(struct request *request);
    void (*after)(struct request *request);

    /* Session and rule: sets organisation, person, session, viewer and words of the request, answers whether
     * the rule of request->route holds. Path fields are checked by then. request->route is NULL for an
     * unknown address: then only the person is wanted. Asked again when a body was long under way: what it said
     * before is forgotten. */
    enum gate (*gate)(struct request *request);

    /* Hands a change to the writer: false when its queue is full and nothing was taken. Called on a worker.
     * What the writer needs is kept in request->arena, which stays until http_change_done. NULL: no changes.
     * Where the engine has no writer thread (PostgreSQL) it runs the change here and calls http_change_done
     * before it returns. */
    bool (*submit)(struct request *request, struct http_change *change);

    /* Pages for what did not work out: a status of 400 and up; field errors (422); nobody signed in, GATE_FACTOR and
     * GATE_CONFIRM (usually 303 to the page that asks, or that page itself with request_raw_fields kept in it). */
    struct outcome (*refuse)(struct request *request, int status);
    struct outcome (*invalid)(struct request *request);
    struct outcome (*signed_out)(struct request *request);
    struct outcome (*factor)(struct request *request);
    struct outcome (*confirm)(struct request *request);

    /* For /healthz: true when the database answers. */
    bool (*healthy)(struct request *request);

    /* Somebody asks for a host that no site has: a page with status 421 (RFC 9110 section 15.5.20), made without a database,
     * for it belongs to none. */
    struct outcome (*misdirected)(struct request *request);
};

/*
 * What belongs to one host when a server answers for several. Nothing is shared between sites but threads, routes and static
 * files: each has its own hooks (with them its databases and people), live hub and folder for uploads.
 */
struct server_site {
    const char *origin;       /* as in struct server_options; its host is what requests are told apart by */
    const char *spool_folder; /* for uploads that are under way */
    struct http_hooks hooks;
    struct live *live; /* as in struct server_options */
};
enum { SERVER_SITES_MAXIMUM = 256 };

/* A static file of the build; the table is generated with these members. */
struct asset_file;

/* Zero in a number takes the default in brackets. Texts and tables must outlive the server. */
struct server_options {
    const char *address;                /* to listen on ["127.0.0.1"]; "::" for all, both families */
    uint16_t port;                      /* 0 picks one, see server_port */
    const char *origin;                 /* "https://samenspel.example"; NULL: whatever Host says (only on loopback) */
    const char *const *trusted_proxies; /* addresses ("127.0.0.1", "10.0.0.0/8") whose X-Forwarded-* count;
                                           ends with NULL; may be NULL */
    const char *spool_folder;           /* for uploads that are under way ["/tmp"] */
    const struct routes *routes;        /* tables of the features */
    size_t routes_count;
    const struct asset_file *assets; /* static files */
    size_t asset_count;
    struct http_hooks hooks;
    const struct server_site
        *sites; /* beside the one that the members above and `live` make; with any, a request for a host that
                                 none has is answered by `misdirected` of hooks */
    size_t site_count;
    const struct clock *clock; /* [clock_system()] */
    struct live *live;         /* hub, owned by the caller, stopped after the server; NULL: no streams */

    int workers;                 /* [2] */
    int hash_threads;            /* [2] */
    int hash_waiting;            /* hashes that may wait [64] */
    int connections;             /* at the same time [4096] */
    int connections_per_address; /* [64]; -1: no limit; without meaning and off when there are trusted proxies
                                  */
    size_t connection_memory;    /* bytes for one connection's headers, both ways, and its reading [12288] */
    size_t header_limit;         /* bytes of a request's headers [4096] */
    int header_ms;               /* from the connection's start to the last header [10000] */
    int idle_ms;                 /* from an answer's end to the last header of the next request [75000] */
    int body_ms;                 /* for a body, and a second more for each body_rate bytes [60000] */
    int body_rate;               /* slowest upload in bytes a second [16384] */
    int answer_ms;               /* for sending an answer, and a second more for each answer_rate bytes [30000] */
    int answer_rate;             /* [16384] */
    int stop_ms;                 /* for requests under way at a stop [10000] */
    bool log_requests;           /* one line a request */
    bool log_addresses;          /* with the client's address */
};

/* Opens the readers, starts the threads and listens. For the whole process it ignores SIGPIPE and raises the soft limit of
 * open files. STATUS_INVALID for a wrong option or route table, STATUS_FAILED when the address cannot be used; the reason
 * is in error->detail. */
int server_start(const struct server_options *options, struct error *error, struct server **ret_server) MUST_CHECK;

/* The port that is listened on. */
uint16_t server_port(const struct server *server);

/* Stops accepting, lets requests under way end (at most stop_ms), ends the threads and frees everything.
 * Changes that were taken are made. Call it from main when a signal asked for it, not in the signal handler.
 */
void server_stop(struct server *server);

/* Figures for doctor and tests. */
struct server_figures {
    uint64_t requests;  /* answered since the start */
    size_t connections; /* open now */
    size_t running;     /* requests on a worker, the writer or a hash thread */
    size_t arenas;      /* arenas kept for reuse */
};
struct server_figures server_figures(struct server *server);

#endif
