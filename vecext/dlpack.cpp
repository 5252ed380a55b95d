// SPDX-License-Identifier: MIT
#include "vecext/dlpack.hpp"

#include <memory>
#include <new>
#include <optional>

#include "vecext/arguments.hpp"
#include "vecext/array.hpp"

namespace adder::vecext {

namespace {

// The structures of the specification, field by field.
struct DLDevice {
    std::int32_t device_type, device_id;
};
struct DLDataType {
    std::uint8_t code, bits;
    std::uint16_t lanes;
};
struct DLTensor {
    void *data;
    DLDevice device;
    std::int32_t ndim;
    DLDataType dtype;
    std::int64_t *shape, *strides;
    std::uint64_t byte_offset;
};
struct DLManagedTensor {
    DLTensor tensor;
    void *context;
    void (*deleter)(DLManagedTensor *);
};

constexpr std::int32_t cpu_device = 1;
constexpr const char *fresh_name = "dltensor", *used_name = "used_dltensor", *held_name = "vecext.dltensor";

constexpr struct {
    char kind;
    std::uint8_t code;
} type_codes[] = {{'i', 0}, {'u', 1}, {'f', 2}, {'c', 5}, {'b', 6}};

DLDataType to_dl_type(DType dtype) {
    std::uint8_t code = 0;
    for (const auto &row : type_codes) {
        if (row.kind == info(dtype).kind) code = row.code;
    }
    return {code, static_cast<std::uint8_t>(8 * info(dtype).itemsize), 1};
}

std::optional<DType> from_dl_type(DLDataType type) {
    for (int row = 0; row < dtype_count; ++row) {
        const DType dtype = static_cast<DType>(row);
        const DLDataType wanted = to_dl_type(dtype);
        if (wanted.code == type.code && wanted.bits == type.bits && type.lanes == 1) return dtype;
    }
    return std::nullopt;
}

// ---- lending

// What is lent, with the array that owns it and room for its dimensions.
struct Loan {
    DLManagedTensor managed;
    PyObject *array; // owned
    std::int64_t shape[max_ndim], strides[max_ndim];
};

void end_loan(DLManagedTensor *managed) {
    const PyGILState_STATE state = PyGILState_Ensure();
    Loan *loan = static_cast<Loan *>(managed->context);
    Py_DECREF(loan->array);
    delete loan;
    PyGILState_Release(state);
}

// Only of a capsule that nobody took: takers rename it.
void end_untaken_loan(PyObject *capsule) {
    if (!PyCapsule_IsValid(capsule, fresh_name)) return;
    auto *managed = static_cast<DLManagedTensor *>(PyCapsule_GetPointer(capsule, fresh_name));
    managed->deleter(managed);
}

PyObject *device(PyObject *, PyObject *) {
    return Py_BuildValue("(ii)", cpu_device, 0);
}

// The device that the taker wants the memory on: None, or the pair that __dlpack_device__ gives.
int check_wanted_place(PyObject *place) {
    if (place == nullptr || place == Py_None) return 0;
    Ref own = Ref::steal(device(nullptr, nullptr));
    const int is_own = own ? PyObject_RichCompareBool(place, own.get(), Py_EQ) : -1;
    if (is_own == 0)
        PyErr_Format(PyExc_BufferError, "the array cannot be lent on device %R, only on %R", place,
                     own.get());
    return is_own == 1 ? 0 : -1;
}

bool wants_copy(PyObject *copy) {
    return copy == Py_True;
}

PyObject *lend(PyObject *self, PyObject *const *arguments, Py_ssize_t count, PyObject *keywords) {
    static constexpr const char *const names[] = {"stream", "max_version", "dl_device", "copy", nullptr};
    PyObject *bound[4];
    if (bind_arguments({"__dlpack__", names, 0, 1}, arguments, count, keywords, bound) < 0) return nullptr;
    if (bound[0] != nullptr && bound[0] != Py_None) {
        return PyErr_Format(PyExc_RuntimeError, "vecext only supports stream=None.");
    }
    if (check_wanted_place(bound[2]) < 0) return nullptr;
    Ref lent = wants_copy(bound[3]) ? copy_array(as_array(self), as_array(self)->dtype) : Ref::share(self);
    if (!lent) return nullptr;
    Array *array = as_array(lent);
    if (!array->is_writeable) return PyErr_Format(PyExc_BufferError, "Cannot export readonly array");
    auto *loan = new (std::nothrow) Loan{};
    if (loan == nullptr) return PyErr_NoMemory();
    for (int axis = 0; axis < array->ndim; ++axis) {
        loan->shape[axis] = array->shape[axis];
        loan->strides[axis] = array->strides[axis] / itemsize(array->dtype);
    }
    loan->managed = {
        {array->data, {cpu_device, 0}, array->ndim, to_dl_type(array->dtype), loan->shape, loan->strides, 0},
        loan,
        end_loan};
    loan->array = lent.release();
    PyObject *capsule = PyCapsule_New(&loan->managed, fresh_name, end_untaken_loan);
    if (capsule == nullptr) end_loan(&loan->managed);
    return capsule;
}

// ---- borrowing

void release_tensor(PyObject *holder) {
    auto *managed = static_cast<DLManagedTensor *>(PyCapsule_GetPointer(holder, held_name));
    if (managed != nullptr && managed->deleter != nullptr) managed->deleter(managed);
}

int check_tensor(const DLTensor &tensor) {
    if (tensor.device.device_type != cpu_device) {
        PyErr_SetString(PyExc_RuntimeError,
                        "Unsupported device in DLTensor: only the CPU's memory can be used.");
        return -1;
    }
    if (tensor.ndim < 0 || tensor.ndim > max_ndim) {
        PyErr_Format(PyExc_RuntimeError, "maxdims of DLPack tensor is higher than the supported maxdims: %d",
                     tensor.ndim);
        return -1;
    }
    if (from_dl_type(tensor.dtype)) return 0;
    PyErr_Format(PyExc_RuntimeError, "Unsupported dtype in DLTensor: code %d, %d bits, %d lanes",
                 tensor.dtype.code, tensor.dtype.bits, tensor.dtype.lanes);
    return -1;
}

Ref view_of_tensor(PyObject *holder, const DLTensor &tensor) {
    const DType dtype = *from_dl_type(tensor.dtype);
    Dimensions dimensions;
    for (int axis = 0; axis < tensor.ndim; ++axis) {
        dimensions.append(tensor.shape[axis],
                          tensor.strides != nullptr ? tensor.strides[axis] * itemsize(dtype) : 0);
    }
    if (tensor.strides == nullptr) set_c_strides(dimensions, dtype);
    char *data = static_cast<char *>(tensor.data) + tensor.byte_offset;
    if (reinterpret_cast<std::uintptr_t>(data) % static_cast<std::uintptr_t>(alignment(dtype)) != 0) {
        return raised(PyErr_Format(PyExc_BufferError, "the tensor's elements are not aligned"));
    }
    return new_view(holder, data, dtype, dimensions, false);
}

// The array is read-only, as NumPy 1.24's: the protocol does not say whether it may be written.
PyObject *from_dlpack(PyObject *, PyObject *const *arguments, Py_ssize_t count, PyObject *keywords) {
    static constexpr const char *const names[] = {"x", "device", "copy", nullptr};
    PyObject *bound[3];
    if (bind_arguments({"from_dlpack", names, 1, 1}, arguments, count, keywords, bound) < 0) return nullptr;
    if (check_device(bound[1]) < 0) return nullptr;
    Ref capsule = Ref::steal(PyObject_CallMethod(bound[0], "__dlpack__", nullptr));
    if (!capsule) return nullptr;
    auto *managed = static_cast<DLManagedTensor *>(PyCapsule_GetPointer(capsule.get(), fresh_name));
    if (managed == nullptr || check_tensor(managed->tensor) < 0) return nullptr;
    Ref holder = Ref::steal(PyCapsule_New(managed, held_name, nullptr));
    if (!holder || PyCapsule_SetName(capsule.get(), used_name) < 0) return nullptr;
    if (PyCapsule_SetDestructor(holder.get(), release_tensor) < 0) return nullptr;
    Ref view = view_of_tensor(holder.get(), managed->tensor);
    if (!view || !wants_copy(bound[2])) return view.release();
    return copy_array(as_array(view), as_array(view)->dtype).release();
}

} // namespace

int check_device(PyObject *device) {
    if (device == nullptr || device == Py_None) return 0;
    if (PyUnicode_Check(device) && PyUnicode_CompareWithASCIIString(device, "cpu") == 0) return 0;
    PyErr_Format(PyExc_ValueError, "Device not understood. Only \"cpu\" is allowed, but received: %S",
                 device);
    return -1;
}

PyMethodDef dlpack_methods[] = {
    fast_method("__dlpack__", lend,
                "__dlpack__($self, *, stream=None, max_version=None, dl_device=None, copy=None)\n--\n\nThe "
                "array for another library, in a capsule."),
    {"__dlpack_device__", device, METH_NOARGS, "__dlpack_device__($self)\n--\n\n(1, 0): the CPU."},
    {},
};

PyMethodDef dlpack_functions[] = {
    fast_method(
        "from_dlpack", from_dlpack,
        "from_dlpack(x, /, *, device=None, copy=None)\n--\n\nA read-only array on the memory of another "
        "library's, or a copy of it."),
    {},
};

} // namespace adder::vecext
