/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The commands that need no header of their own; command/commands.c has them all in order.
 */
#ifndef COMMAND_COMMANDS_H
#define COMMAND_COMMANDS_H

struct command;

extern const struct command command_archive_check;
extern const struct command command_archive_import;
extern const struct command command_backup;
extern const struct command command_adoption;
extern const struct command command_demo;
extern const struct command command_export_presence;
extern const struct command command_doctor;
extern const struct command command_import;
extern const struct command command_key_forget;
extern const struct command command_key_renew;
extern const struct command command_migrate;
extern const struct command command_restore;
extern const struct command command_retention;
extern const struct command command_retention_set;
extern const struct command command_user_add;
extern const struct command command_user_link;
extern const struct command command_version;

#endif
