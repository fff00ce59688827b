/* SPDX-License-Identifier: EUPL-1.2 */
/* A key file: nothing is read past its places, and whatever is taken has a present key and as many former ones as fit. */
#include "command/key.h"
#include "fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct key key;
    struct chain_key chains[KEY_CHAINS_MAXIMUM];
    if (key_parse(fuzz_text(data, size), &key) != STATUS_OK)
        return 0;
    FUZZ_HOLDS(key.former_count <= KEY_FORMER_MAXIMUM && key.served_count <= KEY_SERVED_MAXIMUM);
    FUZZ_HOLDS(key_chains(&key, chains) == 1 + key.former_count + key.served_count);
    FUZZ_HOLDS(key_ring(&key).count == 1 + key.former_count);
    return 0;
}
