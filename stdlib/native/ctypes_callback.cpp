// SPDX-License-Identifier: MIT
//
// Callbacks: a libffi closure whose code, called from C, calls a Python callable. An exception there cannot
// go through the C caller, so it is reported to sys.unraisablehook and C gets zero.
#include "ctypes.hpp"

#include <cerrno>
#include <cstring>

namespace adder::stdlib::ctypes {
namespace {

struct ThunkObject {
    PyObject_HEAD ffi_closure *closure;
    void *entry;
    ffi_cif cif;
    std::vector<ffi_type *> *types;
    PyObject *callable;
    PyObject *argument_types; // tuple
    PyObject *result_type;    // class or None
    int flags;
};

ThunkObject *as_thunk(PyObject *object) {
    return reinterpret_cast<ThunkObject *>(object);
}

int thunk_traverse(PyObject *self, visitproc visit, void *arg) {
    Py_VISIT(as_thunk(self)->callable);
    Py_VISIT(as_thunk(self)->argument_types);
    Py_VISIT(as_thunk(self)->result_type);
    return 0;
}

int thunk_clear(PyObject *self) {
    Py_CLEAR(as_thunk(self)->callable);
    Py_CLEAR(as_thunk(self)->argument_types);
    Py_CLEAR(as_thunk(self)->result_type);
    return 0;
}

void thunk_dealloc(PyObject *self) {
    PyObject_GC_UnTrack(self);
    if (as_thunk(self)->closure != nullptr) ffi_closure_free(as_thunk(self)->closure);
    delete as_thunk(self)->types;
    thunk_clear(self);
    PyObject_GC_Del(self);
}

// --- the call from C

// Shows the pending error behind a line that says where it came from.
void print_error(const char *format, Py_ssize_t index) {
    PyObject *type, *value, *traceback;
    PyErr_Fetch(&type, &value, &traceback);
    PyErr_NormalizeException(&type, &value, &traceback);
    const Owned owned_type(type), owned_value(value), owned_traceback(traceback);
    PySys_FormatStderr(format, index);
    PyObject *hook = PySys_GetObject("excepthook");
    const Owned shown(
        hook == nullptr ? nullptr
                        : PyObject_CallFunctionObjArgs(hook, type, value == nullptr ? Py_None : value,
                                                       traceback == nullptr ? Py_None : traceback, nullptr));
    if (!shown) PyErr_Clear();
}

// True when calling the class does no more than making an instance.
bool is_made_plainly(PyObject *type, Kind kind) {
    const PyTypeObject &base = kind == Kind::Pointer ? pointer_type : struct_type;
    return as_type(type)->tp_init == base.tp_init && as_type(type)->tp_new == base.tp_new;
}

// A Python value from an argument of C; NULL after the error was shown.
PyObject *take_argument(PyObject *type, const char *memory, Py_ssize_t index) {
    const Descriptor *descriptor = descriptor_of(type);
    if (descriptor == nullptr) {
        PyErr_SetString(PyExc_TypeError, "cannot build parameter");
        print_error("Parsing argument %zd\n", index);
        return nullptr;
    }
    if (descriptor->code != nullptr && !is_simple_subclass(type)) {
        PyObject *value = descriptor->getter()(memory);
        if (value == nullptr) print_error("create argument %zd:\n", index);
        return value;
    }
    Owned instance(is_made_plainly(type, descriptor->kind) ? make_copy(type, memory)
                                                           : PyObject_CallNoArgs(type));
    if (!instance) {
        print_error("create argument %zd:\n", index);
        return nullptr;
    }
    if (!is_data(instance.get()) || as_data(instance.get())->size < descriptor->size) {
        print_error("unexpected result of create argument %zd:\n", index);
        return nullptr;
    }
    std::memcpy(as_data(instance.get())->memory, memory, static_cast<size_t>(descriptor->size));
    return instance.release();
}

// The arguments of one call, a few of them on the stack; all are owned.
class Arguments {
  public:
    Arguments() = default;
    Arguments(const Arguments &) = delete;
    Arguments &operator=(const Arguments &) = delete;
    ~Arguments() {
        for (Py_ssize_t i = 0; i < count_; i++) Py_DECREF(items_[i]);
    }
    // False after an error was shown.
    bool take(const ThunkObject *self, void **values) {
        const Py_ssize_t count = PyTuple_GET_SIZE(self->argument_types);
        if (count > few) {
            many_ = std::make_unique<PyObject *[]>(static_cast<size_t>(count));
            items_ = many_.get();
        }
        for (; count_ < count; count_++) {
            PyObject *type = PyTuple_GET_ITEM(self->argument_types, count_);
            items_[count_] = take_argument(type, static_cast<char *>(values[count_]), count_);
            if (items_[count_] == nullptr) return false;
        }
        return true;
    }
    PyObject *call(PyObject *callable) {
        return PyObject_Vectorcall(callable, items_, static_cast<size_t>(count_), nullptr);
    }

  private:
    static constexpr Py_ssize_t few = 8;
    PyObject *small_[few];
    std::unique_ptr<PyObject *[]> many_;
    PyObject **items_ = small_;
    Py_ssize_t count_ = 0;
};

// C expects small integers as a whole word.
void widen(const Descriptor *descriptor, char *memory) {
    if (descriptor->is_swapped || strchr("bhil", descriptor->code->letter) == nullptr) return;
    const Owned number(descriptor->code->get(memory));
    const long value = number ? PyLong_AsLong(number.get()) : 0;
    std::memcpy(memory, &value, sizeof(ffi_arg));
}

void give_result(const ThunkObject *self, PyObject *result, char *memory) {
    const Descriptor *descriptor = descriptor_of(self->result_type);
    PyObject *keep = descriptor->setter()(memory, result);
    if (keep == nullptr) {
        _PyErr_WriteUnraisableMsg("on converting result of ctypes callback function", self->callable);
        return;
    }
    widen(descriptor, memory);
    // An object is given with its reference. Whatever else has to be kept can only be kept for ever.
    if (descriptor->code->letter == 'O') return;
    if (keep == Py_None)
        Py_DECREF(keep);
    else if (PyErr_WarnEx(PyExc_RuntimeWarning, "memory leak in callback function.", 1) < 0)
        PyErr_WriteUnraisable(self->callable);
}

void call_python(const ThunkObject *self, char *memory, void **values) {
    Arguments arguments;
    if (!arguments.take(self, values)) return;
    if (self->flags & flag_use_errno) std::swap(errno, saved_errno);
    const Owned result(arguments.call(self->callable));
    if (self->flags & flag_use_errno) std::swap(errno, saved_errno);
    if (!result)
        _PyErr_WriteUnraisableMsg("on calling ctypes callback function", self->callable);
    else if (self->result_type != Py_None)
        give_result(self, result.get(), memory);
}

void enter(ffi_cif *cif, void *memory, void **values, void *user_data) {
    const PyGILState_STATE gil = PyGILState_Ensure();
    const Owned self = Owned::borrow(static_cast<PyObject *>(user_data));
    if (cif->rtype != &ffi_type_void) std::memset(memory, 0, std::max(cif->rtype->size, sizeof(ffi_arg)));
    call_python(as_thunk(self.get()), static_cast<char *>(memory), values);
    PyGILState_Release(gil);
}

ThunkObject *allocate_thunk() {
    auto *self = PyObject_GC_New(ThunkObject, &thunk_type);
    if (self == nullptr) return nullptr;
    self->closure = nullptr;
    self->types = new std::vector<ffi_type *>;
    self->callable = self->argument_types = self->result_type = nullptr;
    PyObject_GC_Track(as_object(self));
    return self;
}

// What C gets back must be a fundamental type.
ffi_type *ffi_type_of_result(PyObject *type) {
    if (type == Py_None) return &ffi_type_void;
    const Descriptor *descriptor = descriptor_of(type);
    if (descriptor != nullptr && descriptor->code != nullptr) return descriptor->ffi;
    PyErr_SetString(PyExc_TypeError, "invalid result type for callback function");
    return nullptr;
}

} // namespace

PyTypeObject thunk_type = {
    .ob_base = {PyObject_HEAD_INIT(&PyType_Type) 0},
    .tp_name = "_ctypes.CThunkObject",
    .tp_basicsize = sizeof(ThunkObject),
    .tp_dealloc = thunk_dealloc,
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_DISALLOW_INSTANTIATION,
    .tp_doc = "CThunkObject",
    .tp_traverse = thunk_traverse,
    .tp_clear = thunk_clear,
};

PyObject *make_thunk(PyObject *callable, PyObject *argument_types, PyObject *result_type, int flags,
                     void **entry) {
    Owned owned(as_object(allocate_thunk()));
    if (!owned) return nullptr;
    ThunkObject *self = as_thunk(owned.get());
    for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(argument_types); i++) {
        const Descriptor *descriptor = descriptor_of(PyTuple_GET_ITEM(argument_types, i));
        self->types->push_back(descriptor != nullptr ? descriptor->ffi : &ffi_type_sint32);
    }
    ffi_type *result = ffi_type_of_result(result_type);
    if (result == nullptr) return nullptr;
    self->callable = Py_NewRef(callable);
    self->argument_types = Py_NewRef(argument_types);
    self->result_type = Py_NewRef(result_type);
    self->flags = flags;
    self->closure = static_cast<ffi_closure *>(ffi_closure_alloc(sizeof(ffi_closure), &self->entry));
    if (self->closure == nullptr) return PyErr_NoMemory();
    const auto count = static_cast<unsigned>(self->types->size());
    ffi_status status = ffi_prep_cif(&self->cif, FFI_DEFAULT_ABI, count, result, self->types->data());
    if (status == FFI_OK) status = ffi_prep_closure_loc(self->closure, &self->cif, enter, self, self->entry);
    if (status != FFI_OK)
        return PyErr_Format(PyExc_RuntimeError, "ffi_prep_closure failed with %d", static_cast<int>(status));
    *entry = self->entry;
    return owned.release();
}

} // namespace adder::stdlib::ctypes
