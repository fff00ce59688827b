/* SPDX-License-Identifier: EUPL-1.2 */
/* See account_news.h. The rows of the list are audit rows about a person, of the kind "told". */
#include "feature/account_news/account_news.h"

#include "access/audit.h"
#include "access/people.h"
#include "base/error.h"
#include "channel/mail.h"
#include "db/change.h"
#include "feature/account_news/account_news.sql.h"
#include "html/address.h"

static const struct {
    const char *action;
    enum word what;
} all_news[ACCOUNT_NEWS__MAX] = {
    [ACCOUNT_NEWS_PASSWORD] = { "account.told.password", WORD_ACCOUNT_NEWS_PASSWORD },
    [ACCOUNT_NEWS_EMAIL] = { "account.told.email", WORD_ACCOUNT_NEWS_EMAIL },
    [ACCOUNT_NEWS_FACTOR] = { "account.told.factor", WORD_ACCOUNT_NEWS_FACTOR },
    [ACCOUNT_NEWS_FACTOR_GONE] = { "account.told.factor_gone", WORD_ACCOUNT_NEWS_FACTOR_GONE },
    [ACCOUNT_NEWS_CODES] = { "account.told.codes", WORD_ACCOUNT_NEWS_CODES },
    [ACCOUNT_NEWS_CODE_USED] = { "account.told.code_used", WORD_ACCOUNT_NEWS_CODE_USED },
    [ACCOUNT_NEWS_PASSKEY] = { "account.told.passkey", WORD_ACCOUNT_NEWS_PASSKEY },
    [ACCOUNT_NEWS_PASSKEY_GONE] = { "account.told.passkey_gone", WORD_ACCOUNT_NEWS_PASSKEY_GONE },
};

/* `address`: another one than the account has; the null text: that of the account when the mail goes. */
static int send_mail(struct change *change, struct person_id person, enum account_news news, struct text address)
{
    struct mail mail = { .to = person,
                         .subject = all_news[news].what,
                         .text = { WORD_ACCOUNT_NEWS_MAIL_YOU, WORD_ACCOUNT_NEWS_MAIL_NOT_YOU },
                         .button = WORD_ACCOUNT_NEWS_MAIL_GO,
                         .path = ADDRESS(change->arena, "/devices").text,
                         .address = address };
    return mail_later(change, &mail, NULL);
}

static int address_of(struct change *change, struct person_id person, struct account_news_address_row *ret_row)
{
    return account_news_address(
        change->db, change->arena,
        (struct account_news_address_in){ .organisation = change->organisation, .person = person }, ret_row);
}

int account_news_tell(struct change *change, struct person_id person, enum account_news news)
{
    struct account_news_address_row row;
    int status = audit_add(change, all_news[news].action, "told", person.value);
    if (status == STATUS_OK)
        status = address_of(change, person, &row);
    if (status == STATUS_NOT_FOUND) /* no address: the list is all */
        return STATUS_OK;
    return status == STATUS_OK ? send_mail(change, person, news, TEXT_NULL) : status;
}

int account_news_email_set(struct change *change, struct person_id person, struct text email)
{
    struct account_news_address_row former = { .email = TEXT("") };
    int status = address_of(change, person, &former);
    if (status != STATUS_OK && status != STATUS_NOT_FOUND)
        return status;
    bool other = status == STATUS_OK && !text_equal(former.folded, people_email_folded(change->arena, email));
    status = people_account_set(change, person, email);
    if (status != STATUS_OK || !other)
        return status;
    status = send_mail(change, person, ACCOUNT_NEWS_EMAIL, former.email);
    return status == STATUS_OK ? account_news_tell(change, person, ACCOUNT_NEWS_EMAIL) : status;
}

/* ACCOUNT_NEWS__MAX for an action of another version. */
static enum account_news news_of(struct text action)
{
    enum account_news news = 0;
    while (news < ACCOUNT_NEWS__MAX && !text_equal(action, text_from(all_news[news].action)))
        news++;
    return news;
}

int account_news_read(struct db *db, struct arena *arena, struct organisation_id organisation, struct person_id person,
                      int64_t since, struct account_news_lines *ret_lines)
{
    struct account_news_list_rows rows;
    struct account_news_lines lines = { .items = { 0 } };
    int status = account_news_list(
        db, arena,
        (struct account_news_list_in){
            .organisation = organisation, .person = person.value, .since = since, .most = ACCOUNT_NEWS_MOST },
        &rows);
    if (status != STATUS_OK)
        return status;
    for (size_t i = 0; i < rows.count; i++) {
        enum account_news news = news_of(rows.items[i].action);
        if (news < ACCOUNT_NEWS__MAX)
            *vector_add(arena, &lines.items) =
                (struct account_news_line){ .what = all_news[news].what, .at = rows.items[i].at };
    }
    *ret_lines = lines;
    return STATUS_OK;
}
