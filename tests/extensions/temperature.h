/* SPDX-License-Identifier: MIT
 *
 * What module temperature offers to other native modules: a table of functions in a capsule.
 */
#ifndef TEMPERATURE_H
#define TEMPERATURE_H

#define TEMPERATURE_CAPSULE "temperature._api"

typedef struct {
    double (*to_fahrenheit)(double celsius);
    PyTypeObject *reading_type;
    PyObject *(*make_reading)(double celsius); /* new reference */
} TemperatureApi;

#ifndef TEMPERATURE_MODULE
static TemperatureApi *temperature_api;

/* 0, or -1 with ImportError or AttributeError. */
static int import_temperature(void) {
    temperature_api = (TemperatureApi *)PyCapsule_Import(TEMPERATURE_CAPSULE, 0);
    return temperature_api == NULL ? -1 : 0;
}
#endif

#endif
