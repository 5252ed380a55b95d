// SPDX-License-Identifier: MIT
// Memory for tokens and trees. Objects are carved one after another out of growing blocks and all freed
// at once with the arena; no destructor ever runs.
// Invariants:
// 1. only trivially destructible types live here;
// 2. what was handed out never moves, so plain pointers, spans and string views into it stay valid for
//    the arena's lifetime.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <memory>
#include <new>
#include <span>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace adder::base {

class Arena {
  public:
    Arena() = default;
    Arena(const Arena &) = delete;
    Arena &operator=(const Arena &) = delete;
    Arena(Arena &&) = default;
    Arena &operator=(Arena &&) = default;

    // Uninitialised memory, aligned as asked; throws std::bad_alloc like operator new.
    [[nodiscard]] void *allocate(std::size_t size, std::size_t alignment) {
        const auto address = reinterpret_cast<std::uintptr_t>(cursor_);
        const std::size_t padding = (alignment - address % alignment) % alignment;
        if (padding + size > static_cast<std::size_t>(end_ - cursor_))
            return allocate_in_new_block(size, alignment);
        std::byte *result = cursor_ + padding;
        cursor_ = result + size;
        return result;
    }

    // A new T, built from the arguments; the arena owns it.
    template <class T, class... Arguments> [[nodiscard]] T *make(Arguments &&...arguments) {
        static_assert(std::is_trivially_destructible_v<T>, "no destructor runs in an arena");
        return ::new (allocate(sizeof(T), alignof(T))) T{std::forward<Arguments>(arguments)...};
    }

    // A copy of the items, contiguous, owned by the arena.
    template <class T> [[nodiscard]] std::span<T> copy_items(std::span<const T> items) {
        static_assert(std::is_trivially_copyable_v<T>);
        if (items.empty()) return {};
        T *copy = static_cast<T *>(allocate(items.size_bytes(), alignof(T)));
        std::memcpy(static_cast<void *>(copy), items.data(), items.size_bytes());
        return {copy, items.size()};
    }

    // A copy of the text; its data() is never null, not even for an empty text.
    [[nodiscard]] std::string_view copy_text(std::string_view text) {
        char *copy = static_cast<char *>(allocate(text.size() + 1, 1));
        if (!text.empty()) std::memcpy(copy, text.data(), text.size());
        copy[text.size()] = '\0';
        return {copy, text.size()};
    }

    [[nodiscard]] std::size_t allocated_bytes() const { return allocated_bytes_; }

  private:
    static constexpr std::size_t first_block_size = 16 * 1024;
    static constexpr std::size_t largest_block_size = 1024 * 1024;

    void *allocate_in_new_block(std::size_t size, std::size_t alignment);

    std::vector<std::unique_ptr<std::byte[]>> blocks_;
    std::byte *cursor_ = nullptr;
    std::byte *end_ = nullptr;
    std::size_t next_block_size_ = first_block_size;
    std::size_t allocated_bytes_ = 0;
};

} // namespace adder::base
