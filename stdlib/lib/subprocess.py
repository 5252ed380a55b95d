# SPDX-License-Identifier: MIT
"""Programs in processes of their own, with pipes to and from them.

run() starts a program and waits for its end; Popen is the process itself, for those who need more. A program is
started by _posixsubprocess.fork_exec; what fails in the child before the program runs comes back through a pipe of its
own and is raised here. Several pipes are served at a time by communicate(), so that none of them fills up.
"""
import builtins
import contextlib
import errno
import io
import os
import select
import signal
import sys
import time
import types
import warnings

import _posixsubprocess

__all__ = ["Popen", "PIPE", "STDOUT", "call", "check_call", "getstatusoutput", "getoutput", "check_output", "run",
           "CalledProcessError", "DEVNULL", "SubprocessError", "TimeoutExpired", "CompletedProcess"]

PIPE = -1
STDOUT = -2
DEVNULL = -3

_PIPE_BUF = getattr(select, "PIPE_BUF", 512)
# Processes that were dropped before their end; they are waited for when the next one is started.
_active = []


class SubprocessError(Exception):
    """What goes wrong with a subprocess."""


class CalledProcessError(SubprocessError):
    """A program that was checked ended with a status other than 0."""

    def __init__(self, returncode, cmd, output=None, stderr=None):
        self.returncode = returncode
        self.cmd = cmd
        self.output = output
        self.stderr = stderr

    def __str__(self):
        if not self.returncode or self.returncode > 0:
            return "Command '%s' returned non-zero exit status %d." % (self.cmd, self.returncode)
        try:
            return "Command '%s' died with %r." % (self.cmd, signal.Signals(-self.returncode))
        except ValueError:
            return "Command '%s' died with unknown signal %d." % (self.cmd, -self.returncode)

    @property
    def stdout(self):
        """Another name for output."""
        return self.output

    @stdout.setter
    def stdout(self, value):
        self.output = value


class TimeoutExpired(SubprocessError):
    """A program did not end within its time."""

    def __init__(self, cmd, timeout, output=None, stderr=None):
        self.cmd = cmd
        self.timeout = timeout
        self.output = output
        self.stderr = stderr

    def __str__(self):
        return "Command '%s' timed out after %s seconds" % (self.cmd, self.timeout)

    @property
    def stdout(self):
        """Another name for output."""
        return self.output

    @stdout.setter
    def stdout(self, value):
        self.output = value


class CompletedProcess:
    """What run() tells of a program that has ended."""

    def __init__(self, args, returncode, stdout=None, stderr=None):
        self.args = args
        self.returncode = returncode
        self.stdout = stdout
        self.stderr = stderr

    def __repr__(self):
        parts = [f"args={self.args!r}", f"returncode={self.returncode!r}"]
        for name in ("stdout", "stderr"):
            if getattr(self, name) is not None:
                parts.append(f"{name}={getattr(self, name)!r}")
        return f"{type(self).__name__}({', '.join(parts)})"

    __class_getitem__ = classmethod(types.GenericAlias)

    def check_returncode(self):
        """CalledProcessError when the exit status is not 0."""
        if self.returncode:
            raise CalledProcessError(self.returncode, self.args, self.stdout, self.stderr)


# --- a command line as text

def list2cmdline(seq):
    """A list of arguments as one line, quoted as Microsoft's C runtime reads it."""
    return " ".join(_quote(os.fsdecode(argument)) for argument in seq)


def _quote(argument):
    needs_quotes = not argument or " " in argument or "\t" in argument
    result = []
    backslashes = 0
    for character in argument:
        if character == "\\":
            backslashes += 1
            continue
        if character == '"':
            result.append("\\" * (2 * backslashes + 1))
        else:
            result.append("\\" * backslashes)
        backslashes = 0
        result.append(character)
    result.append("\\" * (2 * backslashes if needs_quotes else backslashes))
    text = "".join(result)
    return f'"{text}"' if needs_quotes else text


def _args_from_interpreter_flags():
    """Options that give another interpreter the flags of this one."""
    letters = {"dont_write_bytecode": "B", "no_site": "S", "verbose": "v", "bytes_warning": "b", "quiet": "q"}
    options = []
    if sys.flags.isolated:
        options.append("-I")
    else:
        options += [option for option, is_set in (("-E", sys.flags.ignore_environment), ("-s", sys.flags.no_user_site),
                                                  ("-P", sys.flags.safe_path)) if is_set]
    for flag, letter in letters.items():
        if count := getattr(sys.flags, flag):
            options.append("-" + letter * count)
    return options + ["-W" + option for option in sys.warnoptions]


# --- the functions

def call(*popenargs, timeout=None, **kwargs):
    """Run a program to its end; its exit status."""
    with Popen(*popenargs, **kwargs) as process:
        try:
            return process.wait(timeout=timeout)
        except:
            process.kill()
            raise


def check_call(*popenargs, **kwargs):
    """As call(), with CalledProcessError for a status other than 0."""
    status = call(*popenargs, **kwargs)
    if status:
        command = kwargs.get("args")
        raise CalledProcessError(status, popenargs[0] if command is None else command)
    return 0


def check_output(*popenargs, timeout=None, **kwargs):
    """What a program wrote to standard output; CalledProcessError for a status other than 0."""
    for name in ("stdout", "check"):
        if name in kwargs:
            raise ValueError(f"{name} argument not allowed, it will be overridden.")
    if "input" in kwargs and kwargs["input"] is None:
        # No input is an empty one here, of the kind that the other options ask for.
        is_text = kwargs.get("universal_newlines") or kwargs.get("text") or kwargs.get("encoding") or kwargs.get("errors")
        kwargs["input"] = "" if is_text else b""
    return run(*popenargs, stdout=PIPE, timeout=timeout, check=True, **kwargs).stdout


def run(*popenargs, input=None, capture_output=False, timeout=None, check=False, **kwargs):
    """Run a program to its end; a CompletedProcess."""
    if input is not None:
        if kwargs.get("stdin") is not None:
            raise ValueError("stdin and input arguments may not both be used.")
        kwargs["stdin"] = PIPE
    if capture_output:
        if kwargs.get("stdout") is not None or kwargs.get("stderr") is not None:
            raise ValueError("stdout and stderr arguments may not be used with capture_output.")
        kwargs["stdout"] = PIPE
        kwargs["stderr"] = PIPE
    with Popen(*popenargs, **kwargs) as process:
        try:
            stdout, stderr = process.communicate(input, timeout=timeout)
        except TimeoutExpired:
            process.kill()
            # What was written is in the exception already.
            process.wait()
            raise
        except:
            process.kill()
            raise
        status = process.poll()
        if check and status:
            raise CalledProcessError(status, process.args, output=stdout, stderr=stderr)
    return CompletedProcess(process.args, status, stdout, stderr)


def getstatusoutput(cmd, *, encoding=None, errors=None):
    """(status, output) of a command in a shell, both streams together, without the last line end."""
    try:
        data = check_output(cmd, shell=True, text=True, stderr=STDOUT, encoding=encoding, errors=errors)
        status = 0
    except CalledProcessError as error:
        data = error.output
        status = error.returncode
    return status, data[:-1] if data[-1:] == "\n" else data


def getoutput(cmd, *, encoding=None, errors=None):
    """The output of a command in a shell."""
    return getstatusoutput(cmd, encoding=encoding, errors=errors)[1]


def _cleanup():
    for process in _active[:]:
        if process._internal_poll() is not None:
            with contextlib.suppress(ValueError):
                _active.remove(process)


def _number_of_identity(name, value):
    """The number of a user or group; -1, that fork_exec does not take, is an error here."""
    if isinstance(value, str):
        raise ValueError(f"{name} names need the modules pwd and grp; give a number")
    if not isinstance(value, int):
        raise TypeError(f"{name} must be a string or an integer, not {type(value)}")
    if value < 0:
        raise ValueError(f"{name.capitalize()} ID cannot be negative, got {value}")
    return value


class Popen:
    """A program that was started, with its pipes stdin, stdout and stderr, number pid and, in the end, returncode."""

    _child_created = False

    def __init__(self, args, bufsize=-1, executable=None, stdin=None, stdout=None, stderr=None, preexec_fn=None,
                 close_fds=True, shell=False, cwd=None, env=None, universal_newlines=None, startupinfo=None,
                 creationflags=0, restore_signals=True, start_new_session=False, pass_fds=(), *, user=None, group=None,
                 extra_groups=None, encoding=None, errors=None, text=None, umask=-1, pipesize=-1, process_group=None):
        _cleanup()
        self._input = None
        self._communication_started = False
        bufsize = -1 if bufsize is None else bufsize
        if not isinstance(bufsize, int):
            raise TypeError("bufsize must be an integer")
        if not isinstance(pipesize, int):
            raise TypeError("pipesize must be an integer")
        if pass_fds and not close_fds:
            warnings.warn("pass_fds overriding close_fds.", RuntimeWarning)
            close_fds = True
        if startupinfo is not None:
            raise ValueError("startupinfo is only supported on Windows platforms")
        if creationflags != 0:
            raise ValueError("creationflags is only supported on Windows platforms")
        self.args = args
        self.stdin = self.stdout = self.stderr = None
        self.pid = None
        self.returncode = None
        self.encoding = encoding
        self.errors = errors
        self.pipesize = pipesize
        if text is not None and universal_newlines is not None and bool(universal_newlines) != bool(text):
            raise SubprocessError("Cannot disambiguate when both text and universal_newlines are supplied but"
                                  " different. Pass one or the other.")
        self.text_mode = encoding or errors or text or universal_newlines
        self._sigint_wait_secs = 0.25
        self._closed_child_pipe_fds = False
        child = {"preexec_fn": preexec_fn, "close_fds": close_fds, "pass_fds": pass_fds, "cwd": cwd, "env": env,
                 "restore_signals": restore_signals, "start_new_session": start_new_session, "umask": umask,
                 "process_group": -1 if process_group is None else process_group,
                 "gid": None if group is None else _number_of_identity("group", group),
                 "gids": None if extra_groups is None else [_number_of_identity("group", one) for one in extra_groups],
                 "uid": None if user is None else _number_of_identity("user", user)}
        self._opened = []
        try:
            pipes = self._get_handles(stdin, stdout, stderr)
            self._open_pipes(pipes, bufsize)
            self._execute_child(args, executable, shell, pipes, **child)
        except:
            self._close_all(pipe for pipe in (self.stdin, self.stdout, self.stderr) if pipe)
            raise
        finally:
            for descriptor in self._opened:
                os.close(descriptor)
            self._opened = []

    def __repr__(self):
        text = f"<{type(self).__name__}: returncode: {self.returncode} args: {self.args!r}>"
        return text[:76] + "...>" if len(text) > 80 else text

    __class_getitem__ = classmethod(types.GenericAlias)

    @property
    def universal_newlines(self):
        """Another name for text_mode."""
        return self.text_mode

    @universal_newlines.setter
    def universal_newlines(self, value):
        self.text_mode = bool(value)

    def __enter__(self):
        return self

    def __exit__(self, exc_type, value, traceback):
        if self.stdout:
            self.stdout.close()
        if self.stderr:
            self.stderr.close()
        try:
            # May raise a BrokenPipeError: what was written was not taken.
            if self.stdin:
                self.stdin.close()
        finally:
            if exc_type == KeyboardInterrupt:
                # The child has got the signal too: it may have a moment to end.
                if self._sigint_wait_secs > 0:
                    with contextlib.suppress(TimeoutExpired):
                        self._wait(timeout=self._sigint_wait_secs)
                self._sigint_wait_secs = 0
                return
            self.wait()

    def __del__(self, _maxsize=sys.maxsize, _warn=warnings.warn):
        if not self._child_created:
            return
        if self.returncode is None:
            _warn("subprocess %s is still running" % self.pid, ResourceWarning, source=self)
        self._internal_poll(_deadstate=_maxsize)
        if self.returncode is None and _active is not None:
            _active.append(self)

    # --- starting

    def _get_handles(self, stdin, stdout, stderr):
        """[(parent's end, child's end)] of the three streams; -1 where there is none."""
        pipes = [self._get_handle(stdin, child_reads=True), self._get_handle(stdout, child_reads=False)]
        if stderr == STDOUT:
            # The end that the child has as standard output, be it its own or the parent's.
            return pipes + [(-1, pipes[1][1] if pipes[1][1] != -1 else sys.__stdout__.fileno())]
        return pipes + [self._get_handle(stderr, child_reads=False)]

    def _get_handle(self, wanted, child_reads):
        if wanted is None:
            return -1, -1
        if wanted == PIPE:
            read, write = os.pipe()
            # The child's end is closed here in any case; the parent's belongs to a file object soon.
            self._opened += [read, write]
            return (write, read) if child_reads else (read, write)
        if wanted == DEVNULL:
            descriptor = os.open(os.devnull, os.O_RDWR)
            self._opened.append(descriptor)
            return -1, descriptor
        return -1, wanted if isinstance(wanted, int) else wanted.fileno()

    def _open_pipes(self, pipes, bufsize):
        line_buffering = bool(self.text_mode and bufsize == 1)
        if bufsize == 1:
            if not self.text_mode:
                warnings.warn("line buffering (buffering=1) isn't supported in binary mode, the default buffer size will"
                              " be used", RuntimeWarning, stacklevel=3)
            bufsize = -1
        for name, mode, (descriptor, _) in zip(("stdin", "stdout", "stderr"), ("wb", "rb", "rb"), pipes):
            if descriptor == -1:
                continue
            stream = io.open(descriptor, mode, bufsize)
            self._opened.remove(descriptor)
            setattr(self, name, stream)
            if self.text_mode:
                options = {"write_through": True, "line_buffering": line_buffering} if name == "stdin" else {}
                setattr(self, name, io.TextIOWrapper(stream, encoding=self.encoding, errors=self.errors, **options))

    def _execute_child(self, args, executable, shell, pipes, *, preexec_fn, close_fds, pass_fds, cwd, env,
                       restore_signals, start_new_session, umask, process_group, gid, gids, uid):
        if isinstance(args, (str, bytes, os.PathLike)):
            args = [args]
        else:
            args = list(args)
        if shell:
            args = ["/bin/sh", "-c"] + args
            if executable:
                args[0] = executable
        if executable is None:
            executable = args[0]
        sys.audit("subprocess.Popen", executable, args, cwd, env)
        variables = None if env is None else self._environment(env)
        encoded = os.fsencode(executable)
        if os.path.dirname(encoded):
            executables = (encoded,)
        else:
            executables = tuple(os.path.join(os.fsencode(folder), encoded) for folder in os.get_exec_path(env))
        failure_read, failure_write = os.pipe()
        try:
            try:
                (parent_in, child_in), (parent_out, child_out), (parent_err, child_err) = pipes
                self.pid = _posixsubprocess.fork_exec(
                    args, executables, close_fds, tuple(sorted(map(int, pass_fds))), cwd, variables, child_in, parent_in,
                    parent_out, child_out, parent_err, child_err, failure_read, failure_write, restore_signals,
                    start_new_session, process_group, gid, gids, uid, umask, preexec_fn, True)
                self._child_created = True
            finally:
                os.close(failure_write)
            failure = bytearray()
            while part := os.read(failure_read, 50000):
                failure += part
        finally:
            os.close(failure_read)
        if failure:
            self._raise_failure(failure, executable, cwd)

    @staticmethod
    def _environment(env):
        result = []
        for name, value in env.items():
            name = os.fsencode(name)
            if b"=" in name:
                raise ValueError("illegal environment variable name")
            result.append(name + b"=" + os.fsencode(value))
        return result

    def _raise_failure(self, failure, executable, cwd):
        """Raises what the child reported before it ended."""
        try:
            _, status = os.waitpid(self.pid, 0)
            self._handle_exitstatus(status)
        except ChildProcessError:
            self.returncode = sys.maxsize
        kind, code, text = bytes(failure).split(b":", 2)
        kind = getattr(builtins, kind.decode("ascii"), SubprocessError)
        text = text.decode(errors="surrogatepass")
        if not issubclass(kind, OSError):
            raise kind(text)
        code = int(code, 16)
        file = cwd if text == "noexec" else executable
        if code != 0:
            text = os.strerror(code)
        raise kind(code, text, file)

    @staticmethod
    def _close_all(pipes):
        for pipe in pipes:
            with contextlib.suppress(OSError):
                pipe.close()

    # --- the end

    def _handle_exitstatus(self, status):
        self.returncode = -os.WSTOPSIG(status) if os.WIFSTOPPED(status) else os.waitstatus_to_exitcode(status)

    def _internal_poll(self, _deadstate=None):
        if self.returncode is None:
            try:
                process, status = os.waitpid(self.pid, os.WNOHANG)
                if process == self.pid:
                    self._handle_exitstatus(status)
            except OSError as error:
                if _deadstate is not None:
                    self.returncode = _deadstate
                elif error.errno == errno.ECHILD:
                    # Somebody else waited for it: its status is lost.
                    self.returncode = 0
        return self.returncode

    def poll(self):
        """The exit status if the program has ended, else None."""
        return self._internal_poll()

    def wait(self, timeout=None):
        """Wait for the end; the exit status."""
        try:
            return self._wait(timeout=timeout)
        except KeyboardInterrupt:
            # The child has got the signal too.
            if self._sigint_wait_secs > 0:
                with contextlib.suppress(TimeoutExpired):
                    self._wait(timeout=min(self._sigint_wait_secs, timeout or self._sigint_wait_secs))
            self._sigint_wait_secs = 0
            raise

    def _wait(self, timeout):
        if timeout is None:
            while self.returncode is None:
                process, status = self._try_wait(0)
                if process == self.pid:
                    self._handle_exitstatus(status)
            return self.returncode
        end = time.monotonic() + timeout
        delay = 0.0005
        while self._internal_poll() is None:
            left = end - time.monotonic()
            if left <= 0:
                raise TimeoutExpired(self.args, timeout)
            delay = min(delay * 2, left, 0.05)
            time.sleep(delay)
        return self.returncode

    def _try_wait(self, options):
        try:
            return os.waitpid(self.pid, options)
        except ChildProcessError:
            return self.pid, 0

    def send_signal(self, sig):
        """Send a signal to the process, unless it has ended."""
        self.poll()
        if self.returncode is None:
            with contextlib.suppress(ProcessLookupError):
                os.kill(self.pid, sig)

    def terminate(self):
        """Ask the process to end, by SIGTERM."""
        self.send_signal(signal.SIGTERM)

    def kill(self):
        """End the process, by SIGKILL."""
        self.send_signal(signal.SIGKILL)

    # --- talking

    def communicate(self, input=None, timeout=None):
        """Write the input, read both outputs to their end, wait for the process; (stdout, stderr)."""
        if self._communication_started and input:
            raise ValueError("Cannot send input after starting communication")
        end = None if timeout is None else time.monotonic() + timeout
        if timeout is None and not self._communication_started and [self.stdin, self.stdout, self.stderr].count(None) >= 2:
            return self._communicate_by_one(input)
        try:
            stdout, stderr = self._communicate_by_all(input, end, timeout)
        except KeyboardInterrupt:
            if self._sigint_wait_secs > 0:
                with contextlib.suppress(TimeoutExpired):
                    self._wait(timeout=self._sigint_wait_secs)
            self._sigint_wait_secs = 0
            raise
        finally:
            self._communication_started = True
        self.wait(timeout=self._time_left(end))
        return stdout, stderr

    def _communicate_by_one(self, input):
        """A single pipe cannot block another."""
        stdout = stderr = None
        if self.stdin:
            self._write_input(input)
        elif self.stdout:
            stdout = self.stdout.read()
            self.stdout.close()
        elif self.stderr:
            stderr = self.stderr.read()
            self.stderr.close()
        self.wait()
        return stdout, stderr

    def _write_input(self, input):
        # A program need not read its input.
        with contextlib.suppress(BrokenPipeError):
            if input:
                self.stdin.write(input)
        with contextlib.suppress(BrokenPipeError):
            self.stdin.close()

    def _communicate_by_all(self, input, end, timeout):
        if self.stdin and not self._communication_started:
            with contextlib.suppress(BrokenPipeError):
                self.stdin.flush()
            if not input:
                with contextlib.suppress(BrokenPipeError):
                    self.stdin.close()
        if not self._communication_started:
            self._received = {stream: [] for stream in (self.stdout, self.stderr) if stream}
        self._save_input(input)
        self._serve_pipes(end, timeout)
        self.wait(timeout=self._time_left(end))
        results = [self._joined(stream) for stream in (self.stdout, self.stderr)]
        if self.text_mode:
            results = [result if result is None else self._translate_newlines(result, stream.encoding, stream.errors)
                       for result, stream in zip(results, (self.stdout, self.stderr))]
        return tuple(results)

    def _joined(self, stream):
        return None if stream is None else b"".join(self._received[stream])

    @staticmethod
    def _translate_newlines(data, encoding, errors):
        return data.decode(encoding, errors).replace("\r\n", "\n").replace("\r", "\n")

    def _save_input(self, input):
        if self.stdin and self._input is None:
            self._input_offset = 0
            self._input = input
            if input is not None and self.text_mode:
                self._input = input.encode(self.stdin.encoding, self.stdin.errors)

    def _serve_pipes(self, end, timeout):
        """Writes and reads whatever is ready until all pipes are at their end, or raises TimeoutExpired."""
        poller = select.poll()
        streams = {}
        if self.stdin and self._input and not self.stdin.closed:
            streams[self.stdin.fileno()] = self.stdin
            poller.register(self.stdin, select.POLLOUT)
        for stream in (self.stdout, self.stderr):
            if stream and not stream.closed:
                streams[stream.fileno()] = stream
                poller.register(stream, select.POLLIN | select.POLLPRI)
        data = memoryview(self._input) if self._input else b""
        while streams:
            left = self._time_left(end)
            if left is not None and left < 0:
                self._raise_timeout(timeout)
            for descriptor, _ in poller.poll(None if left is None else left * 1000):
                stream = streams[descriptor]
                is_at_end = self._write_part(descriptor, data) if stream is self.stdin else self._read_part(stream)
                if is_at_end:
                    poller.unregister(descriptor)
                    del streams[descriptor]
                    stream.close()

    def _write_part(self, descriptor, data):
        try:
            self._input_offset += os.write(descriptor, data[self._input_offset:self._input_offset + _PIPE_BUF])
        except BrokenPipeError:
            return True
        return self._input_offset >= len(data)

    def _read_part(self, stream):
        part = os.read(stream.fileno(), 32768)
        self._received[stream].append(part)
        return not part

    @staticmethod
    def _time_left(end):
        return None if end is None else end - time.monotonic()

    def _raise_timeout(self, timeout):
        stdout, stderr = ((self._joined(stream) or None) for stream in (self.stdout, self.stderr))
        raise TimeoutExpired(self.args, timeout, output=stdout, stderr=stderr)
