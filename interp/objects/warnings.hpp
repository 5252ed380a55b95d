// SPDX-License-Identifier: MIT
//
// Warnings: the filters that decide what becomes of one.
#pragma once

#include "objects/object.hpp"

#include <string>
#include <vector>

namespace adder::objects {

enum class WarningAction { Error, Ignore, Always, Default, Module, Once };

struct WarningFilter {
    WarningAction action;
    PyObject *category;  // borrowed from the exception classes
    std::string module;  // full name; empty: any
    std::string message; // beginning of the text; empty: any
    int line = 0;        // 0: any
};

// The filters in the order in which they are asked, newest first; starts with CPython's defaults.
std::vector<WarningFilter> &warning_filters();
// Adds the filter of a `-W` option, "action:message:category:module:line". False when it makes no sense, with
// the text of CPython's complaint in `problem`.
[[nodiscard]] bool add_warning_option(const std::string &option, std::string &problem);

} // namespace adder::objects
