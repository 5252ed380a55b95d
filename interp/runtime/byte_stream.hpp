// SPDX-License-Identifier: MIT
//
// A file descriptor, or a Python object that reads and writes bytes, with buffers for reading and writing:
// what text and binary file objects stand on.
//
//  1. At most one of the two buffers is in use; changing from reading to writing moves the descriptor to
//  where the program
//     believes it is.
//  2. Functions return 0 or a count, or -1 with OSError. Interrupted calls run signal handlers and go on.
//  3. The GIL is free while the system works.
#pragma once

#include "objects/object.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace adder::runtime {

class ByteStream {
  public:
    ByteStream(int descriptor, bool reads, bool writes, bool owns_descriptor)
        : descriptor_(descriptor), reads_(reads), writes_(writes), owns_descriptor_(owns_descriptor) {}
    // Over a Python object, which the file object that has the stream keeps alive; raw ones have readinto().
    ByteStream(PyObject *object, bool is_raw, bool reads, bool writes)
        : object_(object), is_raw_(is_raw), reads_(reads), writes_(writes) {}
    ~ByteStream();
    ByteStream(const ByteStream &) = delete;
    ByteStream &operator=(const ByteStream &) = delete;

    [[nodiscard]] bool reads() const { return reads_; }
    [[nodiscard]] bool writes() const { return writes_; }
    [[nodiscard]] bool is_closed() const {
        return object_ == nullptr ? descriptor_ < 0 : is_object_closed_or_lost();
    }
    [[nodiscard]] PyObject *object() const { return object_; }
    // While it waits for its object or for Python code, nothing else may be done with it: RuntimeError. 0 or
    // -1.
    [[nodiscard]] int check_idle() const;
    // Makes it busy as long as this lives.
    class Use {
      public:
        explicit Use(ByteStream &stream) : stream_(stream) { stream_.users_++; }
        ~Use() { stream_.users_--; }
        Use(const Use &) = delete;
        Use &operator=(const Use &) = delete;

      private:
        ByteStream &stream_;
    };
    [[nodiscard]] bool owns_descriptor() const { return owns_descriptor_; }
    // Lets go of the object, which stays open.
    void forget_object();
    [[nodiscard]] int descriptor() const { return descriptor_; }
    void set_unbuffered(bool is_unbuffered) { is_unbuffered_ = is_unbuffered; }
    [[nodiscard]] bool is_unbuffered() const { return is_unbuffered_; }
    void set_buffer_size(size_t size) { buffer_size_ = size; }

    // Everything is taken, at once or at the next flush.
    [[nodiscard]] int write(std::string_view bytes);
    [[nodiscard]] int flush();
    void drop_unwritten() {
        if (users_ == 0) write_buffer_.clear();
    }
    // Flushes and closes; the descriptor is closed even when that fails.
    [[nodiscard]] int close();

    // Bytes that were read and not yet taken.
    [[nodiscard]] std::string_view unread() const {
        return std::string_view(read_buffer_).substr(read_position_);
    }
    void take(size_t count) { read_position_ += count; }
    // Reads some more behind the unread ones; the count, 0 at the end of the file.
    [[nodiscard]] Py_ssize_t read_more();
    // Reads until the end of the file.
    [[nodiscard]] int read_all();
    // Puts other bytes in the place of the unread ones.
    void replace_unread(std::string bytes);

    // Position as the program sees it.
    [[nodiscard]] int64_t tell();
    [[nodiscard]] int64_t seek(int64_t offset, int whence);
    [[nodiscard]] int truncate(int64_t size);
    // 0 or 1, -1 with an exception.
    [[nodiscard]] int is_seekable() const;

  private:
    // Takes away from the beginning what was written.
    [[nodiscard]] int write_out(std::string_view &bytes);
    [[nodiscard]] int leave_reading();
    [[nodiscard]] bool is_object_closed_or_lost() const;
    [[nodiscard]] ssize_t write_some(std::string_view bytes);
    [[nodiscard]] Py_ssize_t read_some(size_t room);
    [[nodiscard]] size_t rest_of_file() const;
    [[nodiscard]] int64_t move(int64_t offset, int whence);
    [[nodiscard]] int close_device();

    PyObject *object_ = nullptr;
    bool is_raw_ = false;
    int descriptor_ = -1;
    bool reads_;
    bool writes_;
    bool owns_descriptor_ = false;
    int users_ = 0;
    size_t buffer_size_ = 8192;
    bool is_unbuffered_ = false;
    std::string write_buffer_;
    std::string read_buffer_;
    size_t read_position_ = 0;
};

} // namespace adder::runtime
