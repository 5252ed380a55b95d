// SPDX-License-Identifier: MIT
//
// Options are single letters that may be written together; -c and -m end them, as does a file name. What
// follows belongs to the program. Environment variables stand in for options unless -E or -I forbids it.
#include "cli/command_line.hpp"

#include <algorithm>
#include <climits>
#include <cstdio>
#include <cstdlib>
#include <string_view>

namespace adder::cli {

namespace {

const char *const help_text =
    "Options (and corresponding environment variables):\n"
    "-b     : warn where bytes and str are mixed (-bb: error)\n"
    "-B     : accepted; no bytecode is ever written\n"
    "-c cmd : program passed in as string (terminates option list)\n"
    "-d     : accepted; also PYTHONDEBUG=x\n"
    "-E     : ignore PYTHON* and ADDER* environment variables\n"
    "-h     : print this help message and exit (also -? or --help)\n"
    "-i     : inspect interactively after running script; also PYTHONINSPECT=x\n"
    "-I     : isolate from the user's environment (implies -E, -P and -s)\n"
    "-m mod : run library module as a script (terminates option list)\n"
    "-O     : accepted\n"
    "-P     : don't prepend a potentially unsafe path to sys.path; also PYTHONSAFEPATH\n"
    "-q     : don't print the version on interactive startup\n"
    "-s     : accepted\n"
    "-S     : accepted\n"
    "-u     : unbuffered standard output and error; also PYTHONUNBUFFERED=x\n"
    "-v     : accepted; also PYTHONVERBOSE=x\n"
    "-V     : print the version number and exit (also --version)\n"
    "-W arg : warning control; arg is action:message:category:module:lineno\n"
    "         also PYTHONWARNINGS=arg\n"
    "-x     : skip first line of source\n"
    "-X opt : set implementation-specific option\n"
    "\n"
    "Arguments:\n"
    "file   : program read from script file\n"
    "-      : program read from stdin (default; interactive mode if a tty)\n"
    "arg ...: arguments passed to program in sys.argv[1:]\n"
    "\n"
    "Other environment variables:\n"
    "ADDERPATH     : ':'-separated list of directories prefixed to the default module search path\n"
    "PYTHONHASHSEED: seed of str hashes: a number, or \"random\"\n";

void print_usage(FILE *stream, const std::string &program) {
    std::fprintf(stream, "usage: %s [option] ... [-c cmd | -m mod | file | -] [arg] ...\n", program.c_str());
}

class Parser {
  public:
    Parser(int count, char **arguments) : arguments_(arguments + 1, arguments + count) {
        line_.options.program = arguments[0];
    }

    CommandLine parse();

  private:
    bool parse_long(const std::string &argument);
    bool parse_letters(const std::string &argument);
    bool parse_letter(char letter);
    bool take_value(const std::string &argument, size_t place, char letter, std::string &value);
    bool finish(Action action, const std::string &text, const std::string &first_argument);
    bool complain(const std::string &message);
    void read_environment();
    void read_x_options();
    void add_implied_warnings();
    void set_digit_limit(const std::string &text, const char *origin);

    std::vector<std::string> arguments_;
    size_t next_ = 0;
    CommandLine line_;
};

bool Parser::complain(const std::string &message) {
    std::fprintf(stderr, "%s\n", message.c_str());
    print_usage(stderr, line_.options.program);
    std::fprintf(stderr, "Try `python -h' for more information.\n");
    line_.action = Action::Bad;
    return false;
}

// The option list is over: what follows are the program's arguments. Always false: nothing is left to parse.
bool Parser::finish(Action action, const std::string &text, const std::string &first_argument) {
    line_.action = action;
    line_.text = text;
    line_.options.arguments = {first_argument};
    line_.options.arguments.insert(line_.options.arguments.end(),
                                   arguments_.begin() + static_cast<long>(next_), arguments_.end());
    return false;
}

bool Parser::parse_long(const std::string &argument) {
    if (argument == "--help") {
        line_.action = Action::Help;
        return true;
    }
    if (argument == "--version") {
        line_.version_count++;
        return true;
    }
    if (argument.starts_with("--check-hash-based-pycs")) {
        next_++;
        return true;
    }
    return complain("unknown option " + argument);
}

// The rest of the argument behind the letter, or the next argument.
bool Parser::take_value(const std::string &argument, size_t place, char letter, std::string &value) {
    if (place + 1 < argument.size()) {
        value = argument.substr(place + 1);
    } else if (next_ < arguments_.size()) {
        value = arguments_[next_++];
    } else {
        return complain(std::string("Argument expected for the -") + letter + " option");
    }
    return true;
}

// A letter without a value. False when there is no such option.
bool Parser::parse_letter(char letter) {
    runtime::Options &options = line_.options;
    switch (letter) {
    case 'b': options.bytes_warning++; return true;
    case 'B': options.writes_no_bytecode = true; return true;
    case 'd': options.debug++; return true;
    case 'E': options.ignores_environment = true; return true;
    case 'h':
    case '?': line_.action = Action::Help; return true;
    case 'i':
        options.inspect++;
        options.interactive++;
        return true;
    case 'I':
        options.is_isolated = options.ignores_environment = options.has_no_user_site = options.has_safe_path =
            true;
        return true;
    case 'O': options.optimize++; return true;
    case 'P': options.has_safe_path = true; return true;
    case 'q': options.quiet++; return true;
    case 's': options.has_no_user_site = true; return true;
    case 'S': options.has_no_site = true; return true;
    case 'u': options.is_unbuffered = true; return true;
    case 'v': options.verbose++; return true;
    case 'V': line_.version_count++; return true;
    case 'x':
    case 't':
    case 'R': return true;
    default: return false;
    }
}

bool Parser::parse_letters(const std::string &argument) {
    for (size_t i = 1; i < argument.size(); i++) {
        char letter = argument[i];
        std::string value;
        if (letter == 'c' || letter == 'm' || letter == 'W' || letter == 'X') {
            if (!take_value(argument, i, letter, value)) return false;
            if (letter == 'c') return finish(Action::Text, value + "\n", "-c");
            if (letter == 'm') return finish(Action::Module, value, "-m");
            (letter == 'W' ? line_.options.warning_options : line_.options.x_options).push_back(value);
            return true;
        }
        if (!parse_letter(letter)) return complain(std::string("Unknown option: -") + letter);
    }
    return true;
}

bool is_set(const char *variable) {
    const char *value = std::getenv(variable);
    return value != nullptr && *value != '\0';
}

// A variable that counts like a repeated option: a number is the count, any other text means one.
void raise_level(int &level, const char *variable) {
    if (!is_set(variable)) return;
    const char *value = std::getenv(variable);
    char *end = nullptr;
    const long number = std::strtol(value, &end, 10);
    const bool is_count = *end == '\0' && number >= 0 && number <= INT_MAX;
    level = std::max(level, is_count ? static_cast<int>(number) : 1);
}

// A limit of digits: 0 or at least the smallest threshold; -1 for anything else.
int digit_limit(const std::string &text) {
    char *end = nullptr;
    const long limit = std::strtol(text.c_str(), &end, 10);
    const bool is_valid = !text.empty() && *end == '\0' && limit <= INT_MAX && (limit == 0 || limit >= 640);
    return is_valid ? static_cast<int>(limit) : -1;
}

// -X options that mean something here; the others are only shown in sys._xoptions.
void Parser::read_x_options() {
    runtime::Options &options = line_.options;
    const bool uses_environment = !options.ignores_environment;
    if (uses_environment && is_set("PYTHONDEVMODE")) options.is_dev_mode = true;
    if (uses_environment && is_set("PYTHONUTF8"))
        options.is_utf8_mode = std::string("1") == std::getenv("PYTHONUTF8");
    if (uses_environment && is_set("PYTHONINTMAXSTRDIGITS"))
        set_digit_limit(std::getenv("PYTHONINTMAXSTRDIGITS"), "PYTHONINTMAXSTRDIGITS");
    for (const std::string &option : options.x_options) {
        const size_t equals = std::min(option.find('='), option.size());
        const std::string name = option.substr(0, equals);
        const std::string value = option.substr(std::min(equals + 1, option.size()));
        if (name == "dev") options.is_dev_mode = true;
        if (name == "utf8") options.is_utf8_mode = value != "0";
        if (name == "int_max_str_digits") set_digit_limit(value, "-X int_max_str_digits");
    }
}

// The filters that other options stand for: the first of all, and the last.
void Parser::add_implied_warnings() {
    runtime::Options &options = line_.options;
    if (options.is_dev_mode) options.warning_options.insert(options.warning_options.begin(), "default");
    if (options.bytes_warning > 0)
        options.warning_options.emplace_back(options.bytes_warning > 1 ? "error::BytesWarning"
                                                                       : "default::BytesWarning");
}

void Parser::set_digit_limit(const std::string &text, const char *origin) {
    line_.options.int_max_str_digits = digit_limit(text);
    if (line_.options.int_max_str_digits >= 0 || line_.action == Action::Unstartable) return;
    std::fprintf(
        stderr,
        "Fatal Python error: config_init_int_max_str_digits: %s: invalid limit; must be >= 640 or 0 for "
        "unlimited.\nPython runtime state: preinitialized\n\n",
        origin);
    line_.action = Action::Unstartable;
}

void Parser::read_environment() {
    runtime::Options &options = line_.options;
    if (options.ignores_environment) return;
    if (is_set("PYTHONINSPECT")) options.inspect++;
    if (is_set("PYTHONUNBUFFERED")) options.is_unbuffered = true;
    if (is_set("PYTHONSAFEPATH")) options.has_safe_path = true;
    if (is_set("PYTHONDONTWRITEBYTECODE")) options.writes_no_bytecode = true;
    if (is_set("PYTHONNOUSERSITE")) options.has_no_user_site = true;
    raise_level(options.debug, "PYTHONDEBUG");
    raise_level(options.verbose, "PYTHONVERBOSE");
    raise_level(options.optimize, "PYTHONOPTIMIZE");
    if (!is_set("PYTHONWARNINGS")) return;
    std::string_view list = std::getenv("PYTHONWARNINGS");
    std::vector<std::string> from_environment;
    for (size_t begin = 0; begin <= list.size();) {
        size_t end = std::min(list.find(',', begin), list.size());
        if (end > begin) from_environment.emplace_back(list.substr(begin, end - begin));
        begin = end + 1;
    }
    options.warning_options.insert(options.warning_options.begin(), from_environment.begin(),
                                   from_environment.end());
}

CommandLine Parser::parse() {
    bool goes_on = true;
    while (goes_on && next_ < arguments_.size()) {
        std::string argument = arguments_[next_++];
        if (argument == "-") {
            goes_on = finish(Action::StandardInput, "", "-");
        } else if (argument == "--") {
            if (next_ < arguments_.size()) {
                std::string file = arguments_[next_++];
                finish(Action::File, file, file);
            }
            goes_on = false;
        } else if (argument.starts_with("--")) {
            goes_on = parse_long(argument);
        } else if (argument.starts_with("-")) {
            goes_on = parse_letters(argument);
        } else {
            goes_on = finish(Action::File, argument, argument);
        }
    }
    if (line_.options.arguments.empty()) line_.options.arguments = {""};
    if (line_.version_count > 0 && line_.action != Action::Bad && line_.action != Action::Help)
        line_.action = Action::Version;
    read_environment();
    const bool starts =
        line_.action != Action::Bad && line_.action != Action::Help && line_.action != Action::Version;
    if (starts) {
        read_x_options();
        add_implied_warnings();
    }
    return line_;
}

} // namespace

CommandLine parse_command_line(int argument_count, char **arguments) {
    return Parser(argument_count, arguments).parse();
}

void print_help(const std::string &program) {
    print_usage(stdout, program);
    std::fputs(help_text, stdout);
}

} // namespace adder::cli
