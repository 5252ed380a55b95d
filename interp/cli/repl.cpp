// SPDX-License-Identifier: MIT
#include "cli/repl.hpp"

#include "cli/line_reader.hpp"
#include "runtime/interactive.hpp"
#include "runtime/interpreter.hpp"

#include <cstdio>
#include <string>

namespace adder::cli {

using objects::Ref;

namespace {

void print_banner() {
    std::fprintf(stderr, "Adder %s (Python %s) on linux\n", ADDER_VERSION, PY_VERSION);
    std::fprintf(stderr, "Type \"help\", \"copyright\", \"credits\" or \"license\" for more information.\n");
}

// sys.ps1 and sys.ps2 may be any object; its str is the prompt.
std::string prompt(const char *name, const char *standard) {
    PyObject *object = PySys_GetObject(name);
    Ref text = object != nullptr ? Ref::steal(PyObject_Str(object)) : Ref();
    const char *utf8 = text ? PyUnicode_AsUTF8(text.get()) : nullptr;
    if (utf8 == nullptr) PyErr_Clear();
    return utf8 != nullptr ? utf8 : standard;
}

int set_prompt(const char *name, const char *standard) {
    if (PySys_GetObject(name) != nullptr) return 0;
    Ref text = Ref::steal(PyUnicode_FromString(standard));
    return text ? PySys_SetObject(name, text.get()) : -1;
}

void flush_output() {
    for (const char *name : {"stdout", "stderr"}) {
        PyObject *file = PySys_GetObject(name);
        Ref result = file != nullptr ? Ref::steal(PyObject_CallMethod(file, "flush", nullptr)) : Ref();
        if (!result) PyErr_Clear();
    }
}

void say_interrupted() {
    PyErr_Clear();
    flush_output();
    std::fputs("\nKeyboardInterrupt\n", stderr);
}

// The state of one session.
class Session {
  public:
    Session()
        : reader_([](const std::string &word) {
              return runtime::completions(word, runtime::main_namespace());
          }) {}

    // Until the end of input; -1, or the exit status that exit() asked for.
    int run() {
        for (;;) {
            const LineResult line =
                reader_.read(text_.empty() ? prompt("ps1", ">>> ") : prompt("ps2", "... "));
            if (line.status == LineStatus::Interrupted) {
                (void)PyErr_CheckSignals(); // takes the signal; its KeyboardInterrupt ends at the prompt
                say_interrupted();
                text_.clear();
                continue;
            }
            const bool is_end = line.status == LineStatus::End;
            if (is_end && text_.empty()) return leave();
            text_ += is_end ? "\n" : line.text + "\n";
            int status = -1;
            if (!run_text(is_end, &status)) return status;
            if (is_end && text_.empty()) return leave();
        }
    }

  private:
    static int leave() {
        std::fputs("\n", stderr);
        return -1;
    }

    // False when the session is over.
    bool run_text(bool is_end, int *status) {
        runtime::InteractiveCode compiled = runtime::compile_interactive(text_, flags_);
        if (compiled.is_incomplete && !is_end) return true;
        text_.clear();
        if (compiled.is_empty) return true;
        PyObject *space = runtime::main_namespace();
        Ref result = compiled.code ? Ref::steal(PyEval_EvalCode(compiled.code.get(), space, space)) : Ref();
        if (!result && PyErr_Occurred() != nullptr) {
            if (PyErr_ExceptionMatches(PyExc_SystemExit) != 0) {
                *status = runtime::report_uncaught();
                return false;
            }
            if (PyErr_ExceptionMatches(PyExc_KeyboardInterrupt) != 0 && !compiled.code) {
                say_interrupted();
            } else {
                PyErr_Print();
            }
        }
        flush_output();
        return true;
    }

    LineReader reader_;
    std::string text_; // lines of the statement so far
    uint32_t flags_ = 0;
};

} // namespace

int run_repl(bool shows_banner) {
    if (shows_banner) print_banner();
    if (set_prompt("ps1", ">>> ") < 0 || set_prompt("ps2", "... ") < 0) {
        PyErr_Print();
        return 1;
    }
    const int status = Session().run();
    return status < 0 ? 0 : status;
}

} // namespace adder::cli
