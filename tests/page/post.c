/* SPDX-License-Identifier: EUPL-1.2 */
/* See post.h. */
#include "page/post.h"

#include "base/file.h"
#include "job/job.h"

#include <dirent.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

enum { MESSAGE_MAXIMUM = 256 * 1024, JOBS_MOST = 5000 };

void post_start(struct post *post)
{
    int in[2];
    int out[2];
    assert_int_equal(pipe2(in, O_CLOEXEC), 0);
    assert_int_equal(pipe2(out, O_CLOEXEC), 0);
    char ports[2][12];
    snprintf(ports[0], sizeof ports[0], "%d", post->mail_port);
    snprintf(ports[1], sizeof ports[1], "%d", post->gateway_port);
    post->process = fork();
    assert_true(post->process >= 0);
    if (post->process == 0) {
        dup2(in[0], STDIN_FILENO);
        dup2(out[1], STDOUT_FILENO);
        execl("/usr/bin/python3", "python3", SOURCE_FOLDER "/tests/page/mail_server.py", post->folder, "127.0.0.1",
              ports[0], ports[1], (char *)NULL);
        _exit(127);
    }
    close(in[0]);
    close(out[1]);
    post->input = in[1];
    FILE *said = fdopen(out[0], "r");
    assert_non_null(said);
    if (fscanf(said, "%d %d", &post->mail_port, &post->gateway_port) != 2)
        fail_msg("the mail server does not start; python3-aiosmtpd is needed");
    fclose(said);
}

void post_stop(struct post *post)
{
    if (post->process == 0)
        return;
    close(post->input);
    kill(post->process, SIGTERM);
    waitpid(post->process, NULL, 0);
    post->process = 0;
}

static void open_runner(struct post *post)
{
    static struct job_kind kinds[APP_JOBS_MAXIMUM];
    struct error error = { 0 };
    struct job_runner_settings settings = { .location = post->visit->world.location,
                                            .writer = post->visit->world.writer,
                                            .clock = &post->visit->world.clock,
                                            .kinds = kinds,
                                            .kind_count = app_jobs(kinds),
                                            .context = &post->visit->app };
    if (job_runner_open(&settings, &error, &post->runner) != STATUS_OK)
        fail_msg("runner: %s", error.detail);
}

void post_open(struct visit *visit, const char *host, struct post *ret_post)
{
    *ret_post = (struct post){ .visit = visit, .folder = "/tmp/samenspel-post-XXXXXX" };
    assert_non_null(mkdtemp(ret_post->folder));
    post_start(ret_post);
    struct error error = { 0 };
    struct arena *arena = visit->arena;
    struct channel_options options = {
        .origin = "https://samenspel.example",
        .mail_server = arena_printf(arena, "smtp://%s:%d", host, ret_post->mail_port).data,
        .mail_from = "groep@boomhut.example",
        .sms_url = arena_printf(arena, "http://127.0.0.1:%d/send", ret_post->gateway_port).data,
        .sms_body = "to={to}&text={text}",
    };
    channel_close(visit->app.context.channel);
    visit->app.context.channel = NULL;
    if (channel_open(&options, &error, &visit->app.context.channel) != STATUS_OK)
        fail_msg("channel: %s", error.detail);
    open_runner(ret_post);
}

void post_close(struct post *post)
{
    job_runner_stop(post->runner);
    post_stop(post);
    DIR *folder = opendir(post->folder);
    for (const struct dirent *entry; folder && (entry = readdir(folder));) {
        char path[512];
        snprintf(path, sizeof path, "%s/%s", post->folder, entry->d_name);
        if (entry->d_name[0] != '.')
            unlink(path);
    }
    if (folder)
        closedir(folder);
    rmdir(post->folder);
}

void post_away(struct post *post, bool away)
{
    char path[128];
    snprintf(path, sizeof path, "%s/away", post->folder);
    if (away)
        assert_int_equal(file_write(path, TEXT(""), 0600), STATUS_OK);
    else
        assert_int_equal(unlink(path), 0);
}

int post_run(struct post *post)
{
    for (int count = 0; count < JOBS_MOST; count++) {
        int status = job_runner_step(post->runner);
        if (status == STATUS_NOT_FOUND)
            return count;
        assert_int_equal(status, STATUS_OK);
    }
    fail_msg("jobs without end");
    return 0;
}

int post_count(struct post *post, const char *kind)
{
    int count = 0;
    DIR *folder = opendir(post->folder);
    assert_non_null(folder);
    for (const struct dirent *entry; (entry = readdir(folder));)
        count += strncmp(entry->d_name, kind, strlen(kind)) == 0;
    closedir(folder);
    return count;
}

struct text post_raw(struct post *post, const char *kind, int number)
{
    struct text content;
    const char *path = arena_printf(post->visit->arena, "%s/%s-%d", post->folder, kind, number).data;
    if (file_read(post->visit->arena, path, MESSAGE_MAXIMUM, &content) != STATUS_OK)
        fail_msg("there is no %s %d", kind, number);
    return content;
}

static int hex_value(char c)
{
    return c >= '0' && c <= '9' ? c - '0' : c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

struct text post_read(struct post *post, const char *kind, int number)
{
    struct text raw = post_raw(post, kind, number);
    char *plain = arena_allocate(post->visit->arena, raw.length + 1);
    size_t length = 0;
    for (size_t i = 0; i < raw.length; i++) {
        struct text rest = text_slice(raw, i, 3);
        if (text_starts_with(rest, TEXT("=\r\n"))) {
            i += 2;
        } else if (rest.length == 3 && rest.data[0] == '=' && hex_value(rest.data[1]) >= 0 &&
                   hex_value(rest.data[2]) >= 0) {
            plain[length++] = (char)(hex_value(rest.data[1]) * 16 + hex_value(rest.data[2]));
            i += 2;
        } else if (raw.data[i] != '\r') {
            plain[length++] = raw.data[i];
        }
    }
    plain[length] = '\0';
    return (struct text){ plain, length };
}
