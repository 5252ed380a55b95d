// SPDX-License-Identifier: MIT
//
// How the interpreter is to start: what the command line and the environment say, as sys.flags shows it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace adder::runtime {

struct Options {
    int inspect = 0;     // -i or PYTHONINSPECT
    int interactive = 0; // -i
    int quiet = 0;
    int verbose = 0;
    int optimize = 0;
    int bytes_warning = 0;
    int debug = 0;
    bool ignores_environment = false;
    bool is_isolated = false;
    bool has_no_site = false;
    bool has_no_user_site = false;
    bool writes_no_bytecode = false;
    bool is_unbuffered = false;
    bool has_safe_path = false;
    bool is_utf8_mode = false;
    bool is_dev_mode = false;    // -X dev or PYTHONDEVMODE
    int int_max_str_digits = -1; // -1: the default
    std::vector<std::string> warning_options;
    std::vector<std::string> x_options;
    std::vector<std::string> arguments; // sys.argv
    std::string program;                // as it was invoked
    bool installs_signal_handlers = true;
    std::optional<uint32_t> hash_seed; // of strs; otherwise PYTHONHASHSEED decides
    // sys.path as an embedding program gives it; otherwise ADDERPATH and the library.
    std::optional<std::vector<std::string>> search_path;
};

} // namespace adder::runtime
