// SPDX-License-Identifier: MIT
// Fills the kernels of one level for one element type. Included once by each kernels_*.cpp, which names the
// level's Arch; the build compiles that file once for each row of dtype.def and names the row
// (VECEXT_ELEMENT), so that a change of one file is compiled in parallel and within seconds.
//
// Every row of operation.def that has the type becomes an entry, and no kernel has a name of its own. The
// result is a constant: nothing runs when the library is loaded.
#pragma once

#include "vecext/cast_loops.hpp"
#include "vecext/division_loops.hpp"
#include "vecext/kernels.hpp"
#include "vecext/reduce_loops.hpp"

namespace adder::vecext {

template <class Arch, class T> struct TypeKernelsBuilder {
    TypeKernels kernels{};

    template <template <template <class> class, class, class> class Loop, template <class> class Op,
              TypeSet types, Operation operation>
    consteval void fill_loop() {
        if constexpr (has_type(types, dtype_of<T>) && loop_owner(operation, dtype_of<T>) == dtype_of<T>) {
            using Instance = Loop<Op, T, Arch>;
            const int row = static_cast<int>(operation);
            kernels.loops[row] = &Instance::run;
            kernels.lanes[row] = static_cast<std::uint8_t>(Instance::lanes > 0 ? Instance::lanes : 1);
            kernels.status[row] = Instance::status;
        }
    }

    template <class To> consteval void fill_cast() {
        kernels.casts[static_cast<int>(dtype_of<To>)] = &CastLoop<T, To, Arch>::run;
    }
};

template <class Arch, class T> consteval TypeKernels make_type_kernels() {
    TypeKernelsBuilder<Arch, T> builder;
#define ADDER_OPERATION(identifier, name, kind, types, text)                                                 \
    builder.template fill_loop<kind##Loop, identifier, types, Operation::identifier>();
#include "vecext/operation.def"
#undef ADDER_OPERATION
#define ADDER_DTYPE(identifier, type, name, character, format, code, kind) builder.template fill_cast<type>();
#include "vecext/dtype.def"
#undef ADDER_DTYPE
    return builder.kernels;
}

#define VECEXT_JOIN_EXPANDED(left, right) left##right
#define VECEXT_JOIN(left, right) VECEXT_JOIN_EXPANDED(left, right)
// VECEXT_DEFINE_KERNELS(level, Arch)
#define VECEXT_DEFINE_KERNELS(level, ...)                                                                    \
    constexpr adder::vecext::TypeKernels adder::vecext::VECEXT_JOIN(kernels_##level##_, VECEXT_ELEMENT) =    \
        make_type_kernels<__VA_ARGS__, CType<DType::VECEXT_ELEMENT>>();

} // namespace adder::vecext
