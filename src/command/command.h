/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The command line as data: a table of commands, each with its options, its help and what it needs. The help that is
 * printed, the check of the arguments and the way to a running server all come from the table, so a command is one
 * `const struct command` and one function.
 *
 * A command writes with command_say and command_complain, in English, which is the operator's language here; users never
 * see it. A command that needs a writer may run inside the server that already writes the same data (db/control.h):
 * then what it says goes over the socket, and it must not touch what belongs to the process (signals, exit, streams).
 */
#ifndef COMMAND_COMMAND_H
#define COMMAND_COMMAND_H

#include "base/arena.h"
#include "base/clock.h"
#include "base/error.h"
#include "base/vector.h"

struct command_call;
struct control_output;
struct db;
struct media;
struct settings;
struct writer;

/* How the process ends (sysexits.h gives 75 its meaning: try again later). */
enum command_exit { COMMAND_DONE = 0, COMMAND_FAILED = 1, COMMAND_USAGE = 2, COMMAND_BUSY = 75 };

enum command_needs {
    COMMAND_NEEDS_NOTHING,  /* its arguments only; takes no settings */
    COMMAND_NEEDS_SETTINGS, /* call->settings, whether or not there is an installation */
    COMMAND_NEEDS_WRITER,   /* also call->writer and call->db of an installation that is up to date; runs in the server
                               when one runs on the data */
    COMMAND_NEEDS__MAX
};

/* One option of a command, written --name VALUE or --name=VALUE. */
struct command_option {
    const char *name;  /* without the dashes */
    const char *value; /* what stands for its value in the help: "NAME"; NULL: it takes none */
    const char *help;  /* one line */
    bool required;
    bool many; /* may be given several times */
};

struct command {
    const char *name;      /* one or two words: "init", "user add" */
    const char *arguments; /* in the usage line: "FOLDER"; "" for none */
    size_t least, most;    /* how many arguments it takes */
    const char *summary;   /* one line, for the list */
    const char *help;      /* paragraphs, each line at most 80 characters, with a newline at the end */
    const struct command_option *options;
    size_t option_count;
    enum command_needs needs;
    bool reads_file; /* the first argument is a file ("-" is stdin): call->input is its content */
    bool takes_file; /* the first argument is a file ("-" is stdin): call->file is it, open, of any size */
    bool decodes;    /* with COMMAND_NEEDS_WRITER: call->media */
    int (*run)(struct command_call *call); /* gives an enum command_exit */
};

/* A value as it was given. */
struct command_value {
    size_t option;
    struct text text;
};

/* One run of a command. Everything lives in the arena. */
struct command_call {
    const struct command *command;
    struct arena *arena;
    const struct clock *clock;
    const struct settings *settings; /* NULL with COMMAND_NEEDS_NOTHING */
    VECTOR(struct command_value) values;
    VECTOR(struct text) arguments; /* each has a NUL after it */
    struct text input;             /* with reads_file */
    int file;                      /* with takes_file; hostile, and somebody may change it meanwhile */
    const struct media *media;     /* with decodes: borrowed; its decoder is NULL when there is none */
    struct writer *writer;         /* with COMMAND_NEEDS_WRITER, as the next: borrowed */
    struct db *db;                 /* a reader */
    struct control_output *remote; /* NULL: this process's stdout and stderr */
};

/* All commands in the order of the help. */
extern const struct command *const commands[];
extern const size_t command_count;

/* Runs the command line (argv[0] is the program) and gives the exit code of the process. */
int command_main(int argc, char **argv);

/*
 * Finds the command that `words` begin with; `ret_used` is how many words its name takes. NULL when there is none.
 * command_suggest gives the name that looks most like what was typed, NULL when nothing does.
 */
const struct command *command_find(size_t count, const struct text *words, size_t *ret_used);
const char *command_suggest(size_t count, const struct text *words);

/*
 * Reads the words behind the name into call->values and call->arguments (call->command, arena and output are set).
 * Settings among them go to `ret_settings`, two texts each (name, value); NULL: they are checked and dropped. Gives
 * COMMAND_DONE, or COMMAND_USAGE after saying what is wrong. A null text in `words` is not allowed.
 */
struct setting_words {
    VECTOR(struct text) items;
};
int command_parse(struct command_call *call, size_t count, const struct text *words,
                  struct setting_words *ret_settings) MUST_CHECK;

/* An option: whether it was given, and its last value; the null text when it was not. */
bool command_given(const struct command_call *call, size_t option);
struct text command_text(const struct command_call *call, size_t option);

/* The same for an option with a default. */
struct text command_text_or(const struct command_call *call, size_t option, const char *otherwise);

/* A line on stdout, and on stderr; a newline is added. */
void command_say(const struct command_call *call, const char *format, ...) PRINTF_LIKE(2, 3);
void command_complain(const struct command_call *call, const char *format, ...) PRINTF_LIKE(2, 3);

/* Says what went wrong, `doing` being what was tried ("opening the database"), and gives the exit code that fits. */
int command_failure(const struct command_call *call, int status, const struct error *error, const char *doing);

#endif
