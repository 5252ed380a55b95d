# Popen itself: pipes, waiting, signals, descriptors, large outputs, a program that does not read.
import os
import signal
import subprocess
import sys
import time
from subprocess import PIPE, Popen, TimeoutExpired

process = Popen(["cat"], stdin=PIPE, stdout=PIPE)
print(process.poll(), process.returncode, process.args, process.pid > 0)
process.stdin.write(b"line\n")
process.stdin.flush()
print(process.stdout.readline())
process.stdin.close()
print(process.wait(), process.poll(), process.returncode, process.stdout.read())
process.stdout.close()
print(repr(process))
print(repr(Popen(["true", "x" * 100]))[-12:])

with Popen(["cat"], stdin=PIPE, stdout=PIPE, text=True, bufsize=1) as process:
    print(type(process.stdin).__name__, process.stdin.line_buffering, process.universal_newlines)
    process.stdin.write("a\nb\n")
    process.stdin.close()
    print(list(process.stdout))
print(process.returncode)

# More than a pipe holds, both ways at the same time.
script = "import sys; data = sys.stdin.buffer.read(); sys.stderr.write('e' * 200000); sys.stdout.buffer.write(data * 2)"
process = Popen(["/usr/bin/python3", "-c", script], stdin=PIPE, stdout=PIPE, stderr=PIPE)
out, err = process.communicate(b"x" * 300_000)
print(len(out), len(err), process.returncode)

# A program that does not read its input.
process = Popen(["true"], stdin=PIPE, stdout=PIPE)
print(process.communicate(b"x" * 1_000_000))
process = Popen(["true"], stdin=PIPE)
print(process.communicate(b"x" * 1_000_000))

# Time.
process = Popen("echo now; sleep 0.6; echo later", shell=True, stdout=PIPE, stderr=PIPE)
try:
    process.communicate(timeout=0.2)
except TimeoutExpired as error:
    print(error, error.output, error.stderr)
try:
    process.communicate(input=b"more")
except ValueError as error:
    print(error)
print(process.communicate())
process = Popen(["sleep", "30"])
try:
    process.wait(timeout=0.05)
except TimeoutExpired as error:
    print(error)
process.terminate()
print(process.wait() == -signal.SIGTERM, process.returncode)
process.kill()
process.send_signal(signal.SIGINT)
process = Popen(["sleep", "30"])
process.kill()
print(process.wait(timeout=10))

# Descriptors.
read, write = os.pipe()
print(os.get_inheritable(write))
list_open = ["sh", "-c", "ls /proc/self/fd | wc -l"]
print(subprocess.check_output(list_open))
process = Popen(["sh", "-c", f"echo through >&{write}"], pass_fds=[write])
process.wait()
print(os.read(read, 100))
os.set_inheritable(write, True)
print(subprocess.run(f"echo kept >&{write}", shell=True, close_fds=False).returncode, os.read(read, 100))
print(subprocess.run(f"echo closed >&{write}", shell=True, stderr=subprocess.DEVNULL).returncode)
os.close(read)
os.close(write)
with open("/dev/null", "w") as file:
    print(subprocess.run(["echo", "x"], stdout=file).stdout)
print(subprocess.run(["ps", "-o", "sid=", "-p", "0"], start_new_session=True, capture_output=True).returncode)
sid = int(subprocess.check_output("ps -o sid= -p $$", shell=True, start_new_session=True))
print(sid != os.getsid(0))
sys.stdout.flush()
print(Popen(["sh", "-c", "echo to stdout >&2"], stderr=subprocess.STDOUT).wait())

# Somebody else waited.
process = Popen(["sh", "-c", "exit 4"])
os.waitpid(process.pid, 0)
print(process.wait())
print(sorted(name for name in subprocess.__all__))
