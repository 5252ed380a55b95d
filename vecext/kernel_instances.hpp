// SPDX-License-Identifier: MIT
// Fills the kernel table of one level. Included once by each kernels_*.cpp, which names the level's Arch.
//
// Every row of operation.def becomes a row of the table; the element types are a parameter pack, so no kernel
// has a name of its own. The table is a constant: nothing runs when the library is loaded.
#pragma once

#include "vecext/kernels.hpp"
#include "vecext/loops.hpp"

namespace adder::vecext {

template <class... T> struct ElementTypes {};
using AllElementTypes = ElementTypes<
#define ADDER_DTYPE(identifier, type, name, format, code, kind) type,
#include "vecext/dtype.def"
#undef ADDER_DTYPE
    void>;

template <class Arch> struct KernelTableBuilder {
    KernelTable table{};

    template <template <template <class> class, class, class> class Loop, template <class> class Op,
              TypeSet types, class... T>
    consteval void fill_row(Operation operation, ElementTypes<T...>) {
        (fill_loop<Loop, Op, types, T>(operation), ...);
    }

    template <class... T> consteval void fill_casts(ElementTypes<T...> types) {
        (fill_cast_row<T>(types), ...);
    }

  private:
    template <template <template <class> class, class, class> class Loop, template <class> class Op,
              TypeSet types, class T>
    consteval void fill_loop(Operation operation) {
        if constexpr (!std::is_void_v<T>) {
            if constexpr (has_type(types, dtype_of<T>)) {
                using Instance = Loop<Op, T, Arch>;
                const int row = static_cast<int>(operation), column = static_cast<int>(dtype_of<T>);
                table.loops[row][column] = &Instance::run;
                table.lanes[row][column] = static_cast<std::uint8_t>(Instance::lanes);
            }
        }
    }
    template <class From, class... To> consteval void fill_cast_row(ElementTypes<To...>) {
        if constexpr (!std::is_void_v<From>) (fill_cast<From, To>(), ...);
    }
    template <class From, class To> consteval void fill_cast() {
        if constexpr (!std::is_void_v<To>) {
            table.casts[static_cast<int>(dtype_of<From>)][static_cast<int>(dtype_of<To>)] =
                &CastLoop<From, To, Arch>::run;
        }
    }
};

template <class Arch> consteval KernelTable make_kernel_table(const char *level) {
    KernelTableBuilder<Arch> builder;
    builder.table.level = level;
#define ADDER_OPERATION(identifier, name, kind, types, text)                                                 \
    builder.template fill_row<kind##Loop, identifier, types>(Operation::identifier, AllElementTypes());
#include "vecext/operation.def"
#undef ADDER_OPERATION
    builder.fill_casts(AllElementTypes());
    return builder.table;
}

} // namespace adder::vecext
