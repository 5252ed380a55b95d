// SPDX-License-Identifier: MIT
//
// A module is put into sys.modules before it is executed, so that circular imports find it, and taken out
// again when that fails. What stands there afterwards is the result: a module may replace itself.
#include "runtime/import_steps.hpp"

#include "objects/error.hpp"
#include "objects/names.hpp"
#include "runtime/module_loaders.hpp"
#include "runtime/module_spec.hpp"
#include "runtime/path_finder.hpp"

namespace adder::runtime {

namespace {

PyObject *modules() {
    return objects::runtime.modules;
}

objects::Ref loader_of(PyObject *spec) {
    return objects::Ref::steal(PyObject_GetAttrString(spec, "loader"));
}

// Takes a module that could not be executed out of sys.modules; the error stays pending.
void forget_module(PyObject *name) {
    const objects::SavedError saved;
    if (PyDict_DelItem(modules(), name) < 0) PyErr_Clear();
}

// What stands in sys.modules after the module was executed.
objects::Ref loaded_module(PyObject *name) {
    PyObject *module = PyDict_GetItemWithError(modules(), name);
    if (module == nullptr && !objects::is_error_pending()) PyErr_SetObject(PyExc_KeyError, name);
    return objects::Ref::borrow(module);
}

// Only a namespace package has no loader. 0 or -1.
int check_loader(PyObject *spec, PyObject *name) {
    const objects::Ref path = TRY_REF(PyObject_GetAttrString(spec, "submodule_search_locations"));
    if (path.get() != Py_None) return 0;
    PyErr_SetImportError(TRY_REF(PyUnicode_FromString("missing loader")).get(), name, nullptr);
    return -1;
}

// Whether the loader is of the kind before PEP 451, with load_module alone; -1 with an error.
int is_legacy_loader(PyObject *loader) {
    PyTypeObject *type = Py_TYPE(loader);
    if (loader == Py_None || type == &source_file_loader_type || type == &extension_file_loader_type)
        return 0;
    const objects::Ref method = objects::Ref::steal(PyObject_GetAttrString(loader, "exec_module"));
    if (method) return 0;
    return objects::clear_if_matches(PyExc_AttributeError) ? 1 : -1;
}

objects::Ref load_by_legacy(PyObject *spec) {
    const objects::Ref legacy = TRY_REF(PyImport_ImportModule("importlib._legacy"));
    return objects::Ref::steal(PyObject_CallMethod(legacy.get(), "load_spec", "O", spec));
}

int execute(PyObject *spec, PyObject *name, PyObject *module) {
    const objects::Ref loader = TRY(loader_of(spec));
    if (loader.get() == Py_None) return check_loader(spec, name);
    return exec_module(loader.get(), module);
}

// Keeps sys.meta_path alive while its finders are asked, as they may change it.
objects::Ref meta_path() {
    PyObject *finders = PySys_GetObject("meta_path");
    if (finders == nullptr || finders == Py_None)
        return objects::raise(PyExc_ImportError, "sys.meta_path is None, Python is likely shutting down");
    objects::Ref items = TRY_REF(PySequence_List(finders));
    if (PyList_GET_SIZE(items.get()) == 0)
        TRY(PyErr_WarnEx(PyExc_ImportWarning, "sys.meta_path is empty", 1));
    return items;
}

} // namespace

objects::Ref find_spec(PyObject *name, PyObject *path, PyObject *target) {
    const objects::Ref finders = TRY(meta_path());
    for (Py_ssize_t i = 0; i < PyList_GET_SIZE(finders.get()); i++) {
        objects::Ref spec = ask_finder(PyList_GET_ITEM(finders.get(), i), name, path, target);
        if (spec || objects::is_error_pending()) return spec;
    }
    return {};
}

objects::Ref module_from_spec(PyObject *spec) {
    const objects::Ref name = TRY_REF(PyObject_GetAttr(spec, objects::name::name_));
    const objects::Ref loader = TRY(loader_of(spec));
    objects::Ref module;
    if (loader.get() != Py_None) module = create_module(loader.get(), spec);
    if (objects::is_error_pending()) return {};
    if (!module) module = TRY_REF(PyModule_NewObject(name.get()));
    TRY(set_module_attributes(module.get(), spec, false));
    return module;
}

objects::Ref load_spec(PyObject *spec) {
    const objects::Ref name = TRY_REF(PyObject_GetAttr(spec, objects::name::name_));
    if (TRY(is_legacy_loader(TRY(loader_of(spec)).get()))) return load_by_legacy(spec);
    const objects::Ref module = TRY(module_from_spec(spec));
    set_initializing(spec, true);
    TRY(PyDict_SetItem(modules(), name.get(), module.get()));
    const int status = execute(spec, name.get(), module.get());
    set_initializing(spec, false);
    if (status == 0) return loaded_module(name.get());
    forget_module(name.get());
    return {};
}

objects::Ref execute_again(PyObject *spec, PyObject *module) {
    const objects::Ref name = TRY_REF(PyObject_GetAttr(spec, objects::name::name_));
    if (PyDict_GetItemWithError(modules(), name.get()) != module) {
        const objects::Ref message =
            TRY_REF(PyUnicode_FromFormat("module %R not in sys.modules", name.get()));
        PyErr_SetImportError(message.get(), name.get(), nullptr);
        return {};
    }
    if (TRY(is_legacy_loader(TRY(loader_of(spec)).get()))) return load_by_legacy(spec);
    TRY(set_module_attributes(module, spec));
    TRY(execute(spec, name.get(), module));
    return loaded_module(name.get());
}

} // namespace adder::runtime
