// SPDX-License-Identifier: MIT
//
// The order in start() matters: nothing may be allocated before the heap, no str made before the hash key is
// set, no exception raised before the exception classes are ready.
#include "runtime/interpreter.hpp"

#include "objects/bytes_methods.hpp"
#include "objects/collector.hpp"
#include "objects/error.hpp"
#include "objects/exception.hpp"
#include "objects/gil.hpp"
#include "objects/hash.hpp"
#include "objects/heap.hpp"
#include "objects/int.hpp"
#include "objects/module.hpp"
#include "objects/names.hpp"
#include "objects/quarantine.hpp"
#include "objects/signals.hpp"
#include "objects/traceback.hpp"
#include "objects/type.hpp"
#include "objects/warnings.hpp"
#include "runtime/binary_file.hpp"
#include "runtime/builtin_modules.hpp"
#include "runtime/builtins.hpp"
#include "runtime/expression_anchors.hpp"
#include "runtime/module_spec.hpp"
#include "runtime/native_stack.hpp"
#include "runtime/path_finder.hpp"
#include "runtime/sys_module.hpp"
#include "runtime/text_file.hpp"
#include "trace/python_tracer.hpp"
#include "vm/run.hpp"

#include <algorithm>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <pthread.h>
#include <string>
#include <vector>

namespace adder::runtime {

namespace {

// C++ stack that is kept for what runs when the limit was found to be near.
constexpr size_t stack_reserve = 256 * 1024;

std::vector<void (*)(void)> &exit_functions() {
    static std::vector<void (*)(void)> functions;
    return functions;
}

// --- start

bool set_hash_key(const Options &options) {
    if (options.hash_seed) {
        objects::set_hash_seed(*options.hash_seed);
        return true;
    }
    const char *seed = options.ignores_environment ? nullptr : std::getenv("PYTHONHASHSEED");
    if (seed == nullptr || *seed == '\0' || std::string_view(seed) == "random") {
        objects::set_random_hash_key();
        return true;
    }
    char *end;
    errno = 0;
    unsigned long value = std::strtoul(seed, &end, 10);
    if (*end != '\0' || value > 4294967295UL || (errno == ERANGE && value == ULONG_MAX)) {
        std::fputs("Fatal Python error: config_init_hash_seed: PYTHONHASHSEED must be \"random\" or an "
                   "integer in range [0; 4294967295]\n"
                   "Python runtime state: preinitialized\n\n",
                   stderr);
        return false;
    }
    objects::set_hash_seed(static_cast<uint32_t>(value));
    return true;
}

int make_types() {
    TRY(objects::init_names());
    objects::init_ints();
    TRY(objects::init_types());
    TRY(objects::init_exceptions());
    TRY(vm::init_vm());
    TRY(init_path_finders());
    for (PyTypeObject *type :
         {&text_file_type, &buffered_reader_type, &buffered_writer_type, &buffered_random_type})
        TRY(PyType_Ready(type));
    return 0;
}

int make_builtins() {
    objects::Ref module = TRY(make_builtins_module());
    TRY(PyDict_SetItem(objects::runtime.modules, objects::name::builtins_, module.get()));
    objects::Ref spec = TRY(make_builtin_spec(objects::name::builtins_));
    return set_module_attributes(module.get(), spec.get());
}

int make_modules(const Options &options) {
    objects::runtime.modules = TRY(PyDict_New());
    add_builtin_modules();
    TRY(make_builtins());
    TRY(make_sys_module(options));
    TRY(set_standard_streams(options));
    PyObject *main_module = PyImport_AddModuleObject(objects::name::main_module);
    if (main_module == nullptr) return -1;
    objects::Ref annotations = TRY_REF(PyDict_New());
    TRY(PyObject_SetAttr(main_module, objects::name::dunder_annotations, annotations.get()));
    return PyObject_SetAttr(main_module, objects::name::dunder_builtins, objects::runtime.builtins_module);
}

void add_warning_filters(const Options &options) {
    for (const std::string &option : options.warning_options) {
        std::string problem;
        if (!objects::add_warning_option(option, problem))
            std::fprintf(stderr, "Invalid -W option ignored: %s\n", problem.c_str());
    }
}

void install_signals(const Options &options) {
    if (!options.installs_signal_handlers) return;
    std::signal(SIGPIPE, SIG_IGN);
    // A process that was started with SIGINT ignored, as shells start jobs in the background, goes on
    // ignoring it.
    struct sigaction current {};
    if (sigaction(SIGINT, nullptr, &current) == 0 && current.sa_handler == SIG_IGN) return;
    if (objects::install_signal(SIGINT) != 0) std::perror("sigaction");
}

void init_thread() {
    objects::ThreadState *state = &objects::runtime.main_thread;
    state->native_stack_limit = lowest_stack_address(stack_reserve);
    state->interp = PyInterpreterState_Get();
    state->id = 1;
    state->thread_id = PyThread_get_thread_ident();
    objects::take_gil(state);
    pthread_atfork(nullptr, nullptr, objects::reset_gil_after_fork);
}

// --- stop

// Module atexit leaves the function that calls what was registered with it; see stdlib/native/atexit.cpp.
void run_atexit_functions() {
    PyObject *dict = PyInterpreterState_GetDict(PyInterpreterState_Get());
    const objects::Ref function =
        objects::Ref::borrow(dict == nullptr ? nullptr : PyDict_GetItemString(dict, "atexit"));
    if (!function) return PyErr_Clear();
    const objects::Ref result = objects::Ref::steal(PyObject_CallNoArgs(function.get()));
    if (!result) PyErr_WriteUnraisable(function.get());
}

// Flushes sys.stdout and sys.stderr; -1 when standard output failed, which is reported.
int flush_standard_streams() {
    int status = 0;
    for (const char *stream_name : {"stdout", "stderr"}) {
        objects::Ref stream = objects::Ref::borrow(PySys_GetObject(stream_name));
        if (!stream || stream.get() == Py_None) continue;
        objects::Ref closed = objects::Ref::steal(PyObject_GetAttrString(stream.get(), "closed"));
        if (!closed) PyErr_Clear();
        if (closed.get() == Py_True) continue;
        objects::Ref result =
            objects::Ref::steal(PyObject_CallMethodNoArgs(stream.get(), objects::name::flush));
        if (result) continue;
        if (stream_name[3] == 'o') {
            PyErr_WriteUnraisable(stream.get());
            status = -1;
        } else {
            PyErr_Clear();
        }
    }
    return status;
}

objects::Ref weak_references_to_modules() {
    objects::Ref list = TRY_REF(PyList_New(0));
    PyObject *key;
    PyObject *module;
    for (Py_ssize_t position = 0; PyDict_Next(objects::runtime.modules, &position, &key, &module);) {
        if (!PyModule_Check(module)) continue;
        objects::Ref reference = TRY_REF(PyWeakref_NewRef(module, nullptr));
        TRY(PyList_Append(list.get(), reference.get()));
    }
    return list;
}

// Lets go of all modules, oldest first; empties those that something else still holds, newest first.
void take_modules_apart() {
    objects::Ref references = weak_references_to_modules();
    PyErr_Clear();
    objects::Ref sys_module =
        objects::Ref::borrow(PyDict_GetItemWithError(objects::runtime.modules, objects::name::sys_));
    for (const char *variable : {"last_type", "last_value", "last_traceback"})
        (void)PySys_SetObject(variable, nullptr);
    (void)PyDict_DelItem(objects::runtime.builtins, objects::name::underscore);
    PyErr_Clear();
    PyDict_Clear(objects::runtime.modules);
    objects::collect_generation(objects::generation_count - 1);
    for (Py_ssize_t i = references ? PyList_GET_SIZE(references.get()) : 0; i-- > 0;) {
        objects::Ref module =
            objects::Ref::borrow(PyWeakref_GET_OBJECT(PyList_GET_ITEM(references.get(), i)));
        bool is_core = module.get() == Py_None || module.get() == sys_module.get() ||
                       module.get() == objects::runtime.builtins_module;
        if (!is_core) objects::clear_namespace(objects::module_dict(module.get()));
    }
    objects::collect_generation(objects::generation_count - 1);
}

} // namespace

int start(const Options &options) {
    objects::init_heap();
    init_thread();
    if (!set_hash_key(options)) return -1;
    objects::runtime.optimize = std::min(options.optimize, 2);
    objects::bytes_methods::warns_about_text = options.bytes_warning > 0;
    bool is_good =
        vm::allocate_stack(objects::thread()) == 0 && make_types() == 0 && make_modules(options) == 0;
    if (!is_good) {
        std::fputs("Fatal Python error: init: the interpreter cannot start\n", stderr);
        if (objects::is_error_pending()) PyErr_Display(nullptr, objects::take_exception().get(), nullptr);
        return -1;
    }
    objects::set_anchor_finder(find_anchors);
    add_warning_filters(options);
    install_signals(options);
    if (options.int_max_str_digits >= 0) objects::runtime.int_max_str_digits = options.int_max_str_digits;
    if (options.is_dev_mode) objects::start_quarantine();
    objects::runtime.is_initialized = true;
    return 0;
}

int stop() {
    if (!objects::runtime.is_initialized) return 0;
    run_atexit_functions();
    int status = flush_standard_streams();
    objects::runtime.is_finalizing = true;
    trace::forget_thread(objects::thread());
    take_modules_apart();
    if (status == 0) status = flush_standard_streams(); // what failed once was told once
    objects::finish_quarantine();
    objects::runtime.is_initialized = false;
    for (auto &functions = exit_functions(); !functions.empty();) {
        auto function = functions.back();
        functions.pop_back();
        function();
    }
    return status;
}

extern "C" {

int Py_IsInitialized(void) {
    return adder::objects::runtime.is_initialized;
}

int Py_FinalizeEx(void) {
    return stop();
}

void Py_Finalize(void) {
    (void)stop();
}

int _Py_IsFinalizing(void) {
    return adder::objects::runtime.is_finalizing;
}

int Py_AtExit(void (*function)(void)) {
    exit_functions().push_back(function);
    return 0;
}

void Py_Exit(int status) {
    if (stop() < 0) status = 120;
    std::exit(status);
}

} // extern "C"

} // namespace adder::runtime
