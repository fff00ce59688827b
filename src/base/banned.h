/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Functions that do not compile here. The build includes this file before every source file (-include), so
 * nobody has to remember it. The standard headers come first, because a header that declares a banned
 * function after the macro would break; their include guards keep them from being read again. The habit is
 * git's banned.h.
 *
 * Instead: struct text and struct buffer for words, text_to_integer for numbers, base/clock.h and base/zone.h
 * for time, base/random.h for chance, an arena for memory whose size is known late.
 */
#ifndef BASE_BANNED_H
#define BASE_BANNED_H

#include <alloca.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

/* The name does not exist, so the compiler stops and shows it. */
#define BANNED(name) banned_##name##_see_base_banned_h

#undef strcpy
#define strcpy(...) BANNED(strcpy)
#undef strcat
#define strcat(...) BANNED(strcat)
#undef strncpy
#define strncpy(...) BANNED(strncpy)
#undef strncat
#define strncat(...) BANNED(strncat)
#undef sprintf
#define sprintf(...) BANNED(sprintf)
#undef vsprintf
#define vsprintf(...) BANNED(vsprintf)
#undef strtok
#define strtok(...) BANNED(strtok)
#undef atoi
#define atoi(...) BANNED(atoi)
#undef atol
#define atol(...) BANNED(atol)
#undef atoll
#define atoll(...) BANNED(atoll)
#undef gets
#define gets(...) BANNED(gets)
#undef localtime
#define localtime(...) BANNED(localtime)
#undef gmtime
#define gmtime(...) BANNED(gmtime)
#undef asctime
#define asctime(...) BANNED(asctime)
#undef ctime
#define ctime(...) BANNED(ctime)
#undef rand
#define rand(...) BANNED(rand)
#undef alloca
#define alloca(...) BANNED(alloca)

#endif
