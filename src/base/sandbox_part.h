/* SPDX-License-Identifier: EUPL-1.2 */
/* The parts of base/sandbox.h; private to it. */
#ifndef BASE_SANDBOX_PART_H
#define BASE_SANDBOX_PART_H

#include "base/sandbox.h"

/* A sanitizer starts a process and traces it to look for leaks, and reads the program to name lines. */
#if defined(__SANITIZE_ADDRESS__)
#define SANDBOX_SANITIZED true
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(memory_sanitizer) || __has_feature(thread_sanitizer)
#define SANDBOX_SANITIZED true
#endif
#endif
#ifndef SANDBOX_SANITIZED
#define SANDBOX_SANITIZED false
#endif

/* Files, ports and signals (Landlock). Nothing happens on a kernel without. */
int sandbox_restrict_files(const struct sandbox *sandbox, struct error *error) MUST_CHECK;

/* System calls (seccomp). */
int sandbox_restrict_calls(struct error *error) MUST_CHECK;

#endif
