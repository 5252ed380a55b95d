/* SPDX-License-Identifier: MIT */
#include "scale.h"

#include <math.h>

double scale(double value) {
    return FACTOR * floor(value);
}
