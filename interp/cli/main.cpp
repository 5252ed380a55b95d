// SPDX-License-Identifier: MIT
//
// The program `adder`: what an embedding program does that hands its whole command line over.
#include <Python.h>

int main(int argument_count, char **arguments) {
    return Py_BytesMain(argument_count, arguments);
}
