/* SPDX-License-Identifier: EUPL-1.2 */
/* What stood in the notebook of each child of Vlinders, the newest day first. */
#ifndef COMMAND_DEMO_VLINDERS_DAYS_H
#define COMMAND_DEMO_VLINDERS_DAYS_H

#include "command/demo/data.h"

extern const struct demo_day vlinders_noor[7];
extern const struct demo_day vlinders_yusuf[7];
extern const struct demo_day vlinders_sofia[9];
extern const struct demo_day vlinders_levi[5];
extern const struct demo_day vlinders_amina[6];
extern const struct demo_day vlinders_finn[5];
extern const struct demo_day vlinders_mila[7];
extern const struct demo_day vlinders_daan[5];
extern const struct demo_day vlinders_zeynep[6];
extern const struct demo_day vlinders_lars[5];
extern const struct demo_day vlinders_elif[5];
extern const struct demo_day vlinders_sam[7];
extern const struct demo_day vlinders_jip[4];
extern const struct demo_day vlinders_bram[4];

#endif
