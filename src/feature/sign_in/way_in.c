/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The end of every way in: a new session in place of the one that the browser had, and who came in, in the audit.
 */
#include "access/audit.h"
#include "feature/sign_in/own.h"

#include "db/change.h"

void way_in_prepare(struct request *request, struct way_in *way, enum session_proof proof, const char *action)
{
    *way = (struct way_in){ .secret = secret_new(request->arena),
                            .former = request->session,
                            .proof = proof,
                            .device = session_device(request),
                            .action = action };
}

int way_in_write(struct change *change, const struct way_in *way)
{
    struct session_id session;
    int status = STATUS_OK;
    if (way->former.value != 0)
        status = session_end(change, way->former);
    if (status == STATUS_OK)
        status = session_create(change,
                                &(struct session_new){ .person = way->person,
                                                       .token_hash = way->secret.hash,
                                                       .proof = way->proof,
                                                       .strong = way->strong,
                                                       .device = way->device,
                                                       .passkey = way->passkey },
                                &session);
    if (status != STATUS_OK)
        return status;
    change->actor = way->person;
    change->session = session;
    return audit_add(change, way->action, "session", session.value);
}
