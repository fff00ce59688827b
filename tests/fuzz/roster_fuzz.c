/* SPDX-License-Identifier: EUPL-1.2 */
/* A roster file: any bytes are read as a header and rows, and nothing is kept. */
#include "feature/roster/sheet.h"
#include "fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    return roster_fuzz(data, size);
}
