/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The table of commands, in the order in which an operator meets them.
 */
#include "command/commands.h"

#include "command/command.h"
#include "command/help.h"
#include "command/host.h"
#include "command/init.h"
#include "command/serve.h"

const struct command *const commands[] = {
    &command_init,          &command_serve,           &command_user_add,  &command_user_link,
    &command_import,        &command_export_presence, &command_adoption,  &command_migrate,
    &command_backup,        &command_restore,         &command_retention, &command_retention_set,
    &command_key_renew,     &command_key_forget,      &command_host,      &command_doctor,
    &command_archive_check, &command_archive_import,  &command_demo,      &command_version,
    &command_help,
};
const size_t command_count = sizeof commands / sizeof *commands;
