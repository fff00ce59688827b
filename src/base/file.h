/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Small files as a whole: settings, keys, templates, media that is already checked. Large and streamed ones
 * belong to who streams them. After a failure errno tells the reason where the status is STATUS_FAILED.
 */
#ifndef BASE_FILE_H
#define BASE_FILE_H

#include "base/text.h"

#include <sys/types.h>

/*
 * Reads a whole regular file into the arena, with a NUL after it. STATUS_NOT_FOUND when it does not exist,
 * STATUS_INVALID when it is larger than `maximum` bytes or not a regular file, STATUS_FAILED for the rest.
 */
int file_read(struct arena *arena, const char *path, size_t maximum, struct text *ret_content) MUST_CHECK;

/*
 * Writes a file so that a crash leaves the old or the new content, never half: a temporary file beside it,
 * fsync, rename, fsync of the folder. `mode` are the permissions of the new file, whatever the umask.
 * STATUS_OK means that it is on disk.
 */
int file_write(const char *path, struct text content, mode_t mode) MUST_CHECK;

/*
 * Makes the folder and its missing parents with `mode` (less the umask); one that exists is fine, a file in its place
 * is STATUS_CONFLICT.
 */
int file_make_folder(const char *path, mode_t mode) MUST_CHECK;

/* Puts the folder's entries on disk, after a file was made, renamed or removed in it. */
int file_sync_folder(const char *path) MUST_CHECK;

bool file_exists(const char *path);

#endif
