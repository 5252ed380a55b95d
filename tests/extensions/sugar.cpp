// SPDX-License-Identifier: MIT
//
// What adder.hpp offers: typed functions of each kind, exceptions of C++, a conversion of one's own.
#include <adder.hpp>

#include <cmath>

namespace {

struct Point {
    double x, y;
};

} // namespace

template <> struct adder::Convert<Point> {
    static Point from_python(PyObject *object) {
        double x, y;
        if (!PyArg_ParseTuple(object, "dd;a point is a pair of numbers", &x, &y)) throw adder::Error();
        return {x, y};
    }
    static Ref to_python(Point point) { return Ref::steal(Py_BuildValue("(dd)", point.x, point.y)); }
};

namespace {

double hypotenuse(double a, double b) {
    return std::sqrt(a * a + b * b);
}
int add(int a, int b) {
    return a + b;
}
unsigned char next_byte(unsigned char value) {
    return static_cast<unsigned char>(value + 1);
}
bool negate(bool value) {
    return !value;
}
std::string repeat(const std::string &text, unsigned count) {
    std::string result;
    for (unsigned i = 0; i < count; i++) result += text;
    return result;
}
size_t byte_count(std::string_view text) {
    return text.size();
}
const char *version() {
    return "1.0";
}
std::vector<double> doubled(std::vector<double> values) {
    for (double &value : values) value *= 2;
    return values;
}
Point mirrored(Point point) {
    return {point.y, point.x};
}
adder::Ref identity(adder::Ref object) {
    return object;
}
PyObject *type_of(PyObject *object) {
    return PyObject_Type(object);
}
void nothing() {}

// Each kind of exception, by number.
void fail(int kind) {
    switch (kind) {
    case 0: throw std::bad_alloc();
    case 1: throw std::out_of_range("out of range");
    case 2: throw std::overflow_error("overflow");
    case 3: throw std::invalid_argument("invalid argument");
    case 4: throw std::domain_error("domain");
    case 5: throw std::runtime_error("runtime");
    case 6: throw 5;
    case 7: adder::raise(PyExc_KeyError, "key %d of %s", kind, "fail");
    case 8: adder::Ref::steal(PyObject_GetAttrString(Py_None, "missing")); break;
    default: throw adder::Error();
    }
}

} // namespace

ADDER_MODULE(sugar, "Typed functions.",
             adder::function<hypotenuse>("hypotenuse", "hypotenuse($module, a, b, /)\n--\n\nThe long side."),
             adder::function<add>("add"), adder::function<next_byte>("next_byte"),
             adder::function<negate>("negate"), adder::function<repeat>("repeat"),
             adder::function<byte_count>("byte_count"), adder::function<version>("version"),
             adder::function<doubled>("doubled"), adder::function<mirrored>("mirrored"),
             adder::function<identity>("identity"), adder::function<type_of>("type_of"),
             adder::function<nothing>("nothing"), adder::function<fail>("fail"))
