# run() and its short forms: results, texts of exceptions, options that contradict each other.
import subprocess
from subprocess import DEVNULL, PIPE, STDOUT, CalledProcessError, TimeoutExpired


def attempt(call, *args, **kwargs):
    try:
        print(repr(call(*args, **kwargs)))
    except Exception as error:
        print(f"{type(error).__name__}: {error}")
        return error


run = subprocess.run
attempt(run, ["true"])
attempt(run, ["false"])
attempt(run, ["false"], check=True)
attempt(run, ["echo", "one two"], capture_output=True)
attempt(run, ["echo", "one"], stdout=PIPE, text=True)
attempt(run, "echo $0 out; echo err >&2; exit 3", shell=True, capture_output=True, text=True)
attempt(run, "echo out; echo err >&2", shell=True, stdout=PIPE, stderr=STDOUT)
attempt(run, ["cat"], input=b"bytes", capture_output=True)
attempt(run, ["cat"], input="text\r\nlines\r", stdout=PIPE, text=True)
attempt(run, ["cat"], input="gr\u00fc\u00df", stdout=PIPE, encoding="latin-1")
attempt(run, ["cat"], stdin=DEVNULL, stdout=PIPE)
attempt(run, "kill -9 $$", shell=True, check=True)
attempt(run, "kill -TERM $$", shell=True)
error = attempt(run, "echo before; exec sleep 20", shell=True, stdout=PIPE, timeout=0.3)
print(error.cmd, error.timeout, error.output, error.stdout, error.stderr)
error = attempt(run, ["sh", "-c", "echo o; echo e >&2; exit 7"], check=True, capture_output=True)
print(error.returncode, error.cmd, error.output, error.stdout, error.stderr)
error.stdout = 1
print(error.output, error.args)

print(subprocess.call(["sh", "-c", "exit 5"]))
attempt(subprocess.check_call, ["sh", "-c", "exit 5"])
attempt(subprocess.check_call, args="exit 6", shell=True)
attempt(subprocess.check_output, ["echo", "x"])
attempt(subprocess.check_output, ["cat"], input=None)
attempt(subprocess.check_output, ["cat"], input=None, text=True)
attempt(subprocess.check_output, ["echo", "x"], stdout=PIPE)
attempt(subprocess.check_output, ["echo", "x"], check=False)
attempt(run, ["cat"], input=b"", stdin=PIPE)
attempt(run, ["cat"], capture_output=True, stdout=PIPE)
attempt(run, ["cat"], text=False, universal_newlines=True)
attempt(run, ["cat"], bufsize="1")
attempt(run, ["cat"], startupinfo=1)
attempt(run, ["cat"], creationflags=1)
print(subprocess.getstatusoutput("echo hello; exit 2"))
print(subprocess.getoutput("echo a; echo b >&2"))
done = run(["false"])
attempt(done.check_returncode)
print(subprocess.CompletedProcess("a", 0, "b", "c"), str(TimeoutExpired("x", 3)))
print(CalledProcessError(-200, "x"), CalledProcessError(0, "x"), CalledProcessError(-9, ["a"]))
print(subprocess.list2cmdline(["a b", 'c"d', "e\\", "f g\\", "", "\t"]))

# What cannot be started.
for bad in (["/no/such/program"], ["no-such-program-anywhere"], ["/"], ["/etc/passwd"], [b"/no/bytes"]):
    error = attempt(run, bad)
    print(error.errno, error.filename)
error = attempt(run, ["true"], cwd="/no/such/folder")
print(error.filename)
attempt(run, ["tr\0ue"])
attempt(run, [])
attempt(run, ["true", 5])
attempt(run, ["true"], env={"a=b": "c"})
attempt(run, ["true"], env={1: "c"})


def refuse():
    raise ValueError("no")


attempt(run, ["true"], preexec_fn=refuse)
attempt(run, ["echo", "preexec"], preexec_fn=lambda: None, stdout=PIPE)
attempt(run, ["pwd"], cwd="/", stdout=PIPE)
attempt(run, ["/usr/bin/env"], env={"A": "1", "B": "gr\u00fc\u00df"}, stdout=PIPE)
attempt(run, "umask", shell=True, umask=0o27, stdout=PIPE)
attempt(run, 'echo "$0 $1"', shell=True, executable="/bin/bash", stdout=PIPE)
attempt(run, ["name", "-c", 'echo "$0"'], executable="/bin/sh", stdout=PIPE)
