// SPDX-License-Identifier: MIT
//
// The three libraries of PCRE2 behind one template. Native code is made at the third use or for a long
// subject, for it takes longer than a short match. A stack that native code overflows is no error: the plain
// matcher, which keeps its frames on the heap, does the work again.
#define PCRE2_CODE_UNIT_WIDTH 0
#include "regex_program.hpp"

#include <pcre2.h>

#include <utility>

namespace adder::stdlib::regex {
namespace {

constexpr int uses_before_native = 2;
constexpr size_t long_subject = 256;
constexpr size_t first_stack_size = size_t{32} << 10;
constexpr size_t last_stack_size = size_t{64} << 20;
// PCRE2's own limit on parentheses within one another is lower than the parser's.
constexpr uint32_t parentheses_limit = 10000;

template <int bits> struct Library;

// One row a function: the name that PCRE2 gives it for this width.
#define ADDER_PCRE2_LIBRARY(BITS)                                                                            \
    template <> struct Library<BITS> {                                                                       \
        using Unit = PCRE2_UCHAR##BITS;                                                                      \
        using Code = pcre2_code_##BITS;                                                                      \
        using MatchData = pcre2_match_data_##BITS;                                                           \
        using CompileContext = pcre2_compile_context_##BITS;                                                 \
        using MatchContext = pcre2_match_context_##BITS;                                                     \
        using Stack = pcre2_jit_stack_##BITS;                                                                \
        using Callout = pcre2_callout_block_##BITS;                                                          \
        static constexpr auto compile = pcre2_compile_##BITS;                                                \
        static constexpr auto code_free = pcre2_code_free_##BITS;                                            \
        static constexpr auto jit_compile = pcre2_jit_compile_##BITS;                                        \
        static constexpr auto jit_match = pcre2_jit_match_##BITS;                                            \
        static constexpr auto match = pcre2_match_##BITS;                                                    \
        static constexpr auto match_data_create = pcre2_match_data_create_##BITS;                            \
        static constexpr auto match_data_free = pcre2_match_data_free_##BITS;                                \
        static constexpr auto ovector = pcre2_get_ovector_pointer_##BITS;                                    \
        static constexpr auto compile_context_create = pcre2_compile_context_create_##BITS;                  \
        static constexpr auto set_newline = pcre2_set_newline_##BITS;                                        \
        static constexpr auto set_nest_limit = pcre2_set_parens_nest_limit_##BITS;                           \
        static constexpr auto match_context_create = pcre2_match_context_create_##BITS;                      \
        static constexpr auto set_match_limit = pcre2_set_match_limit_##BITS;                                \
        static constexpr auto set_depth_limit = pcre2_set_depth_limit_##BITS;                                \
        static constexpr auto set_heap_limit = pcre2_set_heap_limit_##BITS;                                  \
        static constexpr auto set_callout = pcre2_set_callout_##BITS;                                        \
        static constexpr auto stack_create = pcre2_jit_stack_create_##BITS;                                  \
        static constexpr auto stack_free = pcre2_jit_stack_free_##BITS;                                      \
        static constexpr auto stack_assign = pcre2_jit_stack_assign_##BITS;                                  \
    };
ADDER_PCRE2_LIBRARY(8)
ADDER_PCRE2_LIBRARY(16)
ADDER_PCRE2_LIBRARY(32)
#undef ADDER_PCRE2_LIBRARY

// What all programs of a width share. Contexts and the stack of native code are made at the first use. One
// for the process is right: it is a cache, has no Python object, and is used under the interpreter lock
// alone.
template <int bits> class Shared {
  public:
    using Pcre = Library<bits>;

    static Shared &get() {
        static Shared shared;
        return shared;
    }

    [[nodiscard]] bool is_ready() const { return compile_context != nullptr && match_context != nullptr; }

    // A match that runs within another, in a signal handler, finds the stack taken and makes one more.
    [[nodiscard]] typename Pcre::Stack *take_stack() {
        if (stack_ != nullptr) return std::exchange(stack_, nullptr);
        return Pcre::stack_create(first_stack_size, last_stack_size, nullptr);
    }
    void give_stack_back(typename Pcre::Stack *stack) {
        if (stack_ == nullptr)
            stack_ = stack;
        else
            Pcre::stack_free(stack);
    }

    typename Pcre::CompileContext *compile_context = Pcre::compile_context_create(nullptr);
    typename Pcre::MatchContext *match_context = Pcre::match_context_create(nullptr);

  private:
    Shared() {
        if (!is_ready()) return;
        Pcre::set_newline(compile_context, PCRE2_NEWLINE_LF);
        Pcre::set_nest_limit(compile_context, parentheses_limit);
        Pcre::set_match_limit(match_context, UINT32_MAX);
        Pcre::set_depth_limit(match_context, UINT32_MAX);
        Pcre::set_heap_limit(match_context, UINT32_MAX);
        Pcre::set_callout(match_context, look_for_signals, nullptr);
    }

    // Every 4096th round of a loop that may be endless runs the handlers of signals.
    static int look_for_signals(typename Pcre::Callout *, void *) {
        if (++get().rounds_ % 4096 != 0) return 0;
        return PyErr_CheckSignals() < 0 ? PCRE2_ERROR_CALLOUT : 0;
    }

    typename Pcre::Stack *stack_ = nullptr;
    unsigned rounds_ = 0;
};

int raise_match_error(int code) {
    if (code == PCRE2_ERROR_NOMEMORY || code == PCRE2_ERROR_HEAPLIMIT)
        PyErr_NoMemory();
    else if (code == PCRE2_ERROR_MATCHLIMIT || code == PCRE2_ERROR_DEPTHLIMIT)
        PyErr_Format(PyExc_RuntimeError,
                     "regular expression takes more than %u steps: the repeats in it match "
                     "this string in too many ways",
                     UINT32_MAX);
    else if (code != PCRE2_ERROR_CALLOUT)
        PyErr_Format(PyExc_RuntimeError, "internal error %d in regular expression engine", code);
    return -1;
}

template <int bits> class ProgramOf final : public Program {
  public:
    using Pcre = Library<bits>;
    using Unit = typename Pcre::Unit;

    // Takes over the code.
    ProgramOf(typename Pcre::Code *code, size_t groups, bool is_plain)
        : code_(code), groups_(groups), may_be_native_(!is_plain) {}
    ProgramOf(const ProgramOf &) = delete;
    ProgramOf &operator=(const ProgramOf &) = delete;
    ~ProgramOf() override {
        Pcre::match_data_free(data_);
        Pcre::code_free(code_);
    }

    int run(const void *subject, size_t length, size_t start, bool not_empty) override {
        // Whoever runs this program meanwhile makes data for itself.
        typename Pcre::MatchData *data = std::exchange(data_, nullptr);
        if (data == nullptr) data = Pcre::match_data_create(static_cast<uint32_t>(groups_ + 1), nullptr);
        if (data == nullptr) return raise_match_error(PCRE2_ERROR_NOMEMORY);
        if (may_be_native_ && !is_native_ && (++uses_ > uses_before_native || length - start > long_subject))
            make_native();
        const int result = run_with(data, static_cast<const Unit *>(subject), length, start,
                                    not_empty ? PCRE2_NOTEMPTY_ATSTART : 0);
        if (data_ != nullptr) Pcre::match_data_free(data_);
        data_ = data;
        if (result >= 0) return 1;
        return result == PCRE2_ERROR_NOMATCH ? 0 : raise_match_error(result);
    }

    const size_t *offsets() const override { return Pcre::ovector(data_); }
    int width() const override { return bits / 8; }

  private:
    void make_native() {
        is_native_ = Pcre::jit_compile(code_, PCRE2_JIT_COMPLETE) == 0;
        may_be_native_ = is_native_;
    }

    int run_with(typename Pcre::MatchData *data, const Unit *subject, size_t length, size_t start,
                 uint32_t options) {
        auto &shared = Shared<bits>::get();
        if (is_native_) {
            auto *stack = shared.take_stack();
            Pcre::stack_assign(shared.match_context, nullptr, stack);
            const int result =
                Pcre::jit_match(code_, subject, length, start, options, data, shared.match_context);
            if (stack != nullptr) shared.give_stack_back(stack);
            if (result != PCRE2_ERROR_JIT_STACKLIMIT) return result;
        }
        return Pcre::match(code_, subject, length, start, options | PCRE2_NO_JIT, data, shared.match_context);
    }

    typename Pcre::Code *code_;
    size_t groups_;
    bool may_be_native_;
    bool is_native_ = false;
    int uses_ = 0;
    typename Pcre::MatchData *data_ = nullptr;
};

uint32_t options_of(const Generator &generator, Mode mode) {
    uint32_t options = PCRE2_DOTALL | PCRE2_MULTILINE | PCRE2_ALT_CIRCUMFLEX;
    if (mode != Mode::Search) options |= PCRE2_ANCHORED;
    if (mode == Mode::FullMatch) options |= PCRE2_ENDANCHORED;
    if (generator.needs_unicode_case() || generator.needs_unicode_words()) options |= PCRE2_UCP;
    if (generator.is_deep()) options |= PCRE2_NO_START_OPTIMIZE | PCRE2_NO_AUTO_POSSESS;
    return options;
}

void raise_compile_error(int error, size_t offset) {
    if (error == PCRE2_ERROR_HEAP_FAILED) {
        PyErr_NoMemory();
    } else if (error == PCRE2_ERROR_LOOKBEHIND_TOO_COMPLICATED) {
        PyErr_SetString(PyExc_OverflowError,
                        "regular expression has too many alternatives in look-behinds (about 2000 in all)");
    } else {
        PCRE2_UCHAR8 message[256];
        pcre2_get_error_message_8(error, message, sizeof message);
        PyErr_Format(PyExc_RuntimeError,
                     "PCRE2 refuses the regular expression, written as its own, at %zu: %s", offset,
                     reinterpret_cast<const char *>(message));
    }
}

// NULL with the error's number and its place in the generated pattern.
template <int bits>
std::unique_ptr<Program> compile_for(const Tree &tree, const Generator &generator, Mode mode, int &error,
                                     size_t &offset) {
    using Pcre = Library<bits>;
    auto &shared = Shared<bits>::get();
    error = PCRE2_ERROR_HEAP_FAILED;
    if (!shared.is_ready()) return nullptr;
    std::vector<typename Pcre::Unit> text(generator.text().begin(), generator.text().end());
    text.push_back(0); // so that an empty pattern has an address
    auto *code = Pcre::compile(text.data(), text.size() - 1, options_of(generator, mode), &error, &offset,
                               shared.compile_context);
    if (code == nullptr) return nullptr;
    // Native code compares a group without regard to case in UTF mode only.
    const bool is_plain = generator.is_deep() || generator.needs_unicode_case();
    return std::make_unique<ProgramOf<bits>>(code, tree.group_count(), is_plain);
}

} // namespace

std::unique_ptr<Program> compile_program(const Tree &tree, int width, uint32_t most, Mode mode) {
    Generator generator(tree, most);
    if (!generator.generate()) return nullptr;
    int error = 0;
    size_t offset = 0;
    std::unique_ptr<Program> program;
    if (width == 1) program = compile_for<8>(tree, generator, mode, error, offset);
    if (width == 2) program = compile_for<16>(tree, generator, mode, error, offset);
    const bool is_too_large = !program && error == PCRE2_ERROR_PATTERN_TOO_LARGE;
    if (width == 4 || is_too_large) program = compile_for<32>(tree, generator, mode, error, offset);
    if (!program) raise_compile_error(error, offset);
    return program;
}

} // namespace adder::stdlib::regex
