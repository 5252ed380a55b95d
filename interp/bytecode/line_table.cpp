// SPDX-License-Identifier: MIT
#include "bytecode/line_table.hpp"

#include "bytecode/opcode.hpp"

#include <algorithm>
#include <utility>

namespace adder::bytecode {

namespace {

constexpr int longest_entry = 8; // units

// The kinds below are followed by one byte, the one-line kinds by two; the others by variable numbers.
enum Kind : unsigned { OneLine = 10, NoColumns = 13, Long = 14, None = 15 };

void append_variable(std::string &table, unsigned value) {
    for (; value >= 64; value >>= 6) table.push_back(static_cast<char>(0x40 | (value & 0x3f)));
    table.push_back(static_cast<char>(value));
}

// The sign is bit 0.
void append_signed(std::string &table, int value) {
    append_variable(table, value < 0 ? (0u - static_cast<unsigned>(value)) << 1 | 1
                                     : static_cast<unsigned>(value) << 1);
}

class LineTableWriter {
  public:
    explicit LineTableWriter(int first_line) : line_(first_line) {}

    std::string table;

    void add(const PositionRun &run, int length) {
        for (; length > longest_entry; length -= longest_entry) add_entry(run, longest_entry);
        if (length > 0) add_entry(run, length);
    }

  private:
    void begin(unsigned kind, int length) {
        table.push_back(static_cast<char>(0x80 | kind << 3 | static_cast<unsigned>(length - 1)));
    }

    void add_entry(const PositionRun &run, int length) {
        if (run.line < 0) return begin(None, length);
        const int distance = run.line - std::exchange(line_, run.line);
        const bool has_columns = run.column >= 0 && run.end_column >= 0;
        const bool is_one_line = run.end_line == run.line;
        if (!has_columns && (is_one_line || run.end_line < 0)) {
            begin(NoColumns, length);
            append_signed(table, distance);
        } else if (!has_columns || !is_one_line || !add_short(run, distance, length)) {
            add_long(run, distance, length);
        }
    }

    bool add_short(const PositionRun &run, int distance, int length) {
        const int width = run.end_column - run.column;
        if (distance == 0 && run.column < 80 && width >= 0 && width < 16) {
            begin(static_cast<unsigned>(run.column >> 3), length);
            table.push_back(static_cast<char>((run.column & 7) << 4 | width));
            return true;
        }
        if (distance < 0 || distance > 2 || run.column >= 128 || run.end_column >= 128) return false;
        begin(OneLine + static_cast<unsigned>(distance), length);
        table.push_back(static_cast<char>(run.column));
        table.push_back(static_cast<char>(run.end_column));
        return true;
    }

    void add_long(const PositionRun &run, int distance, int length) {
        begin(Long, length);
        append_signed(table, distance);
        append_variable(table, static_cast<unsigned>(std::max(run.end_line - run.line, 0)));
        append_variable(table, static_cast<unsigned>(run.column + 1));
        append_variable(table, static_cast<unsigned>(run.end_column + 1));
    }

    int line_;
};

class TableReader {
  public:
    explicit TableReader(std::string_view table) : table_(table) {}

    [[nodiscard]] bool is_at_end() const { return at_ >= table_.size(); }
    unsigned byte() { return is_at_end() ? 0 : static_cast<unsigned char>(table_[at_++]); }

    unsigned variable() {
        unsigned value = 0;
        unsigned shift = 0;
        unsigned read = 0x40;
        while ((read & 0x40) != 0 && !is_at_end()) {
            read = byte();
            if (shift < 32) value |= (read & 0x3f) << shift;
            shift += 6;
        }
        return value;
    }

    int signed_variable() {
        const unsigned value = variable();
        const int size = static_cast<int>(value >> 1);
        return (value & 1) != 0 ? -size : size;
    }

    // The handlers' order: the highest bits first.
    int number(unsigned first) {
        unsigned value = first & 0x3f;
        while ((first & 0x40) != 0 && !is_at_end()) {
            first = byte();
            value = value << 6 | (first & 0x3f);
        }
        return static_cast<int>(value & 0x7fffffff);
    }

  private:
    std::string_view table_;
    size_t at_ = 0;
};

// Lines are counted without overflow, whatever the bytes say.
int add_distance(int line, int distance) {
    return static_cast<int>(static_cast<unsigned>(line) + static_cast<unsigned>(distance));
}

PositionRun read_run(TableReader &reader, unsigned kind, int start, int &line) {
    if (kind == None) return {start, -1, -1, -1, -1};
    if (kind == Long) {
        line = add_distance(line, reader.signed_variable());
        const int end_line = add_distance(line, static_cast<int>(reader.variable()));
        const int column = static_cast<int>(reader.variable()) - 1;
        return {start, line, end_line, column, static_cast<int>(reader.variable()) - 1};
    }
    if (kind == NoColumns) {
        line = add_distance(line, reader.signed_variable());
        return {start, line, line, -1, -1};
    }
    if (kind >= OneLine) {
        line = add_distance(line, static_cast<int>(kind - OneLine));
        const int column = static_cast<int>(reader.byte());
        return {start, line, line, column, static_cast<int>(reader.byte())};
    }
    const unsigned rest = reader.byte();
    const int column = static_cast<int>(kind << 3 | ((rest >> 4) & 7));
    return {start, line, line, column, column + static_cast<int>(rest & 15)};
}

int end_of_run(const Code &code, size_t index) {
    return index + 1 < code.positions.size() ? code.positions[index + 1].start
                                             : static_cast<int>(code.instructions.size());
}

void append_distance(std::string &table, int bytes, int lines) {
    for (; bytes > 255; bytes -= 255) table.append("\xff\0", 2);
    for (; lines > 127; lines -= 127, bytes = 0) table += {static_cast<char>(bytes), 127};
    for (; lines < -128; lines += 128, bytes = 0)
        table += {static_cast<char>(bytes), static_cast<char>(-128)};
    table += {static_cast<char>(bytes), static_cast<char>(lines)};
}

// One number of the handler table; the highest six bits first, bit 6 says that more follow.
void append_number(std::string &table, unsigned value, unsigned first_mark) {
    int shift = 30;
    while (shift > 0 && (value >> shift) == 0) shift -= 6;
    for (; shift >= 0; shift -= 6, first_mark = 0) {
        const unsigned more = shift > 0 ? 0x40 : 0;
        table.push_back(static_cast<char>(((value >> shift) & 0x3f) | more | first_mark));
    }
}

} // namespace

int end_of_instruction(const Code &code, int start, int limit) {
    int at = start;
    while (at < limit && opcode_of(code.instructions[at]) == Opcode::EXTENDED_ARG) at++;
    if (at >= limit) return limit;
    return std::min(at + 1 + info_of(opcode_of(code.instructions[at])).cache_units, limit);
}

std::string encode_line_table(const Code &code) {
    LineTableWriter writer(code.first_line);
    for (size_t i = 0; i < code.positions.size(); i++) {
        const int end = end_of_run(code, i);
        for (int at = code.positions[i].start; at < end;) {
            const int next = end_of_instruction(code, at, end);
            writer.add(code.positions[i], next - at);
            at = next;
        }
    }
    return std::move(writer.table);
}

std::vector<PositionRun> decode_line_table(std::string_view table, int first_line, int unit_count) {
    std::vector<PositionRun> runs;
    TableReader reader(table);
    int at = 0;
    int line = first_line;
    while (!reader.is_at_end() && at < unit_count) {
        const unsigned head = reader.byte();
        runs.push_back(read_run(reader, head >> 3 & 15, at, line));
        at += static_cast<int>(head & 7) + 1;
    }
    if (at < unit_count) runs.push_back({at, -1, -1, -1, -1});
    return runs;
}

std::string encode_line_distances(const Code &code) {
    std::string table;
    int line = code.first_line;
    int start = 0;
    for (const PositionRun &run : code.positions) {
        if (run.line < 0 || run.line == line) continue;
        append_distance(table, 2 * (run.start - start), run.line - line);
        start = run.start;
        line = run.line;
    }
    return table;
}

std::string encode_handlers(const std::vector<Handler> &handlers) {
    std::string table;
    for (const Handler &handler : handlers) {
        append_number(table, static_cast<unsigned>(handler.start), 0x80);
        append_number(table, static_cast<unsigned>(handler.end - handler.start), 0);
        append_number(table, static_cast<unsigned>(handler.target), 0);
        append_number(table, static_cast<unsigned>(handler.depth << 1 | handler.push_lasti), 0);
    }
    return table;
}

std::optional<std::vector<Handler>> decode_handlers(std::string_view table) {
    std::vector<Handler> handlers;
    TableReader reader(table);
    while (!reader.is_at_end()) {
        const unsigned head = reader.byte();
        if ((head & 0x80) == 0) return std::nullopt;
        Handler handler{};
        handler.start = reader.number(head);
        const int length = reader.number(reader.byte());
        handler.end = add_distance(handler.start, length);
        handler.target = reader.number(reader.byte());
        const int depth = reader.number(reader.byte());
        handler.depth = depth >> 1;
        handler.push_lasti = (depth & 1) != 0;
        const bool is_in_order = handlers.empty() || handlers.back().end <= handler.start;
        if (handler.end <= handler.start || !is_in_order) return std::nullopt;
        handlers.push_back(handler);
    }
    return handlers;
}

} // namespace adder::bytecode
