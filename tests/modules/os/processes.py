# fork, exec, wait, statuses, spawn and popen.
import os
import signal
import sys


def attempt(call, *args):
    try:
        print(call(*args))
    except BaseException as error:
        print(f"{type(error).__name__}: {error}")


def child(action):
    sys.stdout.flush()
    process = os.fork()
    if process == 0:
        try:
            action()
        except BaseException as error:
            print(f"{type(error).__name__}: {error}", flush=True)
        os._exit(9)
    ended, status = os.waitpid(process, 0)
    print(ended == process, os.WIFEXITED(status), os.WEXITSTATUS(status), os.waitstatus_to_exitcode(status))
    return status


child(lambda: os._exit(3))
child(lambda: os.execv("/bin/echo", ["echo", "by execv"]))
child(lambda: os.execve("/usr/bin/env", ["env"], {"NAME": "value"}))
child(lambda: os.execl("/bin/echo", "echo", "by execl"))
child(lambda: os.execlp("echo", "echo", "by execlp"))
child(lambda: os.execvp("no-such-program", ["x"]))
child(lambda: os.execvpe("env", ["env"], {"PATH": "/usr/bin:/bin"}))
child(lambda: os.execle("/usr/bin/env", "env", {"LAST": "1"}))
child(lambda: os.execv("/no/such", ["x"]))
child(lambda: os.execv("/bin/echo", []))
child(lambda: os.execv("/bin/echo", "text"))
child(lambda: os.execv("/bin/echo", [""]))
child(lambda: os.execve("/bin/echo", ["x"], {"a=b": "c"}))
child(lambda: os.execve("/bin/echo", ["x"], 5))
child(lambda: os.execve("/bin/echo", [], {}))
status = child(lambda: os.kill(os.getpid(), signal.SIGTERM))
print(os.WIFSIGNALED(status), os.WTERMSIG(status), os.WIFSTOPPED(status), os.WIFCONTINUED(status), os.WCOREDUMP(status))

attempt(os.waitpid, -1, 0)
attempt(os.wait)
attempt(os.waitstatus_to_exitcode, 0x57F)
attempt(os.waitstatus_to_exitcode, "a")
attempt(os.WIFEXITED, 1, 2)
print(os.waitstatus_to_exitcode(256), os.waitstatus_to_exitcode(9), os.WEXITSTATUS(512))

process = os.spawnlp(os.P_NOWAIT, "sh", "sh", "-c", "exit 6")
print(os.waitpid(process, 0)[1] >> 8)
print(os.spawnv(os.P_WAIT, "/bin/sh", ["sh", "-c", "exit 7"]), os.spawnvp(os.P_WAIT, "no-such-thing", ["x"]))
print(os.spawnle(os.P_WAIT, "/bin/sh", "sh", "-c", "exit $CODE", {"CODE": "8"}))
attempt(os.spawnv, os.P_WAIT, "/bin/sh", "text")
attempt(os.spawnv, os.P_WAIT, "/bin/sh", [])

with os.popen("echo one; echo two") as stream:
    print(stream.read())
print(os.popen("exit 3").close(), list(os.popen("echo x")))
stream = os.popen("cat", "w")
stream.write("written\n")
sys.stdout.flush()
print(stream.close())
attempt(os.popen, 5)
attempt(os.popen, "x", "rw")
print(os.system("exit 3"))

read, write = os.pipe2(os.O_CLOEXEC | os.O_NONBLOCK)
print(os.get_inheritable(read), os.get_blocking(read))
os.set_inheritable(read, True)
os.set_blocking(read, True)
print(os.get_inheritable(read), os.get_blocking(read))
os.close(read)
attempt(os.get_inheritable, read)
attempt(os.set_blocking, read, False)
print(os.getpgid(0) == os.getpgrp(), os.getsid(0) == os.getsid(os.getpid()), os.EX_USAGE, os.WNOHANG)
attempt(os.killpg, 2 ** 22 + 5, 0)
