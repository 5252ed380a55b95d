"""Show what a program does: its bytecode as executed, and every hand-off to native code and back.

    adder -m trace FILE [ARGS…]               source lines, instructions, native calls, kernels, totals
    adder -m trace --native FILE [ARGS…]      without the instructions
    adder -m trace --totals FILE [ARGS…]      totals only
    adder -m trace --json OUT FILE [ARGS…]    Chrome trace events too, for Perfetto or speedscope
    adder -m trace --limit N FILE [ARGS…]     keep the last N events (default 1,000,000)

From a script: trace.start(), trace.stop(), trace.events(), trace.totals(), trace.report(file).
"""
import sys
import _trace

start = _trace.start
stop = _trace.stop
events = _trace.events
totals = _trace.totals


class Sources:
    """Lines of source files, read once."""

    def __init__(self):
        self.lines = {}

    def line(self, file, number):
        if file not in self.lines:
            try:
                with open(file) as opened:
                    self.lines[file] = opened.read().split("\n")
            except OSError:
                self.lines[file] = []
        lines = self.lines[file]
        return lines[number - 1].strip() if 0 < number <= len(lines) else ""


def nanoseconds(value):
    """A time with the unit that keeps it short."""
    if value < 10_000:
        return f"{value} ns"
    if value < 10_000_000:
        return f"{value / 1000:.1f} us"
    if value < 10_000_000_000:
        return f"{value / 1_000_000:.1f} ms"
    return f"{value / 1_000_000_000:.2f} s"


def plural(count, word):
    return f"{count} {word}" if count == 1 else f"{count} {word}s"


def kernel_text(event):
    parts = [f"{event['operation']} {event['dtype']}", f"{event['simd_level']}, {plural(event['lanes'], 'lane')}",
             plural(event["vector_iterations"], "vector iteration"), f"{event['scalar_tail']} in the scalar tail"]
    if event["threads"] > 1:
        parts.append(plural(event["threads"], "thread"))
    parts += [plural(event["bytes"], "byte"), nanoseconds(event["duration"])]
    return ", ".join(parts)


def instruction_text(event):
    text = event["opcode"]
    if event["has_argument"]:
        text = f"{text:<34} {event['argument']}"
        if event["text"]:
            text += f" ({event['text']})"
    return text


class Report:
    """Writes events as text: a source line, under it what ran, deeper frames further to the right."""

    def __init__(self, out, shows_instructions=True):
        self.out = out
        self.shows_instructions = shows_instructions
        self.sources = Sources()
        self.place = None
        self.pending_line = None
        self.native_depth = 0

    def write(self, depth, text):
        print("    " * max(depth - 1, 0) + text, file=self.out)

    def write_line(self, event):
        place = (event["file"], event["line"], event["function"], event["depth"])
        if place == self.place:
            return
        self.place = place
        if event["line"] < 1:
            return
        source = self.sources.line(event["file"], event["line"])
        self.write(event["depth"], f"{event['line']:>4}  {source}")

    def write_event(self, event):
        kind = event["kind"]
        depth = event["depth"]
        indent = "        " + "  " * self.native_depth
        if kind == "instruction":
            if self.shows_instructions:
                self.write_line(event)
                self.write(depth, f"{indent}{instruction_text(event)}")
            else:
                self.pending_line = event
        elif kind == "call":
            self.write(depth, f"{indent}call {event['function']}")
        elif kind == "return" or kind == "yield":
            self.write(depth + 1, f"{indent}{kind} {event['text']}")
            self.place = None
        elif kind == "native_enter":
            if self.pending_line is not None:
                self.write_line(self.pending_line)
            self.write(depth, f"{indent}--> {event['name']} hands off to {event['text']}")
            self.native_depth += 1
        elif kind == "native_leave":
            self.native_depth = max(self.native_depth - 1, 0)
            indent = "        " + "  " * self.native_depth
            self.write(depth, f"{indent}<-- {event['text']}  [{nanoseconds(event['duration'])}]")
        elif kind == "kernel":
            self.write(depth, f"{indent}kernel {kernel_text(event)}")
        else:
            self.write(depth, f"{indent}{kind} {event['text']}")


def write_totals(summary, out):
    """Counts and times of the recording, natives and kernels with the most time first."""
    def row(label, text):
        print(f"  {label:<12}{text}", file=out)

    print("totals", file=out)
    row("bytecode", f"{plural(summary['instructions'], 'instruction')} in {plural(summary['frames'], 'call')}, "
                    f"{nanoseconds(summary['bytecode_nanoseconds'])}")
    row("native", f"{plural(summary['native_calls'], 'call')}, {nanoseconds(summary['native_nanoseconds'])}")
    row("kernels", f"{plural(summary['kernel_calls'], 'call')}, {nanoseconds(summary['kernel_nanoseconds'])} "
                   "(part of the native time)")
    if summary["dropped"]:
        row("", f"the first {plural(summary['dropped'], 'event')} did not fit the buffer (see --limit)")
    natives = sorted(summary["natives"].items(), key=lambda item: (-item[1][1], item[0]))
    if natives:
        print("native calls", file=out)
    for name, (calls, time) in natives:
        print(f"  {calls:>8} x {name:<40} {nanoseconds(time):>12}", file=out)
    kernels = sorted(summary["kernels"].items(), key=lambda item: (-item[1][1], item[0]))
    if kernels:
        print("kernels", file=out)
    for name, (calls, time, elements, size) in kernels:
        rate = f"{size / time:.1f} GB/s" if time else ""
        print(f"  {calls:>8} x {name:<32} {elements:>12} elements {nanoseconds(time):>12} {rate:>12}", file=out)


def report(out=None, shows_instructions=True, shows_events=True):
    """Write the recording as text to a file, standard output by default."""
    out = out if out is not None else sys.stdout
    if shows_events:
        writer = Report(out, shows_instructions)
        for event in events():
            writer.write_event(event)
    write_totals(totals(), out)


def quoted(text):
    """A JSON string."""
    result = ['"']
    for character in text:
        code = ord(character)
        if character in '"\\':
            result.append("\\" + character)
        elif code < 32 or code > 126:
            if code > 0xFFFF:
                code -= 0x10000
                result.append(f"\\u{0xD800 + (code >> 10):04x}\\u{0xDC00 + (code & 0x3FF):04x}")
            else:
                result.append(f"\\u{code:04x}")
        else:
            result.append(character)
    result.append('"')
    return "".join(result)


def chrome_events(recorded):
    """Trace Event Format: nested spans of calls and native calls, kernels as complete events."""
    open_spans = []
    for event in recorded:
        kind = event["kind"]
        time = event["time"] / 1000
        if kind == "call" or kind == "native_enter":
            name = event["function"] if kind == "call" else event["text"].split("(")[0]
            open_spans.append(name)
            yield f'{{"name": {quoted(name)}, "cat": "{kind}", "ph": "B", "ts": {time:.3f}, "pid": 1, "tid": 1}}'
        elif (kind == "return" or kind == "yield" or kind == "native_leave") and open_spans:
            name = open_spans.pop()
            yield f'{{"name": {quoted(name)}, "ph": "E", "ts": {time:.3f}, "pid": 1, "tid": 1}}'
        elif kind == "kernel":
            name = f"{event['operation']} {event['dtype']} {event['simd_level']}"
            duration = event["duration"] / 1000
            yield (f'{{"name": {quoted(name)}, "cat": "kernel", "ph": "X", "ts": {time - duration:.3f}, '
                   f'"dur": {duration:.3f}, "pid": 1, "tid": 1, "args": {{"elements": {event["elements"]}, '
                   f'"bytes": {event["bytes"]}, "lanes": {event["lanes"]}}}}}')


def write_json(path):
    """Write the recording as Chrome trace events."""
    with open(path, "w") as out:
        out.write('{"traceEvents": [\n')
        out.write(",\n".join(chrome_events(events())))
        out.write('\n], "displayTimeUnit": "ns"}\n')


def usage(message):
    print(f"trace: {message}", file=sys.stderr)
    print("usage: adder -m trace [--native | --totals] [--json OUT] [--limit N] FILE [ARGS…]", file=sys.stderr)
    sys.exit(2)


def parse_arguments(arguments):
    options = {"instructions": True, "events": True, "json": None, "limit": 1_000_000}
    position = 0
    while position < len(arguments) and arguments[position].startswith("-"):
        option = arguments[position]
        position += 1
        if option == "--native":
            options["instructions"] = False
        elif option == "--totals":
            options["events"] = False
        elif option in ("--json", "--limit"):
            if position == len(arguments):
                usage(f"{option} needs a value")
            options[option[2:]] = arguments[position]
            position += 1
        elif option in ("-h", "--help"):
            print(__doc__.strip())
            sys.exit(0)
        else:
            usage(f"there is no option {option}")
    if position == len(arguments):
        usage("which file shall be traced?")
    try:
        options["limit"] = int(options["limit"])
    except ValueError:
        usage(f"--limit needs a number, not {options['limit']!r}")
    return options, arguments[position:]


def main():
    options, command = parse_arguments(sys.argv[1:])
    file = command[0]
    try:
        with open(file, "rb") as opened:
            source = opened.read()
    except OSError as error:
        usage(f"cannot read {file}: {error.strerror}")
    try:
        code = compile(source, file, "exec")
    except (SyntaxError, ValueError) as error:  # the script's fault: no lines of this file
        sys.excepthook(type(error), error.with_traceback(None), None)
        sys.exit(1)
    sys.argv = command
    sys.path[0] = file.rpartition("/")[0]
    namespace = {"__name__": "__main__", "__builtins__": __builtins__, "__file__": file, "__doc__": None}
    status = 0
    try:
        _trace.record(options["limit"], file, exec, code, namespace)
    except SystemExit as error:
        status = error.code
    except BaseException as error:
        sys.excepthook(type(error), error.with_traceback(error.__traceback__.tb_next), None)
        status = 1
    report(sys.stdout, options["instructions"], options["events"])
    if options["json"]:
        write_json(options["json"])
    sys.exit(status)


if __name__ == "__main__":
    main()
