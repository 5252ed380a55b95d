/* SPDX-License-Identifier: MIT */
#ifdef __cplusplus
extern "C"
#endif
    double
    scale(double value);
