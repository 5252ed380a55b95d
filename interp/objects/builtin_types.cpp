// SPDX-License-Identifier: MIT
//
// Every built-in type that lives in objects, readied at start. Exceptions have a list of their own
// (exception.cpp), and so do the types of the VM and the run time. A type's base is readied before it,
// wherever it stands.
#include "objects/context.hpp"
#include "objects/memory_view.hpp"
#include "objects/sequence_iterators.hpp"
#include "objects/simple_namespace.hpp"
#include "objects/singletons.hpp"
#include "objects/slots.hpp"
#include "objects/type.hpp"

namespace adder::objects {

namespace {

PyTypeObject *const builtin_types[] = {
    &PyBaseObject_Type,
    &PyType_Type,
    // callables and descriptors: what the dicts of all others are filled with
    &PyFunction_Type,
    &PyCode_Type,
    &PyCell_Type,
    &PyMethod_Type,
    &PyInstanceMethod_Type,
    &PyCFunction_Type,
    &PyCMethod_Type,
    &PyMethodDescr_Type,
    &PyClassMethodDescr_Type,
    &PyWrapperDescr_Type,
    &_PyMethodWrapper_Type,
    &PyMemberDescr_Type,
    &PyGetSetDescr_Type,
    &PyDictProxy_Type,
    &PyProperty_Type,
    &PyClassMethod_Type,
    &PyStaticMethod_Type,
    &PySuper_Type,
    &Py_GenericAliasType,
    &_PyUnion_Type,
    // numbers
    &PyLong_Type,
    &PyBool_Type,
    &PyFloat_Type,
    &PyComplex_Type,
    // text
    &PyUnicode_Type,
    &PyUnicodeIter_Type,
    &_PyUnicodeASCIIIter_Type,
    &PyBytes_Type,
    &PyBytesIter_Type,
    &PyByteArray_Type,
    &PyByteArrayIter_Type,
    &simple_namespace_type,
    // containers
    &PyTuple_Type,
    &PyTupleIter_Type,
    &PyList_Type,
    &PyListIter_Type,
    &PyListRevIter_Type,
    &PyDict_Type,
    &PyDictKeys_Type,
    &PyDictValues_Type,
    &PyDictItems_Type,
    &PyDictIterKey_Type,
    &PyDictIterValue_Type,
    &PyDictIterItem_Type,
    &PyDictRevIterKey_Type,
    &PyDictRevIterValue_Type,
    &PyDictRevIterItem_Type,
    &PySet_Type,
    &PyFrozenSet_Type,
    &PySetIter_Type,
    &PySlice_Type,
    &PyRange_Type,
    &PyRangeIter_Type,
    &PyLongRangeIter_Type,
    &managed_buffer_type,
    &PyMemoryView_Type,
    &_PyMemoryIter_Type,
    // iterators
    &PySeqIter_Type,
    &PyCallIter_Type,
    &PyEnum_Type,
    &PyReversed_Type,
    &PyZip_Type,
    &PyMap_Type,
    &PyFilter_Type,
    // the rest
    &PyEllipsis_Type,
    &PyModule_Type,
    &PyModuleDef_Type,
    &PyCapsule_Type,
    &PyTraceBack_Type,
    &_PyWeakref_RefType,
    &_PyWeakref_ProxyType,
    &_PyWeakref_CallableProxyType,
};

} // namespace

int init_types() {
    init_slots();
    for (PyTypeObject *type : builtin_types) TRY(PyType_Ready(type));
    TRY(PyType_Ready(Py_TYPE(Py_None)));
    TRY(init_contexts());
    return PyType_Ready(Py_TYPE(Py_NotImplemented));
}

} // namespace adder::objects
