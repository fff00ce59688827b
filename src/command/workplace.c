/* SPDX-License-Identifier: EUPL-1.2 */
#include "command/workplace.h"

#include "base/buffer.h"
#include "base/file.h"
#include "command/beside.h"
#include "command/command.h"
#include "command/installation.h"
#include "command/installation.sql.h"
#include "command/key.h"
#include "command/settings.h"
#include "db/writer.h"
#include "media/media.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

/* --- a writer and a reader --- */

/* New ids lie above those that are there, also when the clock was set back. */
static int raise_identities(struct workplace *workplace)
{
    struct arena *arena = arena_new();
    struct installation_last_id_row row;
    int status = installation_last_id(workplace->db, arena, &row);
    if (status == STATUS_OK)
        identity_source_raise(&workplace->identities, row.id);
    arena_free(arena);
    return status;
}

static int open_both(const struct settings *settings, struct event_hub *hub, struct error *error,
                     struct workplace *workplace)
{
    int status = db_open_reader(settings->database, error, &workplace->db);
    if (status == STATUS_OK && raise_identities(workplace) != STATUS_OK)
        status = error_set(error, STATUS_FAILED, 0, "the database cannot be read");
    struct writer_settings writing = {
        .location = settings->database, .clock = workplace->clock, .identities = &workplace->identities, .hub = hub
    };
    return status == STATUS_OK ? writer_start(&writing, error, &workplace->writer) : status;
}

int workplace_open(const struct settings *settings, const struct clock *clock, struct event_hub *hub,
                   struct error *error, struct workplace *ret_workplace)
{
    int status = installation_check(settings, error);
    if (status != STATUS_OK)
        return status;
    ret_workplace->clock = clock;
    ret_workplace->writer = NULL;
    ret_workplace->db = NULL;
    identity_source_init(&ret_workplace->identities, clock, (int32_t)settings->node);
    status = open_both(settings, hub, error, ret_workplace);
    if (status != STATUS_OK)
        workplace_close(ret_workplace);
    return status;
}

void workplace_close(struct workplace *workplace)
{
    /* The writer last: whoever closes an SQLite database last folds the WAL into it, and a reader must not. */
    db_close(workplace->db);
    writer_stop(workplace->writer);
    workplace->writer = NULL;
    workplace->db = NULL;
}

int workplace_change(struct writer *writer, struct arena *arena, struct organisation_id organisation,
                     int (*change)(struct change *change, void *argument), void *argument, struct error *error)
{
    struct writer_task task = {
        .change = change, .argument = argument, .arena = arena_new(), .organisation = organisation, .name = "command"
    };
    int status = writer_run(writer, NULL, &task);
    if (status != STATUS_OK) {
        *error = task.error;
        error->argument = text_copy(arena, task.error.argument);
    }
    arena_free(task.arena);
    return status;
}

int workplace_media(const struct settings *settings, struct error *error, struct media *ret_media)
{
    struct key key;
    int status = key_read(settings->key, error, &key);
    if (status != STATUS_OK)
        return status;
    *ret_media = (struct media){ .store = { .folder = settings->media } };
    access_key_make((struct text){ (const char *)key.bytes, sizeof key.bytes }, "media", ret_media->store.key);
    return STATUS_OK;
}

/* --- here --- */

/* The file or stdin that the command reads, -1 for none. */
static int open_input(struct command_call *call, int *ret_file)
{
    *ret_file = -1;
    if ((!call->command->reads_file && !call->command->takes_file) || call->arguments.count == 0)
        return COMMAND_DONE;
    const char *path = call->arguments.items[0].data;
    *ret_file = text_equal(call->arguments.items[0], TEXT("-")) ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC);
    if (*ret_file >= 0)
        return COMMAND_DONE;
    command_complain(call, "samenspel %s: %s: %s", call->command->name, path, strerror(errno));
    return COMMAND_FAILED;
}

/* All of it into the arena. */
static int read_input(struct command_call *call, int file)
{
    enum { PIECE = 64 * 1024 };
    struct buffer buffer;
    buffer_init(&buffer, CONTROL_INPUT_MAXIMUM);
    ssize_t length = 0;
    for (char *room; (room = buffer_room(&buffer, PIECE)) != NULL; buffer_advance(&buffer, (size_t)length)) {
        length = read(file, room, PIECE);
        if (length <= 0)
            break;
    }
    bool fine = length == 0 && !buffer.overflowed;
    if (fine)
        call->input = text_copy(call->arena, buffer_text(&buffer));
    else
        command_complain(call, "samenspel %s: %s cannot be read, or is larger than %d MB", call->command->name,
                         call->arguments.items[0].data, CONTROL_INPUT_MAXIMUM / 1024 / 1024);
    buffer_release(&buffer);
    return fine ? COMMAND_DONE : COMMAND_FAILED;
}

/* The command, with a decoder of its own when it needs one. Without samenspel-media it runs too, and says so when it comes to that. */
static int run_decoding(struct command_call *call)
{
    struct error error = { .word = 0 };
    struct media media = { .decoder = NULL };
    int status = call->command->decodes ? workplace_media(call->settings, &error, &media) : STATUS_OK;
    if (status != STATUS_OK)
        return command_failure(call, status, &error, call->command->name);
    if (call->command->decodes && media_decoder_start(beside_media(call->arena), &error, &media.decoder) != STATUS_OK)
        media.decoder = NULL;
    call->media = &media;
    int code = call->command->run(call);
    media_decoder_stop(media.decoder);
    call->media = NULL;
    return code;
}

static int run_here(struct command_call *call, int input)
{
    int code = input >= 0 && call->command->reads_file ? read_input(call, input) : COMMAND_DONE;
    if (code != COMMAND_DONE)
        return code;
    struct error error = { .word = 0 };
    call->file = input;
    struct workplace workplace;
    int status = workplace_open(call->settings, call->clock, NULL, &error, &workplace);
    if (status != STATUS_OK)
        return command_failure(call, status, &error, call->command->name);
    call->writer = workplace.writer;
    call->db = workplace.db;
    code = run_decoding(call);
    workplace_close(&workplace);
    return code;
}

/* --- in the server --- */

/* Asks the server to run it. STATUS_NOT_FOUND when none runs. */
static int run_there(struct command_call *call, size_t count, const struct text *words, int input, struct error *error,
                     int *ret_code)
{
    if (!file_exists(call->settings->control))
        return STATUS_NOT_FOUND;
    const char **arguments = ARENA_MANY(call->arena, const char *, count + 1);
    arguments[0] = call->command->name;
    for (size_t i = 0; i < count; i++)
        arguments[i + 1] = text_string(call->arena, words[i]);
    bool whole = call->command->takes_file;
    return control_call(call->settings->control, count + 1, arguments, whole ? -1 : input, whole ? input : -1,
                        STDOUT_FILENO, STDERR_FILENO, error, ret_code);
}

int workplace_run(struct command_call *call, size_t count, const struct text *words)
{
    int input;
    int code = open_input(call, &input);
    if (code != COMMAND_DONE)
        return code;
    struct error error = { .word = 0 };
    int status = run_there(call, count, words, input, &error, &code);
    if (status == STATUS_NOT_FOUND)
        code = run_here(call, input);
    else if (status != STATUS_OK)
        code = command_failure(call, status, &error, "asking the server");
    if (input > STDIN_FILENO)
        close(input);
    return code;
}

static const struct command *command_called(struct text name)
{
    for (size_t i = 0; i < command_count; i++)
        if (text_equal(text_from(commands[i]->name), name))
            return commands[i];
    return NULL;
}

/* One call on a thread of the control server. */
static int answer(void *context, struct control_call *control)
{
    struct workplace_server *server = context;
    struct command_call call = { .arena = control->arena,
                                 .clock = server->workplace->clock,
                                 .settings = server->settings,
                                 .input = control->input,
                                 .file = control->file,
                                 .media = server->media,
                                 .writer = server->workplace->writer,
                                 .remote = control->output };
    call.command = command_called(control->arguments[0]);
    if (!call.command || call.command->needs != COMMAND_NEEDS_WRITER) {
        command_complain(&call, "samenspel: the server that runs does not know this command: is it another version?");
        return COMMAND_USAGE;
    }
    int code = command_parse(&call, control->count - 1, control->arguments + 1, NULL);
    if (code != COMMAND_DONE)
        return code;
    struct error error = { .word = 0 };
    int status = db_open_reader(server->settings->database, &error, &call.db);
    if (status != STATUS_OK)
        return command_failure(&call, status, &error, call.command->name);
    code = call.command->run(&call);
    db_close(call.db);
    return code;
}

size_t workplace_commands(struct workplace_server *server,
                          struct control_command ret_commands[WORKPLACE_COMMANDS_MAXIMUM])
{
    size_t count = 0;
    for (size_t i = 0; i < command_count && count < WORKPLACE_COMMANDS_MAXIMUM; i++)
        if (commands[i]->needs == COMMAND_NEEDS_WRITER)
            ret_commands[count++] =
                (struct control_command){ .name = commands[i]->name, .run = answer, .context = server };
    return count;
}
