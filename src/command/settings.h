/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The settings of an installation, one table: name, type, bounds, default and help. A value comes from, the last one
 * winning, the default, DATA/samenspel.conf (`name = value` lines), the environment (SAMENSPEL_NAME), and the command line
 * (--name VALUE). What an organisation decides for itself is in the database, not here.
 */
#ifndef COMMAND_SETTINGS_H
#define COMMAND_SETTINGS_H

#include "base/arena.h"
#include "base/error.h"
#include "base/log.h"

#define SETTINGS_FILE "samenspel.conf" /* in the data folder */
#define SETTINGS_DATA "/var/lib/samenspel"

enum {
    SETTINGS_FILE_MAXIMUM = 64 * 1024, /* bytes */
    SETTINGS_LIST_MAXIMUM = 32         /* values of one list */
};

/* Everything is in the arena of settings_load, each text with a NUL after it. Paths are absolute. */
struct settings {
    const char *data;                   /* folder of the installation */
    const char *control;                /* socket in it, db/control.h */
    const char *database;               /* SQLite file, or location of a PostgreSQL database */
    const char *database_owner;         /* location for what makes and copies tables; "": as database */
    const char *key;                    /* file */
    const char *media;                  /* folder */
    const char *backups;                /* folder for the copies that migrate makes */
    const char *spool;                  /* folder for uploads under way */
    const char *listen;                 /* address */
    int64_t port;                       /* 0: any free one */
    const char *origin;                 /* "" : http://localhost:PORT */
    const char *const *trusted_proxies; /* ends with NULL */
    int64_t workers;
    int64_t hash_threads;
    int64_t connections;
    int64_t connections_per_address; /* -1: no limit */
    int64_t live_streams;
    const char *mail_server; /* the next seven: channel/channel.h */
    const char *mail_user;
    const char *mail_password_file;
    const char *mail_from;
    const char *sms_url;
    const char *sms_header_file;
    const char *sms_body;
    const char *security_contact; /* mailto: or https: address, "" for none */
    bool retention;               /* the terms of keeping are applied at night */
    const char *exchange_folder;  /* for files of the planning package; "": none */
    int64_t exchange_seconds;     /* between two looks into it */
    int64_t hold_leaving;         /* percents: when a roster is suspicious, feature/roster/roster.h */
    int64_t hold_coming;
    int64_t organisation; /* 0: the only one */
    int64_t node;         /* for ids, see base/identity.h */
    int64_t log_level;    /* enum log_level */
    bool log_requests;
    bool log_addresses;
};

enum setting_type {
    SETTING_TEXT,
    SETTING_PATH,     /* made absolute: in the file from the data folder, elsewhere from the current one */
    SETTING_OPTION,   /* a text that may be empty */
    SETTING_FILE,     /* a path that may be empty */
    SETTING_DATABASE, /* a path, or the location of a PostgreSQL database as it is */
    SETTING_ORIGIN,   /* http or https, host, port; nothing behind it */
    SETTING_LIST,     /* texts separated by spaces or commas */
    SETTING_INTEGER,
    SETTING_BOOLEAN, /* yes or no */
    SETTING_LEVEL,   /* name of a log level */
    SETTING_IDENTITY,
    SETTING_TYPE__MAX
};

/* One row of the table. */
struct setting {
    const char *name; /* a-z and '-' */
    enum setting_type type;
    size_t offset;            /* of the member in struct settings */
    int64_t minimum, maximum; /* of an integer */
    const char *otherwise;    /* default, written as in the file */
    const char *help;         /* lines of at most 70 characters */
};

extern const struct setting settings_table[];
extern const size_t settings_count;

/* The row called `name`; NULL when there is none. */
const struct setting *setting_find(struct text name);

/*
 * Puts the settings together. `words` are name and value in turn, from the command line; "data" may be among them.
 * STATUS_INVALID, with error->detail saying which value of which source is wrong; STATUS_FAILED when the file cannot be
 * read. The folder need not exist.
 */
int settings_load(struct arena *arena, const struct text *words, size_t word_count, struct error *error,
                  struct settings *ret_settings) MUST_CHECK;

/* The same of a folder alone: the defaults and its file. */
int settings_load_folder(struct arena *arena, const char *folder, struct error *error,
                         struct settings *ret_settings) MUST_CHECK;

/* "https://samenspel.example:8443", or nothing at all: what the setting origin may be. */
bool settings_is_origin(struct text text);

/* Where people reach this installation: the origin, or http://localhost:PORT. */
struct text settings_origin(struct arena *arena, const struct settings *settings, int64_t port);

/* The table as it is printed by `samenspel help settings`. */
struct text settings_help(struct arena *arena);

#endif
