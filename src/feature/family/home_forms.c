/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What a guardian sends about herself and about custody. Whatever cannot be taken comes back in the form with a sentence.
 */
#include "access/viewer.h"
#include "feature/family/pages.h"
#include "http/request.h"
#include "i18n/word.h"

/* What is sent, with what to show again when it cannot be taken. */
struct asking {
    struct family_proposal proposal;
    struct family_typed typed;
    struct child_id child;
};

static struct asking *asking_new(struct request *request, enum family_about about)
{
    struct asking *asking = ARENA_NEW(request->arena, struct asking);
    asking->child = request->viewer->child;
    asking->proposal = (struct family_proposal){ .about = about,
                                                 .children = &asking->child,
                                                 .child_count = 1,
                                                 .from = request->viewer->today,
                                                 .until = DATE_FOREVER,
                                                 .today = request->viewer->today };
    asking->typed = (struct family_typed){ .about = about, .is_typed = true };
    return asking;
}

static struct outcome asked(struct request *request, void *argument, int status, const struct error *error)
{
    struct asking *asking = argument;
    if (status == STATUS_INVALID && error && error->word != 0) {
        asking->typed.problem = (enum word)error->word;
        return family_page(request, 422, &asking->typed);
    }
    return family_written(request, NULL, status, error);
}

/* One @ with something round it, and no spaces; whether mail arrives shows the mail. */
static bool is_address(struct text email)
{
    size_t at = text_find(email, TEXT("@"));
    return at != SIZE_MAX && at > 0 && at + 1 < email.length && text_find(email, TEXT(" ")) == SIZE_MAX &&
           text_find(text_slice(email, at + 1, email.length), TEXT("@")) == SIZE_MAX;
}

struct outcome contact_post(struct request *request)
{
    struct asking *asking = asking_new(request, FAMILY_CONTACT);
    asking->proposal.phone = asking->typed.phone = request_text(request, CONTACT_PHONE);
    asking->proposal.email = asking->typed.email = request_text(request, CONTACT_EMAIL);
    if (!text_is_empty(asking->proposal.email) && !is_address(asking->proposal.email)) {
        asking->typed.problem = WORD_FAMILY_EMAIL_ODD;
        return family_page(request, 422, &asking->typed);
    }
    return respond_change(request, family_propose, asking, asked);
}

struct outcome custody_post(struct request *request)
{
    struct asking *asking = asking_new(request, FAMILY_CUSTODY);
    asking->proposal.note = asking->typed.note = request_text(request, CUSTODY_NOTE);
    return respond_change(request, family_propose, asking, asked);
}

struct outcome withdraw_post(struct request *request)
{
    struct family_withdrawal *withdrawal = ARENA_NEW(request->arena, struct family_withdrawal);
    *withdrawal = (struct family_withdrawal){ .child = request->viewer->child,
                                              .proposal = { request_id(request, PROPOSAL_PROPOSAL) },
                                              .today = request->viewer->today };
    return respond_change(request, family_withdraw, withdrawal, family_written);
}
