// SPDX-License-Identifier: MIT
//
// See byte_stream.hpp for the rules; this is how the system is called.
#include "runtime/byte_stream.hpp"

#include "objects/error.hpp"
#include "runtime/stream_object.hpp"

#include <algorithm>
#include <cerrno>
#include <sys/stat.h>
#include <unistd.h>

namespace adder::runtime {

namespace {

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

int ByteStream::check_idle() const {
    if (users_ == 0) return 0;
    return objects::raise(PyExc_RuntimeError, "reentrant call inside a file object");
}

// --- the device: a descriptor or an object

bool ByteStream::is_object_closed_or_lost() const {
    if (object_ == nullptr) return true;
    const objects::SavedError saved;
    const int is_closed = runtime::is_object_closed(object_);
    if (is_closed < 0) PyErr_Clear();
    return is_closed > 0;
}

void ByteStream::forget_object() {
    object_ = nullptr;
    descriptor_ = -1;
}

ssize_t ByteStream::write_some(std::string_view bytes) {
    const Use use(*this);
    if (object_ != nullptr) return write_object(object_, bytes);
    return call_system([&] { return ::write(descriptor_, bytes.data(), bytes.size()); });
}

// Reads behind the unread bytes.
Py_ssize_t ByteStream::read_some(size_t room) {
    const Use use(*this);
    if (object_ != nullptr) return read_object(object_, is_raw_, read_buffer_, room);
    const size_t old_size = read_buffer_.size();
    read_buffer_.resize(old_size + room);
    const ssize_t count =
        call_system([&] { return ::read(descriptor_, read_buffer_.data() + old_size, room); });
    read_buffer_.resize(old_size + static_cast<size_t>(std::max<ssize_t>(count, 0)));
    return count;
}

int64_t ByteStream::move(int64_t offset, int whence) {
    const Use use(*this);
    if (object_ != nullptr) return seek_object(object_, offset, whence);
    const off_t position = ::lseek(descriptor_, offset, whence);
    if (position < 0) PyErr_SetFromErrno(PyExc_OSError);
    return position;
}

int ByteStream::close_device() {
    const Use use(*this);
    if (object_ != nullptr) return call_object(object_, "close");
    const int descriptor = std::exchange(descriptor_, -1);
    if (!owns_descriptor_ || ::close(descriptor) == 0) return 0;
    PyErr_SetFromErrno(PyExc_OSError);
    return -1;
}

// --- writing

int ByteStream::write_out(std::string_view &bytes) {
    while (!bytes.empty()) {
        const ssize_t written = write_some(bytes);
        if (written < 0) return -1;
        bytes.remove_prefix(static_cast<size_t>(written));
    }
    return 0;
}

int ByteStream::leave_reading() {
    if (read_buffer_.empty()) return 0;
    const auto left = static_cast<int64_t>(unread().size());
    read_buffer_.clear();
    read_position_ = 0;
    // What cannot seek, a socket or a terminal, reads and writes apart.
    if (left > 0 && move(-left, SEEK_CUR) < 0) PyErr_Clear();
    return 0;
}

int ByteStream::write(std::string_view bytes) {
    TRY(check_idle());
    TRY(leave_reading());
    if (write_buffer_.size() + bytes.size() <= buffer_size_ && !is_unbuffered_) {
        write_buffer_.append(bytes);
        return 0;
    }
    TRY(flush());
    if (is_unbuffered_) return write_out(bytes);
    while (bytes.size() > buffer_size_) {
        const ssize_t written = write_some(bytes);
        if (written < 0) return -1;
        bytes.remove_prefix(static_cast<size_t>(written));
    }
    write_buffer_.append(bytes);
    return 0;
}

// What could not be written stays, for the next try.
int ByteStream::flush() {
    TRY(check_idle());
    if (write_buffer_.empty()) return 0;
    std::string_view rest = write_buffer_;
    const int status = write_out(rest);
    write_buffer_.erase(0, write_buffer_.size() - rest.size());
    return status;
}

int ByteStream::close() {
    if (is_closed()) return 0;
    TRY(check_idle());
    if (flush() == 0) return close_device();
    // The first error counts, and the device is closed all the same.
    const objects::SavedError saved;
    write_buffer_.clear();
    if (close_device() < 0) PyErr_Clear();
    return -1;
}

// --- reading

Py_ssize_t ByteStream::read_more() {
    TRY(check_idle());
    TRY(flush());
    read_buffer_.erase(0, std::exchange(read_position_, 0));
    return read_some(std::max(buffer_size_, read_buffer_.size()));
}

// What a file on disk has from here on; 0 when that is not known.
size_t ByteStream::rest_of_file() const {
    struct stat status;
    if (object_ != nullptr || ::fstat(descriptor_, &status) != 0 || !S_ISREG(status.st_mode)) return 0;
    const off_t position = ::lseek(descriptor_, 0, SEEK_CUR);
    return position < 0 || position > status.st_size ? 0 : static_cast<size_t>(status.st_size - position);
}

int ByteStream::read_all() {
    TRY(check_idle());
    TRY(flush());
    read_buffer_.erase(0, std::exchange(read_position_, 0));
    const size_t rest = rest_of_file();
    // In one piece, with room to notice the end: growing by and by copies a large file several times.
    read_buffer_.reserve(read_buffer_.size() + rest + buffer_size_);
    Py_ssize_t count = TRY(read_some(std::max(rest, buffer_size_)));
    while (count > 0)
        count = TRY(read_some(rest > 0 ? buffer_size_ : std::max(buffer_size_, read_buffer_.size())));
    return 0;
}

void ByteStream::replace_unread(std::string bytes) {
    read_buffer_ = std::move(bytes);
    read_position_ = 0;
}

// --- position

int64_t ByteStream::tell() {
    const int64_t position = object_ != nullptr ? tell_object(object_) : move(0, SEEK_CUR);
    if (position < 0) return -1;
    return position - static_cast<int64_t>(unread().size()) + static_cast<int64_t>(write_buffer_.size());
}

int64_t ByteStream::seek(int64_t offset, int whence) {
    TRY(check_idle());
    TRY(flush());
    if (whence == SEEK_CUR) offset -= static_cast<int64_t>(unread().size());
    read_buffer_.clear();
    read_position_ = 0;
    return move(offset, whence);
}

int ByteStream::truncate(int64_t size) {
    TRY(check_idle());
    TRY(flush());
    if (object_ != nullptr) {
        const objects::Ref number = TRY_REF(PyLong_FromLongLong(size));
        return call_object(object_, "truncate", number.get());
    }
    return static_cast<int>(call_system([&]() -> ssize_t { return ::ftruncate(descriptor_, size); }));
}

int ByteStream::is_seekable() const {
    if (object_ != nullptr) return ask_object(object_, "seekable");
    return ::lseek(descriptor_, 0, SEEK_CUR) >= 0;
}

} // namespace adder::runtime
