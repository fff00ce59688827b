/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Names of columns (column.h), as Dutch and Flemish packages and English exports write them. docs/roster.md lists them.
 */
#include "feature/roster/column.h"

#include "base/error.h"

struct about {
    const char *name; /* in the report */
    bool needed;
    const char *synonyms; /* parted by a space, as header_key makes them; '#' is the number of the guardian */
};

static const struct about columns[ROSTER_COLUMN__MAX] = {
    [ROSTER_COLUMN_NUMBER] = { "Kindnummer", true,
                               "kindnummer kindnr kindid nummerkind dossiernummer klantnummer relatienummer kindcode "
                               "childnumber childid number" },
    [ROSTER_COLUMN_GIVEN_NAME] = { "Voornaam", true,
                                   "voornaam voornaamkind roepnaam roepnaamkind firstname givenname" },
    [ROSTER_COLUMN_PARTICLE] = { "Tussenvoegsel", false, "tussenvoegsel tussenvoegsels voorvoegsel prefix" },
    [ROSTER_COLUMN_FAMILY_NAME] = { "Achternaam", true,
                                    "achternaam achternaamkind familienaam familienaamkind lastname surname "
                                    "familyname" },
    [ROSTER_COLUMN_BORN] = { "Geboortedatum", true,
                             "geboortedatum geboortedatumkind gebdatum geboren dateofbirth birthdate born" },
    [ROSTER_COLUMN_LOCATION] = { "Locatie", true,
                                 "locatie locatienaam vestiging opvanglocatie kinderopvanglocatie location site" },
    [ROSTER_COLUMN_CARE_FORM] = { "Opvangsoort", false,
                                  "opvangsoort opvangvorm soortopvang typeopvang product careform caretype" },
    [ROSTER_COLUMN_GROUP] = { "Groep", true,
                              "groep groepsnaam groepnaam stamgroep basisgroep leefgroep group groupname" },
    [ROSTER_COLUMN_WEEKDAYS] = { "Opvangdagen", true,
                                 "opvangdagen dagen weekdagen plaatsingsdagen contractdagen days weekdays" },
    [ROSTER_COLUMN_START] = { "Startdatum", true,
                              "startdatum start begindatum ingangsdatum startdatumopvang plaatsingsdatum startdate "
                              "from" },
    [ROSTER_COLUMN_END] = { "Einddatum", false,
                            "einddatum einde eind einddatumopvang uitstroomdatum stopdatum enddate until" },
    [ROSTER_COLUMN_MENTOR] = { "Mentor", false,
                               "mentor mentornaam naammentor aandachtsbegeleider vastebegeleider keyworker keyperson" },
    [ROSTER_COLUMN_ALLERGIES] = { "Allergie\xc3\xabn", false, "allergien allergieen allergie allergies allergy" },
    [ROSTER_COLUMN_PHOTO_CONSENT] = { "Toestemming foto's", false,
                                      "toestemmingfotos toestemmingfoto fototoestemming fotos fotosmaken "
                                      "toestemmingbeeldmateriaal photoconsent" },
    [ROSTER_COLUMN_REMARK] = { "Opmerking", false,
                               "opmerking opmerkingen bijzonderheden notitie memo remark remarks note notes" },
    [ROSTER_COLUMN_GUARDIAN_NAME] = { "Ouder 1", true,
                                      "ouder# naamouder# ouder#naam verzorger# naamverzorger# contactpersoon# "
                                      "contracthouder# parent# guardian# parent#name guardian#name" },
    [ROSTER_COLUMN_GUARDIAN_EMAIL] = { "E-mail ouder 1", false,
                                       "emailouder# ouder#email mailouder# emailadresouder# ouder#emailadres "
                                       "emailverzorger# verzorger#email emailcontactpersoon# emailcontracthouder# "
                                       "emailparent# parent#email guardian#email emailguardian#" },
    [ROSTER_COLUMN_GUARDIAN_PHONE] = { "Telefoon ouder 1", false,
                                       "telefoonouder# ouder#telefoon telefoonnummerouder# telouder# mobielouder# "
                                       "gsmouder# ouder#mobiel ouder#gsm telefoonverzorger# verzorger#telefoon "
                                       "gsmverzorger# telefooncontactpersoon# gsmcontracthouder# phoneparent# "
                                       "parent#phone guardian#phone phoneguardian#" },
    [ROSTER_COLUMN_GUARDIAN_LANGUAGE] = { "Taal ouder 1", false,
                                          "taalouder# ouder#taal taalverzorger# verzorger#taal thuistaalouder# "
                                          "taalcontactpersoon# languageparent# parent#language guardian#language "
                                          "languageguardian#" },
    [ROSTER_COLUMN_GUARDIAN_AUTHORITY] = { "Gezag ouder 1", false,
                                           "gezagouder# ouder#gezag gezagverzorger# verzorger#gezag "
                                           "ouderlijkgezagouder# gezagcontactpersoon# authorityparent# "
                                           "parent#authority guardian#authority authorityguardian#" },
    [ROSTER_COLUMN_SECOND_NAME] = { "Ouder 2", false, NULL },
    [ROSTER_COLUMN_SECOND_EMAIL] = { "E-mail ouder 2", false, NULL },
    [ROSTER_COLUMN_SECOND_PHONE] = { "Telefoon ouder 2", false, NULL },
    [ROSTER_COLUMN_SECOND_LANGUAGE] = { "Taal ouder 2", false, NULL },
    [ROSTER_COLUMN_SECOND_AUTHORITY] = { "Gezag ouder 2", false, NULL },
};

enum { GUARDIAN_COLUMNS = ROSTER_COLUMN_SECOND_NAME - ROSTER_COLUMN_GUARDIAN_NAME };

const char *roster_column_name(enum roster_column column)
{
    return columns[column].name;
}

/* Small letters and digits only; letters of Latin-1 lose their accent. */
static struct text header_key(struct arena *arena, struct text name)
{
    static const char latin[] =
        "aaaaaaaceeeeiiiidnooooo*ouuuuyts"; /* U+00C0 to U+00DF, and the same of the small ones */
    char *key = arena_allocate(arena, name.length + 1);
    size_t length = 0;
    for (size_t i = 0; i < name.length; i++) {
        unsigned char byte = (unsigned char)name.data[i];
        if (byte >= 'A' && byte <= 'Z')
            key[length++] = (char)(byte + 'a' - 'A');
        else if ((byte >= 'a' && byte <= 'z') || (byte >= '0' && byte <= '9'))
            key[length++] = (char)byte;
        else if (byte == 0xc3 && i + 1 < name.length)
            key[length++] = latin[(unsigned char)name.data[++i] & 0x1f];
    }
    return (struct text){ key, length };
}

/* Whether the key is one of the words; `number` stands for '#'. */
static bool is_synonym(const char *synonyms, struct text key, char number)
{
    struct text rest = text_from(synonyms);
    while (rest.data) {
        struct text word = text_cut(rest, ' ', &rest);
        bool same = word.length == key.length;
        for (size_t i = 0; same && i < key.length; i++)
            same = (word.data[i] == '#' ? number : word.data[i]) == key.data[i];
        if (same)
            return true;
    }
    return false;
}

enum roster_column roster_column_of(struct arena *arena, struct text name)
{
    struct text key = header_key(arena, name);
    for (int column = 0; column < ROSTER_COLUMN_SECOND_NAME; column++) {
        if (is_synonym(columns[column].synonyms, key, '1'))
            return (enum roster_column)column;
        if (column >= ROSTER_COLUMN_GUARDIAN_NAME && is_synonym(columns[column].synonyms, key, '2'))
            return (enum roster_column)(column + GUARDIAN_COLUMNS);
    }
    return ROSTER_COLUMN__MAX;
}

int roster_columns_read(struct arena *arena, const struct sheet_record *header, struct roster_columns *ret_columns,
                        enum roster_reason *ret_reason, enum roster_column *ret_column)
{
    struct roster_columns found = { .count = header->written };
    for (int column = 0; column < ROSTER_COLUMN__MAX; column++)
        found.place[column] = SIZE_MAX;
    for (size_t i = 0; i < header->count; i++) {
        enum roster_column column = roster_column_of(arena, header->cells[i]);
        if (column == ROSTER_COLUMN__MAX)
            continue;
        if (found.place[column] != SIZE_MAX) {
            *ret_reason = ROSTER_FILE_COLUMN_TWICE;
            *ret_column = column;
            return STATUS_INVALID;
        }
        found.place[column] = i;
    }
    for (int column = 0; column < ROSTER_COLUMN__MAX; column++) {
        if (columns[column].needed && found.place[column] == SIZE_MAX) {
            *ret_reason = ROSTER_FILE_COLUMN;
            *ret_column = (enum roster_column)column;
            return STATUS_INVALID;
        }
    }
    *ret_columns = found;
    return STATUS_OK;
}

struct text roster_columns_cell(const struct roster_columns *found, const struct sheet_record *record,
                                enum roster_column column)
{
    size_t place = found->place[column];
    return place < record->count ? record->cells[place] : TEXT("");
}
