// SPDX-License-Identifier: MIT
//
// The module _random: the generator MT19937 of Matsumoto and Nishimura as a type, whose numbers, seeds and
// states are those of CPython. A seed is an int of any size; its 32-bit words are mixed into the state
// ("init by array"). What builds distributions on it is random.py.
#define PY_SSIZE_T_CLEAN
#include "owned.hpp"
#include "sha512.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <climits>
#include <new>
#include <sys/random.h>
#include <vector>

namespace adder::stdlib {
namespace {

class MersenneTwister {
  public:
    static constexpr size_t size = 624;

    uint32_t next() {
        if (index >= size) refill();
        uint32_t word = words[index++];
        word ^= word >> 11;
        word ^= word << 7 & 0x9d2c5680u;
        word ^= word << 15 & 0xefc60000u;
        return word ^ word >> 18;
    }

    void seed(const std::vector<uint32_t> &key) {
        seed(19650218u);
        size_t i = 1;
        size_t j = 0;
        for (size_t steps = std::max(size, key.size()); steps > 0; steps--) {
            words[i] = (words[i] ^ previous_mixed(i) * 1664525u) + key[j] + static_cast<uint32_t>(j);
            advance(i);
            if (++j >= key.size()) j = 0;
        }
        for (size_t steps = size - 1; steps > 0; steps--) {
            words[i] = (words[i] ^ previous_mixed(i) * 1566083941u) - static_cast<uint32_t>(i);
            advance(i);
        }
        words[0] = 0x80000000u;
    }

    std::array<uint32_t, size> words{};
    size_t index = size;

  private:
    void seed(uint32_t number) {
        words[0] = number;
        for (size_t i = 1; i < size; i++)
            words[i] = 1812433253u * previous_mixed(i) + static_cast<uint32_t>(i);
        index = size;
    }

    uint32_t previous_mixed(size_t i) const { return words[i - 1] ^ words[i - 1] >> 30; }

    void advance(size_t &i) {
        if (++i < size) return;
        words[0] = words[size - 1];
        i = 1;
    }

    void refill() {
        for (size_t i = 0; i < size; i++) {
            uint32_t joined = (words[i] & 0x80000000u) | (words[(i + 1) % size] & 0x7fffffffu);
            words[i] = words[(i + 397) % size] ^ joined >> 1 ^ (joined & 1 ? 0x9908b0dfu : 0);
        }
        index = 0;
    }
};

struct RandomObject {
    PyObject_HEAD MersenneTwister generator;
};

MersenneTwister &generator_of(PyObject *self) {
    return reinterpret_cast<RandomObject *>(self)->generator;
}

// --- seeds

bool seed_by_system(MersenneTwister &generator) {
    std::vector<uint32_t> key(MersenneTwister::size);
    auto *bytes = reinterpret_cast<char *>(key.data());
    for (size_t done = 0, wanted = key.size() * sizeof(uint32_t); done < wanted;) {
        ssize_t count = getrandom(bytes + done, wanted - done, 0);
        if (count < 0 && errno != EINTR) {
            PyErr_SetFromErrno(PyExc_OSError);
            return false;
        }
        if (count > 0) done += static_cast<size_t>(count);
    }
    generator.seed(key);
    return true;
}

// What stands for the seed: the absolute value of an int, the hash of anything else.
Owned seed_number(PyObject *seed) {
    if (PyLong_CheckExact(seed)) return Owned(PyNumber_Absolute(seed));
    if (PyLong_Check(seed)) return Owned(PyLong_Type.tp_as_number->nb_absolute(seed));
    Py_hash_t hash = PyObject_Hash(seed);
    if (hash == -1) return Owned();
    return Owned(PyLong_FromSize_t(static_cast<size_t>(hash)));
}

bool seed_by_object(MersenneTwister &generator, PyObject *seed) {
    if (seed == nullptr || seed == Py_None) return seed_by_system(generator);
    Owned number = seed_number(seed);
    if (!number) return false;
    size_t bits = _PyLong_NumBits(number.get());
    if (bits == static_cast<size_t>(-1) && PyErr_Occurred()) return false;
    std::vector<uint32_t> key(bits == 0 ? 1 : (bits - 1) / 32 + 1);
    auto *bytes = reinterpret_cast<unsigned char *>(key.data());
    if (_PyLong_AsByteArray(reinterpret_cast<PyLongObject *>(number.get()), bytes,
                            key.size() * sizeof(uint32_t), 1, 0) < 0) {
        return false;
    }
    generator.seed(key);
    return true;
}

// --- methods

PyObject *random_random(PyObject *self, PyObject *) {
    MersenneTwister &generator = generator_of(self);
    uint32_t high = generator.next() >> 5;
    uint32_t low = generator.next() >> 6;
    return PyFloat_FromDouble((high * 67108864.0 + low) * (1.0 / 9007199254740992.0));
}

PyObject *random_seed(PyObject *self, PyObject *args) {
    PyObject *seed = nullptr;
    if (!PyArg_UnpackTuple(args, "seed", 0, 1, &seed)) return nullptr;
    if (!seed_by_object(generator_of(self), seed)) return nullptr;
    Py_RETURN_NONE;
}

PyObject *random_getstate(PyObject *self, PyObject *) {
    const MersenneTwister &generator = generator_of(self);
    Owned state(PyTuple_New(MersenneTwister::size + 1));
    if (!state) return nullptr;
    for (size_t i = 0; i <= MersenneTwister::size; i++) {
        size_t number = i < MersenneTwister::size ? generator.words[i] : generator.index;
        PyObject *item = PyLong_FromSize_t(number);
        if (item == nullptr) return nullptr;
        PyTuple_SET_ITEM(state.get(), static_cast<Py_ssize_t>(i), item);
    }
    return state.release();
}

PyObject *random_setstate(PyObject *self, PyObject *state) {
    if (!PyTuple_Check(state)) {
        PyErr_SetString(PyExc_TypeError, "state vector must be a tuple");
        return nullptr;
    }
    if (PyTuple_GET_SIZE(state) != MersenneTwister::size + 1) {
        PyErr_SetString(PyExc_ValueError, "state vector is the wrong size");
        return nullptr;
    }
    MersenneTwister generator;
    for (size_t i = 0; i < MersenneTwister::size; i++) {
        unsigned long word = PyLong_AsUnsignedLong(PyTuple_GET_ITEM(state, static_cast<Py_ssize_t>(i)));
        if (word == static_cast<unsigned long>(-1) && PyErr_Occurred()) return nullptr;
        generator.words[i] = static_cast<uint32_t>(word);
    }
    long index = PyLong_AsLong(PyTuple_GET_ITEM(state, MersenneTwister::size));
    if (index == -1 && PyErr_Occurred()) return nullptr;
    if (index < 0 || index > static_cast<long>(MersenneTwister::size)) {
        PyErr_SetString(PyExc_ValueError, "invalid state");
        return nullptr;
    }
    generator.index = static_cast<size_t>(index);
    generator_of(self) = generator;
    Py_RETURN_NONE;
}

PyObject *random_getrandbits(PyObject *self, PyObject *count) {
    int bits = _PyLong_AsInt(count);
    if (bits == -1 && PyErr_Occurred()) return nullptr;
    if (bits < 0) {
        PyErr_SetString(PyExc_ValueError, "number of bits must be non-negative");
        return nullptr;
    }
    MersenneTwister &generator = generator_of(self);
    if (bits == 0) return PyLong_FromLong(0);
    if (bits <= 32) return PyLong_FromUnsignedLong(generator.next() >> (32 - bits));
    std::vector<uint32_t> words(static_cast<size_t>(bits - 1) / 32 + 1);
    for (uint32_t &word : words) {
        word = generator.next();
        if (bits < 32) word >>= 32 - bits;
        bits -= 32;
    }
    return _PyLong_FromByteArray(reinterpret_cast<const unsigned char *>(words.data()),
                                 words.size() * sizeof(uint32_t), 1, 0);
}

// --- the type

PyObject *random_new(PyTypeObject *type, PyObject *, PyObject *) {
    PyObject *self = type->tp_alloc(type, 0);
    if (self != nullptr) new (&generator_of(self)) MersenneTwister();
    return self;
}

int random_init(PyObject *self, PyObject *args, PyObject *kwargs) {
    if (kwargs != nullptr && PyDict_GET_SIZE(kwargs) > 0) {
        PyErr_SetString(PyExc_TypeError, "Random() takes no keyword arguments");
        return -1;
    }
    if (PyTuple_GET_SIZE(args) > 1) {
        PyErr_SetString(PyExc_TypeError, "Random() requires 0 or 1 argument");
        return -1;
    }
    PyObject *seed = PyTuple_GET_SIZE(args) == 1 ? PyTuple_GET_ITEM(args, 0) : nullptr;
    return seed_by_object(generator_of(self), seed) ? 0 : -1;
}

PyMethodDef methods[] = {
    {"random", random_random, METH_NOARGS, "random($self, /)\n--\n\nrandom() -> x in the interval [0, 1)."},
    {"seed", random_seed, METH_VARARGS,
     "seed($self, n=None, /)\n--\n\nseed([n]) -> None.\n\n"
     "Without n, the seed comes from the system's source of randomness."},
    {"getstate", random_getstate, METH_NOARGS,
     "getstate($self, /)\n--\n\ngetstate() -> tuple containing the current state."},
    {"setstate", random_setstate, METH_O,
     "setstate($self, state, /)\n--\n\nsetstate(state) -> None.  Restores generator state."},
    {"getrandbits", random_getrandbits, METH_O,
     "getrandbits($self, k, /)\n--\n\ngetrandbits(k) -> x.  Generates an int with k random bits."},
    {},
};

PyType_Slot type_slots[] = {
    {Py_tp_doc,
     const_cast<char *>("Random() -> create a random number generator with its own internal state.")},
    {Py_tp_methods, methods},
    {Py_tp_new, reinterpret_cast<void *>(random_new)},
    {Py_tp_init, reinterpret_cast<void *>(random_init)},
    {},
};

PyType_Spec type_spec = {
    .name = "_random.Random",
    .basicsize = sizeof(RandomObject),
    .itemsize = 0,
    .flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_BASETYPE,
    .slots = type_slots,
};

// --- the module

PyObject *random_digest(PyObject *, PyObject *data) {
    Py_buffer buffer;
    if (PyObject_GetBuffer(data, &buffer, PyBUF_SIMPLE) < 0) return nullptr;
    auto digest = sha512(static_cast<const uint8_t *>(buffer.buf), static_cast<size_t>(buffer.len));
    PyBuffer_Release(&buffer);
    return PyBytes_FromStringAndSize(reinterpret_cast<const char *>(digest.data()), digest.size());
}

int execute(PyObject *module) {
    Owned type(PyType_FromModuleAndSpec(module, &type_spec, nullptr));
    if (!type) return -1;
    return PyModule_AddType(module, reinterpret_cast<PyTypeObject *>(type.get()));
}

PyMethodDef functions[] = {
    {"_sha512", random_digest, METH_O,
     "_sha512($module, data, /)\n--\n\nThe SHA-512 digest of a bytes-like object."},
    {},
};

PyModuleDef_Slot slots[] = {
    {Py_mod_exec, reinterpret_cast<void *>(execute)},
    {},
};

PyModuleDef definition = {
    .m_base = PyModuleDef_HEAD_INIT,
    .m_name = "_random",
    .m_doc = "Module implements the Mersenne Twister random number generator.",
    .m_methods = functions,
    .m_slots = slots,
};

} // namespace
} // namespace adder::stdlib

PyMODINIT_FUNC PyInit__random(void) {
    return PyModuleDef_Init(&adder::stdlib::definition);
}
