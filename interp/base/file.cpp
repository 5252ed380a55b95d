// SPDX-License-Identifier: MIT
#include "base/file.hpp"

#include <array>
#include <cerrno>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace adder::base {

namespace {

// An open file, closed at the end of its scope with errno kept.
class Descriptor {
  public:
    explicit Descriptor(const char *path) : number_(::open(path, O_RDONLY | O_CLOEXEC)) {}
    ~Descriptor() {
        if (number_ < 0) return;
        const int error = errno;
        ::close(number_);
        errno = error;
    }
    Descriptor(const Descriptor &) = delete;
    Descriptor &operator=(const Descriptor &) = delete;

    [[nodiscard]] bool is_open() const { return number_ >= 0; }
    [[nodiscard]] bool is_regular() const {
        struct stat information;
        return ::fstat(number_, &information) == 0 && S_ISREG(information.st_mode);
    }

    std::optional<std::string> read_all() {
        std::string bytes;
        std::array<char, 65536> buffer;
        for (;;) {
            const ssize_t count = ::read(number_, buffer.data(), buffer.size());
            if (count == 0) return bytes;
            if (count > 0)
                bytes.append(buffer.data(), static_cast<size_t>(count));
            else if (errno != EINTR)
                return std::nullopt;
        }
    }

  private:
    int number_;
};

} // namespace

std::optional<std::string> read_file(const char *path) {
    Descriptor file(path);
    return file.is_open() ? file.read_all() : std::nullopt;
}

std::optional<std::string> read_regular_file(const char *path) {
    Descriptor file(path);
    return file.is_open() && file.is_regular() ? file.read_all() : std::nullopt;
}

} // namespace adder::base
