/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What we tell the compiler about our functions, under names that say why.
 */
#ifndef BASE_ATTRIBUTE_H
#define BASE_ATTRIBUTE_H

/*
 * Parameter `string` (counted from 1) is a printf format for the arguments that begin at parameter `first` (0: a
 * va_list).
 */
#define PRINTF_LIKE(string, first) __attribute__((format(printf, string, first)))

/* A caller that ignores the result is wrong. */
#define MUST_CHECK __attribute__((warn_unused_result))

/* The function never returns NULL. */
#define NEVER_NULL __attribute__((returns_nonnull))

#endif
