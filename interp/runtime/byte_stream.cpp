// SPDX-License-Identifier: MIT
//
// See byte_stream.hpp for the rules; this is how the system is called.
#include "runtime/byte_stream.hpp"

#include "objects/error.hpp"

#include <algorithm>
#include <cerrno>
#include <unistd.h>

namespace adder::runtime {

namespace {

constexpr size_t buffer_size = 8192;

// Runs a system call until it is not interrupted; -1 with an exception.
template <class Call> ssize_t call_system(Call call) {
    for (;;) {
        PyThreadState *state = PyEval_SaveThread();
        ssize_t result = call();
        int number = errno;
        PyEval_RestoreThread(state);
        if (result >= 0) return result;
        if (number != EINTR) {
            errno = number;
            PyErr_SetFromErrno(PyExc_OSError);
            return -1;
        }
        if (PyErr_CheckSignals() < 0) return -1;
    }
}

} // namespace

ByteStream::~ByteStream() {
    if (descriptor_ >= 0 && owns_descriptor_) ::close(descriptor_);
}

int ByteStream::write_out(std::string_view bytes) {
    while (!bytes.empty()) {
        ssize_t written = call_system([&] { return ::write(descriptor_, bytes.data(), bytes.size()); });
        if (written < 0) return -1;
        bytes.remove_prefix(static_cast<size_t>(written));
    }
    return 0;
}

int ByteStream::leave_reading() {
    if (read_buffer_.empty()) return 0;
    auto left = static_cast<off_t>(unread().size());
    read_buffer_.clear();
    read_position_ = 0;
    if (left > 0) (void)::lseek(descriptor_, -left, SEEK_CUR);
    return 0;
}

int ByteStream::write(std::string_view bytes) {
    TRY(leave_reading());
    if (write_buffer_.size() + bytes.size() <= buffer_size && !is_unbuffered_) {
        write_buffer_.append(bytes);
        return 0;
    }
    TRY(flush());
    if (bytes.size() >= buffer_size || is_unbuffered_) return write_out(bytes);
    write_buffer_.append(bytes);
    return 0;
}

int ByteStream::flush() {
    if (write_buffer_.empty()) return 0;
    std::string bytes;
    bytes.swap(write_buffer_);
    int status = write_out(bytes);
    bytes.clear();
    if (write_buffer_.empty()) write_buffer_.swap(bytes);
    return status;
}

int ByteStream::close() {
    if (is_closed()) return 0;
    int status = flush();
    int descriptor = std::exchange(descriptor_, -1);
    if (!owns_descriptor_ || ::close(descriptor) == 0 || status < 0) return status;
    PyErr_SetFromErrno(PyExc_OSError);
    return -1;
}

Py_ssize_t ByteStream::read_more() {
    TRY(flush());
    read_buffer_.erase(0, std::exchange(read_position_, 0));
    size_t old_size = read_buffer_.size();
    size_t room = std::max(buffer_size, old_size);
    read_buffer_.resize(old_size + room);
    ssize_t count = call_system([&] { return ::read(descriptor_, read_buffer_.data() + old_size, room); });
    read_buffer_.resize(old_size + static_cast<size_t>(std::max<ssize_t>(count, 0)));
    return count;
}

int ByteStream::read_all() {
    Py_ssize_t count;
    while ((count = read_more()) > 0) {
    }
    return static_cast<int>(count);
}

void ByteStream::replace_unread(std::string bytes) {
    read_buffer_ = std::move(bytes);
    read_position_ = 0;
}

int64_t ByteStream::tell() {
    off_t position = ::lseek(descriptor_, 0, SEEK_CUR);
    if (position < 0) {
        PyErr_SetFromErrno(PyExc_OSError);
        return -1;
    }
    return position - static_cast<int64_t>(unread().size()) + static_cast<int64_t>(write_buffer_.size());
}

int64_t ByteStream::seek(int64_t offset, int whence) {
    if (flush() < 0) return -1;
    if (whence == SEEK_CUR) offset -= static_cast<int64_t>(unread().size());
    read_buffer_.clear();
    read_position_ = 0;
    off_t position = ::lseek(descriptor_, offset, whence);
    if (position < 0) PyErr_SetFromErrno(PyExc_OSError);
    return position;
}

int ByteStream::truncate(int64_t size) {
    TRY(flush());
    return static_cast<int>(call_system([&]() -> ssize_t { return ::ftruncate(descriptor_, size); }));
}

bool ByteStream::is_seekable() const {
    return ::lseek(descriptor_, 0, SEEK_CUR) >= 0;
}

} // namespace adder::runtime
