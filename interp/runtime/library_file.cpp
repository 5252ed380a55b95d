// SPDX-License-Identifier: MIT
//
// Reads the dynamic symbol table of an ELF file. Every offset in the file is checked before it is used, as
// anything may be called x.adder.so.
#include "runtime/library_file.hpp"

#include "base/file.hpp"

#include <cctype>
#include <cstring>
#include <elf.h>

namespace adder::runtime {

namespace {

#if defined(__x86_64__)
constexpr unsigned this_machine = EM_X86_64;
#elif defined(__aarch64__)
constexpr unsigned this_machine = EM_AARCH64;
#else
constexpr unsigned this_machine = EM_NONE;
#endif

std::string machine_name(unsigned machine) {
    switch (machine) {
    case EM_X86_64: return "x86-64";
    case EM_AARCH64: return "ARM64";
    case EM_386: return "x86 (32 bits)";
    case EM_ARM: return "ARM (32 bits)";
    case EM_RISCV: return "RISC-V";
    case EM_PPC64: return "PowerPC";
    case EM_S390: return "S/390";
    default: return "machine " + std::to_string(machine);
    }
}

class ElfReader {
  public:
    explicit ElfReader(std::string bytes) : bytes_(std::move(bytes)) {}

    // A copy of the struct at the offset; nothing when the file ends before.
    template <class T> [[nodiscard]] std::optional<T> at(uint64_t offset) const {
        if (!contains(offset, sizeof(T))) return {};
        T value;
        std::memcpy(&value, bytes_.data() + offset, sizeof(T));
        return value;
    }

    [[nodiscard]] bool contains(uint64_t offset, uint64_t size) const {
        return offset <= bytes_.size() && bytes_.size() - offset >= size;
    }

    [[nodiscard]] std::string text_at(uint64_t offset) const {
        if (offset >= bytes_.size()) return "";
        return bytes_.substr(offset, bytes_.find('\0', offset) - offset);
    }

  private:
    std::string bytes_;
};

std::optional<Elf64_Shdr> section(const ElfReader &file, const Elf64_Ehdr &head, uint64_t index) {
    return index < head.e_shnum ? file.at<Elf64_Shdr>(head.e_shoff + index * sizeof(Elf64_Shdr))
                                : std::nullopt;
}

// The number in the file that an object symbol stands for.
std::optional<int> value_of(const ElfReader &file, const Elf64_Ehdr &head, const Elf64_Sym &symbol) {
    std::optional<Elf64_Shdr> home = section(file, head, symbol.st_shndx);
    if (!home || symbol.st_value < home->sh_addr) return {};
    return file.at<int>(home->sh_offset + (symbol.st_value - home->sh_addr));
}

bool looks_like_init(const std::string &name) {
    std::string lower = name;
    for (char &character : lower)
        character = static_cast<char>(std::tolower(static_cast<unsigned char>(character)));
    return lower.find("pyinit_") != std::string::npos || lower.starts_with("init");
}

void read_exported(const ElfReader &file, const Elf64_Ehdr &head, const Elf64_Sym &symbol,
                   const std::string &name, LibraryFile &result) {
    if (name.starts_with("PyInit_")) {
        result.init_functions.push_back(name);
    } else if (looks_like_init(name)) {
        result.look_alikes.push_back(name);
    }
    if (name == "_Adder_ExtensionAbi") result.adder_abi = value_of(file, head, symbol);
}

// A symbol of the linker's own table is told only if it would do as an init function, were it exported.
void read_hidden(const std::string &name, LibraryFile &result) {
    if (name.starts_with("PyInit_") && result.init_functions.empty()) result.look_alikes.push_back(name);
}

void read_symbols(const ElfReader &file, const Elf64_Ehdr &head, const Elf64_Shdr &table,
                  LibraryFile &result) {
    std::optional<Elf64_Shdr> names = section(file, head, table.sh_link);
    if (!names) return;
    for (uint64_t offset = 0; offset + sizeof(Elf64_Sym) <= table.sh_size; offset += sizeof(Elf64_Sym)) {
        std::optional<Elf64_Sym> symbol = file.at<Elf64_Sym>(table.sh_offset + offset);
        if (!symbol) return;
        if (symbol->st_shndx == SHN_UNDEF) continue;
        std::string name = file.text_at(names->sh_offset + symbol->st_name);
        if (table.sh_type == SHT_DYNSYM) {
            read_exported(file, head, *symbol, name, result);
        } else {
            read_hidden(name, result);
        }
    }
}

// A cut file would be mapped all the same, and end the process when its missing pages are touched.
bool has_all_segments(const ElfReader &file, const Elf64_Ehdr &head) {
    for (uint64_t i = 0; i < head.e_phnum; i++) {
        std::optional<Elf64_Phdr> segment = file.at<Elf64_Phdr>(head.e_phoff + i * sizeof(Elf64_Phdr));
        if (!segment) return false;
        if (segment->p_type == PT_LOAD && !file.contains(segment->p_offset, segment->p_filesz)) return false;
    }
    return true;
}

} // namespace

std::string this_machine_name() {
    return machine_name(this_machine);
}

LibraryFile inspect_library(const char *path) {
    LibraryFile result;
    ElfReader file(base::read_regular_file(path).value_or(""));
    std::optional<Elf64_Ehdr> head = file.at<Elf64_Ehdr>(0);
    result.is_elf = head && std::memcmp(head->e_ident, ELFMAG, SELFMAG) == 0;
    if (!result.is_elf) return result;
    result.machine = machine_name(head->e_machine);
    result.is_for_this_machine = head->e_ident[EI_CLASS] == ELFCLASS64 && head->e_machine == this_machine;
    if (!result.is_for_this_machine) return result;
    result.is_complete = has_all_segments(file, *head);
    for (unsigned type : {SHT_DYNSYM, SHT_SYMTAB}) {
        for (uint64_t i = 0; i < head->e_shnum; i++) {
            std::optional<Elf64_Shdr> table = section(file, *head, i);
            if (table && table->sh_type == type) read_symbols(file, *head, *table, result);
        }
    }
    return result;
}

} // namespace adder::runtime
