/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What the files of this folder share.
 */
#ifndef FEATURE_VOICE_OWN_H
#define FEATURE_VOICE_OWN_H

#include "access/scope.h"
#include "feature/voice/voice.h"
#include "feature/voice/voice.sql.h"

/* Who records on the group lets a child tell. */
enum { VOICE_NEED = SCOPE_WRITE_CENTRE };

/* Whether the group is one of older children. */
bool voice_is_school(const struct voice_group_row *group);

#endif
