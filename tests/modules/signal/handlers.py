# Handlers, timers and masks of signals, and what they are called.
import os
import signal
import time


def show_error(function, *args):
    try:
        print(function(*args))
    except Exception as error:
        print(type(error).__name__, error)


def handler(number, frame):
    print("got", signal.Signals(number).name, frame is None or frame.f_code.co_name)


print(signal.getsignal(signal.SIGINT) is signal.default_int_handler, signal.getsignal(signal.SIGUSR1))
print(repr(signal.signal(signal.SIGUSR1, handler)), signal.getsignal(signal.SIGUSR1) is handler)


def send():
    os.kill(os.getpid(), signal.SIGUSR1)
    for _ in range(3):
        pass


send()
signal.raise_signal(signal.SIGUSR1)
print(signal.signal(signal.SIGUSR1, signal.SIG_IGN) is handler, repr(signal.getsignal(signal.SIGUSR1)))
signal.raise_signal(signal.SIGUSR1)
try:
    signal.raise_signal(signal.SIGINT)
except KeyboardInterrupt:
    print("interrupted")
show_error(signal.signal, 0, handler)
show_error(signal.signal, 99, handler)
show_error(signal.signal, signal.SIGKILL, handler)
show_error(signal.signal, signal.SIGTERM, "text")
show_error(signal.getsignal, 100)
show_error(signal.set_wakeup_fd, 1000)


def fail(number, frame):
    raise LookupError("from a handler")


signal.signal(signal.SIGALRM, fail)
print(signal.alarm(100), signal.alarm(0) > 90)
print(signal.setitimer(signal.ITIMER_REAL, 0.01))
try:
    while True:
        time.sleep(1)
except LookupError as error:
    print(error)
show_error(signal.setitimer, 99, 1)
print(signal.getitimer(signal.ITIMER_REAL))
signal.signal(signal.SIGUSR2, handler)
print(signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGUSR2]))
os.kill(os.getpid(), signal.SIGUSR2)
print(signal.sigpending(), signal.sigtimedwait([signal.SIGUSR1], 0))
print(repr(signal.sigwait([signal.SIGUSR2])))
os.kill(os.getpid(), signal.SIGUSR2)
info = signal.sigwaitinfo([signal.SIGUSR2])
print(info.si_signo, info.si_pid == os.getpid(), type(info))
print(signal.pthread_sigmask(signal.SIG_UNBLOCK, [signal.SIGUSR2]))
print(signal.strsignal(signal.SIGSEGV), signal.strsignal(signal.SIGTERM), len(signal.valid_signals()))
show_error(signal.strsignal, 0)
print(signal.SIGRTMIN, repr(signal.SIG_DFL), repr(signal.SIG_BLOCK), signal.NSIG, signal.SIGINT == 2)
print(signal.ItimerError, signal.Signals(9), list(signal.Handlers))
show_error(signal.pthread_sigmask, signal.SIG_BLOCK, [10**30])
show_error(signal.pthread_sigmask, signal.SIG_BLOCK, [0])
