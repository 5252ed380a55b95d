// SPDX-License-Identifier: MIT
//
// A stable, adaptive merge sort: Tim Peters' list sort with the merge order of Munro and Wild's powersort.
//
//  1. The array is split into runs that are sorted already; a descending one is reversed, a short one is
//     made longer by binary insertion.
//  2. A stack keeps the runs that wait for merging. A run's power is the depth at which it would meet its
//     right neighbour in a balanced merge tree; runs are merged before one of smaller power is pushed.
//  3. A merge goes element by element until one side wins `gallop_limit` times in a row; then it gallops:
//     it searches by doubling steps how far that side goes on winning.
//  4. less(a, b) gives 1, 0 or -1 with an exception set. After a failure the array holds all its elements,
//     in some order.
//
// Element is a plain struct whose `key` is compared. Less is a functor; when its result is bool, no failure
// is looked for.
#pragma once

#include "objects/object.hpp"

#include <algorithm>
#include <cstring>
#include <type_traits>

namespace adder::objects {

template <class Element, class Less> class Timsort {
    static_assert(std::is_trivially_copyable_v<Element>);

  public:
    explicit Timsort(Less less) : less_(less) {}
    Timsort(const Timsort &) = delete;
    Timsort &operator=(const Timsort &) = delete;
    ~Timsort() {
        if (buffer_ != room_) PyMem_Free(buffer_);
    }

    // 0, or -1 with an exception.
    [[nodiscard]] int sort(Element *begin, Py_ssize_t count) {
        begin_ = begin;
        count_ = count;
        const Py_ssize_t least_run = least_run_length(count);
        for (Py_ssize_t rest = count; rest > 1 || (rest == 1 && run_count_ > 0);) {
            Element *run = begin + (count - rest);
            const Py_ssize_t length = make_run(run, rest, least_run);
            if (length < 0 || push_run(run, length) < 0) return -1;
            rest -= length;
        }
        return merge_all();
    }

  private:
    struct Run {
        Element *begin;
        Py_ssize_t length;
        int power; // of the border to the next run; set when that comes
    };

    static constexpr int gallop_limit = 7;
    static constexpr int most_runs = 85; // powers differ on the stack, and there are no more of them
    static constexpr Py_ssize_t room_size = 256;

    // What a merge does next.
    enum class Step { Go, Done, LastOne, Failed };

    // --- comparison, without a test where none can fail

    static constexpr bool can_fail =
        !std::is_same_v<std::invoke_result_t<Less, PyObject *, PyObject *>, bool>;

    [[gnu::always_inline]] int is_less(const Element &a, const Element &b) { return less_(a.key, b.key); }
    static bool is_failure(Py_ssize_t status) { return can_fail && status < 0; }

    static void copy(Element *to, const Element *from, Py_ssize_t count) {
        std::memmove(static_cast<void *>(to), from, static_cast<size_t>(count) * sizeof(Element));
    }

    // --- runs

    // Between 32 and 64, such that count divided by it is just below a power of two.
    static Py_ssize_t least_run_length(Py_ssize_t count) {
        Py_ssize_t lost_bit = 0;
        for (; count >= 64; count >>= 1) lost_bit |= count & 1;
        return count + lost_bit;
    }

    // Length of the run at the front of `count` elements, made ascending and at least `least` long if so
    // many are there.
    Py_ssize_t make_run(Element *run, Py_ssize_t count, Py_ssize_t least) {
        const Py_ssize_t natural = find_run(run, count);
        if (is_failure(natural)) return -1;
        if (natural >= least) return natural;
        const Py_ssize_t length = std::min(least, count);
        return insert_binary(run, natural, length) < 0 ? -1 : length;
    }

    Py_ssize_t find_run(Element *run, Py_ssize_t count) {
        if (count == 1) return 1;
        const int is_descending = is_less(run[1], run[0]);
        if (is_failure(is_descending)) return -1;
        Py_ssize_t length = 2;
        for (; length < count; length++) {
            const int goes_down = is_less(run[length], run[length - 1]);
            if (is_failure(goes_down)) return -1;
            if (goes_down != is_descending) break;
        }
        // Strictly descending, so no equal elements change places.
        if (is_descending) std::reverse(run, run + length);
        return length;
    }

    // Inserts run[sorted .. length) into the sorted front, each behind its equals.
    int insert_binary(Element *run, Py_ssize_t sorted, Py_ssize_t length) {
        for (; sorted < length; sorted++) {
            const Element pivot = run[sorted];
            Py_ssize_t low = 0, high = sorted;
            while (low < high) {
                const Py_ssize_t middle = low + ((high - low) >> 1);
                const int goes_before = is_less(pivot, run[middle]);
                if (is_failure(goes_before)) return -1;
                if (goes_before)
                    high = middle;
                else
                    low = middle + 1;
            }
            copy(run + low + 1, run + low, sorted - low);
            run[low] = pivot;
        }
        return 0;
    }

    // Depth of the border between two neighbouring runs in a balanced tree over all elements.
    int power_of_border(Py_ssize_t start, Py_ssize_t length, Py_ssize_t next_length) const {
        int power = 0;
        // Twice the middles of both runs, as fractions of count_, until their bits differ.
        Py_ssize_t a = 2 * start + length;
        Py_ssize_t b = a + length + next_length;
        for (;;) {
            power++;
            if (a >= count_) {
                a -= count_;
                b -= count_;
            } else if (b >= count_) {
                return power;
            }
            a <<= 1;
            b <<= 1;
        }
    }

    int push_run(Element *begin, Py_ssize_t length) {
        if (run_count_ > 0) {
            const Run &top = runs_[run_count_ - 1];
            const int power = power_of_border(top.begin - begin_, top.length, length);
            while (run_count_ > 1 && runs_[run_count_ - 2].power > power)
                if (merge_at(run_count_ - 2) < 0) return -1;
            runs_[run_count_ - 1].power = power;
        }
        runs_[run_count_++] = {begin, length, 0};
        return 0;
    }

    int merge_all() {
        while (run_count_ > 1) {
            int at = run_count_ - 2;
            if (at > 0 && runs_[at - 1].length < runs_[at + 1].length) at--;
            if (merge_at(at) < 0) return -1;
        }
        return 0;
    }

    // Merges runs `at` and `at` + 1 of the stack.
    int merge_at(int at) {
        Run left = runs_[at], right = runs_[at + 1];
        runs_[at].length += right.length;
        if (at == run_count_ - 3) runs_[at + 1] = runs_[at + 2];
        run_count_--;
        // What lies at the outer ends is in place already.
        const Py_ssize_t skipped = gallop_right(right.begin[0], left.begin, left.length, 0);
        if (is_failure(skipped)) return -1;
        left.begin += skipped;
        left.length -= skipped;
        if (left.length == 0) return 0;
        right.length = gallop_left(left.begin[left.length - 1], right.begin, right.length, right.length - 1);
        if (right.length <= 0) return static_cast<int>(right.length);
        return left.length <= right.length ? merge_low(left, right) : merge_high(left, right);
    }

    // --- search by doubling steps

    // The place of `key` in the sorted elements, before its equals; `hint` is where it is likely. -1 on
    // failure.
    Py_ssize_t gallop_left(const Element &key, const Element *elements, Py_ssize_t count, Py_ssize_t hint) {
        return gallop(elements, count, hint, [&](const Element &element) { return is_less(element, key); });
    }

    // The same behind its equals.
    Py_ssize_t gallop_right(const Element &key, const Element *elements, Py_ssize_t count, Py_ssize_t hint) {
        return gallop(elements, count, hint, [&](const Element &element) {
            const int goes_before = is_less(key, element);
            return is_failure(goes_before) ? -1 : !goes_before;
        });
    }

    // Number of elements for which is_left(element) holds; it holds for a front part of them.
    template <class IsLeft>
    Py_ssize_t gallop(const Element *elements, Py_ssize_t count, Py_ssize_t hint, IsLeft &&is_left) {
        Py_ssize_t low, high; // is_left holds for `low` and not for `high`
        const int direction = is_left(elements[hint]);
        if (is_failure(direction)) return -1;
        const Py_ssize_t limit = direction ? count - hint : hint + 1;
        Py_ssize_t last = 0, offset = 1;
        while (offset < limit) {
            const int answer = is_left(elements[direction ? hint + offset : hint - offset]);
            if (is_failure(answer)) return -1;
            if (answer != direction) break;
            last = offset;
            offset = offset * 2 + 1;
        }
        offset = std::min(offset, limit);
        low = direction ? hint + last : hint - offset;
        high = direction ? hint + offset : hint - last;
        for (low++; low < high;) {
            const Py_ssize_t middle = low + ((high - low) >> 1);
            const int answer = is_left(elements[middle]);
            if (is_failure(answer)) return -1;
            if (answer)
                low = middle + 1;
            else
                high = middle;
        }
        return high;
    }

    // --- merging

    // Room for `count` elements beside the array.
    int reserve(Py_ssize_t count) {
        if (count <= buffer_size_) return 0;
        if (buffer_ != room_) PyMem_Free(buffer_);
        buffer_ = PyMem_New(Element, count);
        buffer_size_ = count;
        if (buffer_ != nullptr) return 0;
        buffer_ = room_;
        buffer_size_ = room_size;
        PyErr_NoMemory();
        return -1;
    }

    // State of a merge: `a` is the run at lower addresses. In merge_low `a` lies in the buffer and
    // everything moves upwards; in merge_high `b` does, pointers are to last elements, and everything moves
    // downwards.
    struct Merge {
        Element *to;
        Element *a;
        Py_ssize_t a_count;
        Element *b;
        Py_ssize_t b_count;
    };

    int merge_low(const Run &left, const Run &right) {
        if (reserve(left.length) < 0) return -1;
        copy(buffer_, left.begin, left.length);
        Merge m = {left.begin, buffer_, left.length, right.begin, right.length};
        Step step = take_low_b(m);
        if (step == Step::Go && m.a_count == 1) step = Step::LastOne;
        while (step == Step::Go) {
            step = merge_low_singly(m);
            if (step == Step::Go) step = merge_low_galloping(m);
        }
        if (step == Step::LastOne) {
            // The last of `a` belongs behind everything left of `b`.
            copy(m.to, m.b, m.b_count);
            m.to[m.b_count] = *m.a;
        } else {
            copy(m.to, m.a, m.a_count);
        }
        return step == Step::Failed ? -1 : 0;
    }

    static Step take_low_a(Merge &m) {
        *m.to++ = *m.a++;
        return --m.a_count == 1 ? Step::LastOne : Step::Go;
    }
    static Step take_low_b(Merge &m) {
        *m.to++ = *m.b++;
        return --m.b_count == 0 ? Step::Done : Step::Go;
    }

    // Until one side wins so often that galloping pays.
    Step merge_low_singly(Merge &merge) {
        Merge m = merge;
        Py_ssize_t a_wins = 0, b_wins = 0;
        Step step = Step::Go;
        do {
            const int b_goes_first = is_less(*m.b, *m.a);
            if (is_failure(b_goes_first)) {
                step = Step::Failed;
            } else if (b_goes_first) {
                step = take_low_b(m);
                b_wins++;
                a_wins = 0;
            } else {
                step = take_low_a(m);
                a_wins++;
                b_wins = 0;
            }
        } while (step == Step::Go && (a_wins | b_wins) < gallop_from_);
        merge = m;
        return step;
    }

    // As long as at least one side wins long stretches.
    Step merge_low_galloping(Merge &m) {
        gallop_from_++;
        Py_ssize_t a_wins, b_wins;
        do {
            gallop_from_ -= gallop_from_ > 1;
            a_wins = gallop_right(*m.b, m.a, m.a_count, 0);
            if (is_failure(a_wins)) return Step::Failed;
            copy(m.to, m.a, a_wins);
            m.to += a_wins;
            m.a += a_wins;
            m.a_count -= a_wins;
            if (m.a_count == 1) return Step::LastOne;
            // Possible only when comparisons contradict each other.
            if (m.a_count == 0) return Step::Done;
            if (take_low_b(m) == Step::Done) return Step::Done;
            b_wins = gallop_left(*m.a, m.b, m.b_count, 0);
            if (is_failure(b_wins)) return Step::Failed;
            copy(m.to, m.b, b_wins);
            m.to += b_wins;
            m.b += b_wins;
            m.b_count -= b_wins;
            if (m.b_count == 0) return Step::Done;
            if (take_low_a(m) == Step::LastOne) return Step::LastOne;
        } while (a_wins >= gallop_limit || b_wins >= gallop_limit);
        gallop_from_++;
        return Step::Go;
    }

    int merge_high(const Run &left, const Run &right) {
        if (reserve(right.length) < 0) return -1;
        copy(buffer_, right.begin, right.length);
        Merge m = {right.begin + right.length - 1, left.begin + left.length - 1, left.length,
                   buffer_ + right.length - 1, right.length};
        Step step = take_high_a(m);
        if (step == Step::Go && m.b_count == 1) step = Step::LastOne;
        while (step == Step::Go) {
            step = merge_high_singly(m);
            if (step == Step::Go) step = merge_high_galloping(m);
        }
        if (step == Step::LastOne) {
            // The first of `b` belongs before everything left of `a`.
            copy(m.to - m.a_count + 1, m.a - m.a_count + 1, m.a_count);
            *(m.to - m.a_count) = *m.b;
        } else {
            copy(m.to - m.b_count + 1, m.b - m.b_count + 1, m.b_count);
        }
        return step == Step::Failed ? -1 : 0;
    }

    static Step take_high_a(Merge &m) {
        *m.to-- = *m.a--;
        return --m.a_count == 0 ? Step::Done : Step::Go;
    }
    static Step take_high_b(Merge &m) {
        *m.to-- = *m.b--;
        return --m.b_count == 1 ? Step::LastOne : Step::Go;
    }

    Step merge_high_singly(Merge &merge) {
        Merge m = merge;
        Py_ssize_t a_wins = 0, b_wins = 0;
        Step step = Step::Go;
        do {
            const int a_goes_last = is_less(*m.b, *m.a);
            if (is_failure(a_goes_last)) {
                step = Step::Failed;
            } else if (a_goes_last) {
                step = take_high_a(m);
                a_wins++;
                b_wins = 0;
            } else {
                step = take_high_b(m);
                b_wins++;
                a_wins = 0;
            }
        } while (step == Step::Go && (a_wins | b_wins) < gallop_from_);
        merge = m;
        return step;
    }

    Step merge_high_galloping(Merge &m) {
        gallop_from_++;
        Py_ssize_t a_wins, b_wins;
        do {
            gallop_from_ -= gallop_from_ > 1;
            const Py_ssize_t a_stays = gallop_right(*m.b, m.a - m.a_count + 1, m.a_count, m.a_count - 1);
            if (is_failure(a_stays)) return Step::Failed;
            a_wins = m.a_count - a_stays;
            m.to -= a_wins;
            m.a -= a_wins;
            copy(m.to + 1, m.a + 1, a_wins);
            m.a_count -= a_wins;
            if (m.a_count == 0) return Step::Done;
            if (take_high_b(m) == Step::LastOne) return Step::LastOne;
            const Py_ssize_t b_stays = gallop_left(*m.a, m.b - m.b_count + 1, m.b_count, m.b_count - 1);
            if (is_failure(b_stays)) return Step::Failed;
            b_wins = m.b_count - b_stays;
            m.to -= b_wins;
            m.b -= b_wins;
            copy(m.to + 1, m.b + 1, b_wins);
            m.b_count -= b_wins;
            if (m.b_count == 1) return Step::LastOne;
            // Possible only when comparisons contradict each other.
            if (m.b_count == 0) return Step::Done;
            if (take_high_a(m) == Step::Done) return Step::Done;
        } while (a_wins >= gallop_limit || b_wins >= gallop_limit);
        gallop_from_++;
        return Step::Go;
    }

    Less less_;
    Element *begin_ = nullptr;
    Py_ssize_t count_ = 0;
    Py_ssize_t gallop_from_ = gallop_limit; // wins in a row after which galloping pays, learnt on the way
    int run_count_ = 0;
    Run runs_[most_runs];
    Element *buffer_ = room_;
    Py_ssize_t buffer_size_ = room_size;
    Element room_[room_size];
};

} // namespace adder::objects
