/* SPDX-License-Identifier: EUPL-1.2 */
/* Inside the feature: the page that begin.c answers. */
#ifndef FEATURE_PLACE_OWN_H
#define FEATURE_PLACE_OWN_H

#include "feature/place/place.h"
#include "feature/place/views.h"
#include "http/outcome.h"
#include "http/request.h"

struct outcome begin_page(struct request *request);

#endif
