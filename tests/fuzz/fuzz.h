/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What every fuzzer stands on. A fuzzer is one function that takes any bytes as something that came from outside, and
 * says what must hold for all of them: beside "it does not crash" nearly always "what was accepted is what the rule
 * says, written back it is what was read".
 *
 * Built with clang a fuzzer is a program of libFuzzer; with another compiler replay.c runs it over its corpus.
 */
#ifndef FUZZ_FUZZ_H
#define FUZZ_FUZZ_H

#include "base/arena.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* What must hold for every input. A failure ends the process; libFuzzer then keeps the input. */
#define FUZZ_HOLDS(condition)                                                         \
    do {                                                                              \
        if (!(condition)) {                                                           \
            fprintf(stderr, "%s:%d: not true: %s\n", __FILE__, __LINE__, #condition); \
            abort();                                                                  \
        }                                                                             \
    } while (0)

/* The input as a text; never the null text. */
static inline struct text fuzz_text(const uint8_t *data, size_t size)
{
    return size == 0 ? TEXT("") : (struct text){ (const char *)data, size };
}

#endif
