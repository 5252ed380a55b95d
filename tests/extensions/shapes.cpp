// SPDX-License-Identifier: MIT
//
// A C++ class wrapped: constructed in the object's memory, its exceptions turned into Python's, its
// containers iterated, overloaded operators behind slots.
#define PY_SSIZE_T_CLEAN
#include <Python.h>

#include <cmath>
#include <new>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace {

struct Point {
    double x = 0;
    double y = 0;
};

// The library that is wrapped: it knows nothing of Python.
class Polygon {
  public:
    explicit Polygon(std::string name) : name_(std::move(name)) {
        if (name_.empty()) throw std::invalid_argument("a polygon needs a name");
    }

    void add(Point point) {
        if (!std::isfinite(point.x) || !std::isfinite(point.y))
            throw std::domain_error("a point must be finite");
        points_.push_back(point);
    }
    [[nodiscard]] const Point &at(size_t index) const { return points_.at(index); }
    [[nodiscard]] size_t size() const { return points_.size(); }
    [[nodiscard]] const std::string &name() const { return name_; }
    [[nodiscard]] double area() const {
        if (points_.size() < 3) throw std::logic_error("an area needs three points");
        double twice = 0;
        for (size_t i = 0; i < points_.size(); i++) {
            const Point &a = points_[i];
            const Point &b = points_[(i + 1) % points_.size()];
            twice += a.x * b.y - b.x * a.y;
        }
        return std::abs(twice) / 2;
    }
    Polygon operator+(const Polygon &other) const {
        Polygon sum(name_ + "+" + other.name_);
        sum.points_ = points_;
        sum.points_.insert(sum.points_.end(), other.points_.begin(), other.points_.end());
        return sum;
    }

  private:
    std::string name_;
    std::vector<Point> points_;
};

PyObject *geometry_error;

// Runs the body; a C++ exception becomes Python's and the result `failure`.
template <class Result, class Body> Result guarded(Result failure, Body body) noexcept {
    try {
        return body();
    } catch (const std::bad_alloc &) {
        PyErr_NoMemory();
    } catch (const std::out_of_range &error) {
        PyErr_SetString(PyExc_IndexError, "no such point");
    } catch (const std::invalid_argument &error) {
        PyErr_SetString(PyExc_ValueError, error.what());
    } catch (const std::exception &error) {
        PyErr_SetString(geometry_error, error.what());
    } catch (...) {
        PyErr_SetString(PyExc_SystemError, "an unknown C++ exception");
    }
    return failure;
}

struct PolygonObject {
    PyObject_HEAD Polygon *polygon; // NULL until __init__ has run
};

PyTypeObject *polygon_type;

// The wrapped object, or NULL with an error when __init__ was never called.
Polygon *polygon_of(PyObject *self) {
    Polygon *polygon = reinterpret_cast<PolygonObject *>(self)->polygon;
    if (polygon == nullptr) PyErr_SetString(PyExc_RuntimeError, "__init__ was not called");
    return polygon;
}

int polygon_init(PyObject *self, PyObject *args, PyObject *keywords) {
    static const char *names[] = {"name", "points", nullptr};
    const char *name;
    PyObject *points = nullptr;
    if (!PyArg_ParseTupleAndKeywords(args, keywords, "s|O:Polygon", const_cast<char **>(names), &name,
                                     &points))
        return -1;
    return guarded(-1, [&] {
        auto *polygon = new Polygon(name);
        delete std::exchange(reinterpret_cast<PolygonObject *>(self)->polygon, polygon);
        PyObject *iterator = points == nullptr ? nullptr : PyObject_GetIter(points);
        if (points != nullptr && iterator == nullptr) return -1;
        while (PyObject *item = iterator == nullptr ? nullptr : PyIter_Next(iterator)) {
            Point point;
            const bool is_good = PyArg_Parse(item, "(dd)", &point.x, &point.y);
            Py_DECREF(item);
            if (!is_good) break;
            try {
                polygon->add(point);
            } catch (...) {
                Py_DECREF(iterator);
                throw;
            }
        }
        Py_XDECREF(iterator);
        return PyErr_Occurred() != nullptr ? -1 : 0;
    });
}

void polygon_dealloc(PyObject *self) {
    PyTypeObject *type = Py_TYPE(self);
    delete reinterpret_cast<PolygonObject *>(self)->polygon;
    type->tp_free(self);
    Py_DECREF(type);
}

PyObject *polygon_add(PyObject *self, PyObject *args) {
    Point point;
    if (!PyArg_ParseTuple(args, "dd:add", &point.x, &point.y)) return nullptr;
    Polygon *polygon = polygon_of(self);
    if (polygon == nullptr) return nullptr;
    return guarded(static_cast<PyObject *>(nullptr), [&]() -> PyObject * {
        polygon->add(point);
        Py_RETURN_NONE;
    });
}

PyObject *polygon_area(PyObject *self, void *) {
    Polygon *polygon = polygon_of(self);
    if (polygon == nullptr) return nullptr;
    return guarded(static_cast<PyObject *>(nullptr), [&] { return PyFloat_FromDouble(polygon->area()); });
}

PyObject *polygon_name(PyObject *self, void *) {
    Polygon *polygon = polygon_of(self);
    return polygon == nullptr ? nullptr : PyUnicode_FromString(polygon->name().c_str());
}

Py_ssize_t polygon_length(PyObject *self) {
    Polygon *polygon = polygon_of(self);
    return polygon == nullptr ? -1 : static_cast<Py_ssize_t>(polygon->size());
}

PyObject *polygon_item(PyObject *self, Py_ssize_t index) {
    Polygon *polygon = polygon_of(self);
    if (polygon == nullptr) return nullptr;
    return guarded(static_cast<PyObject *>(nullptr), [&] {
        const Point &point = polygon->at(static_cast<size_t>(index));
        return Py_BuildValue("dd", point.x, point.y);
    });
}

PyObject *polygon_sum(PyObject *left, PyObject *right) {
    if (!PyObject_TypeCheck(left, polygon_type) || !PyObject_TypeCheck(right, polygon_type))
        Py_RETURN_NOTIMPLEMENTED;
    Polygon *a = polygon_of(left);
    Polygon *b = a == nullptr ? nullptr : polygon_of(right);
    if (b == nullptr) return nullptr;
    PyObject *result = polygon_type->tp_alloc(polygon_type, 0);
    if (result == nullptr) return nullptr;
    const int status = guarded(-1, [&] {
        reinterpret_cast<PolygonObject *>(result)->polygon = new Polygon(*a + *b);
        return 0;
    });
    if (status < 0) Py_CLEAR(result);
    return result;
}

PyObject *polygon_repr(PyObject *self) {
    Polygon *polygon = polygon_of(self);
    if (polygon == nullptr) return nullptr;
    return PyUnicode_FromFormat("<Polygon '%s' of %zu points>", polygon->name().c_str(), polygon->size());
}

PyMethodDef polygon_methods[] = {
    {"add", polygon_add, METH_VARARGS, "add($self, x, y, /)\n--\n\nAdd a point."},
    {nullptr, nullptr, 0, nullptr},
};

PyGetSetDef polygon_getset[] = {
    {"area", polygon_area, nullptr, "the area", nullptr},
    {"name", polygon_name, nullptr, nullptr, nullptr},
    {nullptr, nullptr, nullptr, nullptr, nullptr},
};

template <class Function> void *as_slot(Function function) {
    return reinterpret_cast<void *>(function);
}

PyType_Slot polygon_slots[] = {
    {Py_tp_init, as_slot(polygon_init)},
    {Py_tp_dealloc, as_slot(polygon_dealloc)},
    {Py_tp_repr, as_slot(polygon_repr)},
    {Py_tp_methods, polygon_methods},
    {Py_tp_getset, polygon_getset},
    {Py_sq_length, as_slot(polygon_length)},
    {Py_sq_item, as_slot(polygon_item)},
    {Py_nb_add, as_slot(polygon_sum)},
    {Py_tp_doc, const_cast<char *>("Polygon(name, points=())\n--\n\nA closed line.")},
    {0, nullptr},
};

PyType_Spec polygon_spec = {"shapes.Polygon", sizeof(PolygonObject), 0,
                            Py_TPFLAGS_DEFAULT | Py_TPFLAGS_BASETYPE, polygon_slots};

int execute(PyObject *module) {
    geometry_error = PyErr_NewExceptionWithDoc("shapes.GeometryError", "What geometry forbids.",
                                               PyExc_ArithmeticError, nullptr);
    if (PyModule_AddObjectRef(module, "GeometryError", geometry_error) < 0) return -1;
    polygon_type = reinterpret_cast<PyTypeObject *>(PyType_FromModuleAndSpec(module, &polygon_spec, nullptr));
    return polygon_type == nullptr ? -1 : PyModule_AddType(module, polygon_type);
}

PyModuleDef_Slot slots[] = {
    {Py_mod_exec, as_slot(execute)},
    {0, nullptr},
};

PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, "shapes", "Polygons.", 0, nullptr, slots, nullptr, nullptr, nullptr};

} // namespace

PyMODINIT_FUNC PyInit_shapes(void) {
    return PyModuleDef_Init(&definition);
}
