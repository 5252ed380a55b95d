// SPDX-License-Identifier: MIT
//
// What the C API takes from the system without the GIL: locks, threads, and storage of one's own for every
// thread.
#include <Python.h>

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <new>
#include <sys/syscall.h>

namespace {

struct Lock {
    std::mutex mutex;
    std::condition_variable is_free;
    bool is_held = false;
};

} // namespace

extern "C" {

PyThread_type_lock PyThread_allocate_lock(void) {
    return new (std::nothrow) Lock;
}

void PyThread_free_lock(PyThread_type_lock lock) {
    delete static_cast<Lock *>(lock);
}

int PyThread_acquire_lock(PyThread_type_lock lock, int wait) {
    return PyThread_acquire_lock_timed(lock, wait ? -1 : 0, 0) == PY_LOCK_ACQUIRED;
}

PyLockStatus PyThread_acquire_lock_timed(PyThread_type_lock opaque_lock, PY_TIMEOUT_T microseconds, int) {
    auto *lock = static_cast<Lock *>(opaque_lock);
    std::unique_lock guard(lock->mutex);
    auto is_free = [lock] { return !lock->is_held; };
    if (microseconds < 0) {
        lock->is_free.wait(guard, is_free);
    } else if (!lock->is_free.wait_for(guard, std::chrono::microseconds(microseconds), is_free)) {
        return PY_LOCK_FAILURE;
    }
    lock->is_held = true;
    return PY_LOCK_ACQUIRED;
}

void PyThread_release_lock(PyThread_type_lock opaque_lock) {
    auto *lock = static_cast<Lock *>(opaque_lock);
    {
        std::lock_guard guard(lock->mutex);
        lock->is_held = false;
    }
    lock->is_free.notify_one();
}

unsigned long PyThread_start_new_thread(void (*function)(void *), void *argument) {
    pthread_t thread;
    struct Start {
        void (*function)(void *);
        void *argument;
    };
    auto run = [](void *opaque) -> void * {
        Start start = *static_cast<Start *>(opaque);
        delete static_cast<Start *>(opaque);
        start.function(start.argument);
        return nullptr;
    };
    auto *start = new (std::nothrow) Start{function, argument};
    if (start == nullptr || pthread_create(&thread, nullptr, run, start) != 0) {
        delete start;
        return static_cast<unsigned long>(-1);
    }
    pthread_detach(thread);
    return thread;
}

unsigned long PyThread_get_thread_ident(void) {
    return pthread_self();
}

unsigned long PyThread_get_thread_native_id(void) {
    return static_cast<unsigned long>(::syscall(SYS_gettid));
}

void PyThread_init_thread(void) {}

void PyThread_exit_thread(void) {
    pthread_exit(nullptr);
}

int PyThread_create_key(void) {
    pthread_key_t key = 0;
    return pthread_key_create(&key, nullptr) == 0 ? static_cast<int>(key) : -1;
}

void PyThread_delete_key(int key) {
    pthread_key_delete(static_cast<pthread_key_t>(key));
}

int PyThread_set_key_value(int key, void *value) {
    return pthread_setspecific(static_cast<pthread_key_t>(key), value) == 0 ? 0 : -1;
}

void *PyThread_get_key_value(int key) {
    return pthread_getspecific(static_cast<pthread_key_t>(key));
}

void PyThread_delete_key_value(int key) {
    pthread_setspecific(static_cast<pthread_key_t>(key), nullptr);
}

void PyThread_ReInitTLS(void) {}

Py_tss_t *PyThread_tss_alloc(void) {
    return static_cast<Py_tss_t *>(PyMem_RawCalloc(1, sizeof(Py_tss_t)));
}

void PyThread_tss_free(Py_tss_t *key) {
    if (key == nullptr) return;
    PyThread_tss_delete(key);
    PyMem_RawFree(key);
}

int PyThread_tss_is_created(Py_tss_t *key) {
    return key->_is_initialized;
}

int PyThread_tss_create(Py_tss_t *key) {
    if (key->_is_initialized) return 0;
    if (pthread_key_create(&key->_key, nullptr) != 0) return -1;
    key->_is_initialized = 1;
    return 0;
}

void PyThread_tss_delete(Py_tss_t *key) {
    if (!key->_is_initialized) return;
    pthread_key_delete(key->_key);
    key->_is_initialized = 0;
}

int PyThread_tss_set(Py_tss_t *key, void *value) {
    return pthread_setspecific(key->_key, value) != 0 ? -1 : 0;
}

void *PyThread_tss_get(Py_tss_t *key) {
    return pthread_getspecific(key->_key);
}

} // extern "C"
