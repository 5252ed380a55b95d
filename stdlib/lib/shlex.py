"""Words as the shell cuts them: split(), join(), quote(), and the class shlex, a small lexer whose character classes are
attributes.
"""
import os
import re
import sys
from collections import deque

__all__ = ["shlex", "split", "quote", "join"]

_LATIN = "ßàáâãäåæçèéêëìíîïðñòóôõöøùúûüýþÿÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÐÑÒÓÔÕÖØÙÚÛÜÝÞ"


def _stream_of(text):
    from io import StringIO
    return StringIO(text)


class shlex:
    """Cuts a stream or text into tokens; iterate over it or call get_token().

    The state is " " between tokens, "a" in a word, "c" in punctuation, a quote or an escape character in what these
    begin, and None at the end.
    """

    def __init__(self, instream=None, infile=None, posix=False, punctuation_chars=False):
        self.instream = sys.stdin
        self.infile = None
        if instream is not None:
            self.instream = _stream_of(instream) if isinstance(instream, str) else instream
            self.infile = infile
        self.posix = posix
        self.eof = None if posix else ""
        self.commenters = "#"
        self.wordchars = "abcdfeghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_" + (_LATIN if posix else "")
        self.whitespace = " \t\r\n"
        self.whitespace_split = False
        self.quotes = "'\""
        self.escape = "\\"
        self.escapedquotes = '"'
        self.state = " "
        self.pushback = deque()
        self.lineno = 1
        self.debug = 0
        self.token = ""
        self.filestack = deque()
        self.source = None
        if not punctuation_chars:
            punctuation_chars = ""
        elif punctuation_chars is True:
            punctuation_chars = "();<>|&"
        self._punctuation_chars = punctuation_chars
        if punctuation_chars:
            self._pushback_chars = deque()
            self.wordchars += "~-./*?="
            self.wordchars = self.wordchars.translate(dict.fromkeys(map(ord, punctuation_chars)))

    @property
    def punctuation_chars(self):
        return self._punctuation_chars

    def push_token(self, tok):
        """Let the token be the next one."""
        if self.debug >= 1:
            print("shlex: pushing token " + repr(tok))
        self.pushback.appendleft(tok)

    def push_source(self, newstream, newfile=None):
        """Read from another stream or text until its end."""
        if isinstance(newstream, str):
            newstream = _stream_of(newstream)
        self.filestack.appendleft((self.infile, self.instream, self.lineno))
        self.infile = newfile
        self.instream = newstream
        self.lineno = 1
        if self.debug:
            print(f"shlex: pushing to stream {newstream}" if newfile is None else f"shlex: pushing to file {newfile}")

    def pop_source(self):
        """Go back to the stream before push_source()."""
        self.instream.close()
        self.infile, self.instream, self.lineno = self.filestack.popleft()
        if self.debug:
            print(f"shlex: popping to {self.instream}, line {self.lineno}")
        self.state = " "

    def get_token(self):
        """The next token, pushed back or read; eof at the end. Follows requests for other sources."""
        if self.pushback:
            token = self.pushback.popleft()
            if self.debug >= 1:
                print("shlex: popping token " + repr(token))
            return token
        token = self.read_token()
        if self.source is not None:
            while token == self.source:
                source = self.sourcehook(self.read_token())
                if source:
                    file, stream = source
                    self.push_source(stream, file)
                token = self.get_token()
        while token == self.eof:
            if not self.filestack:
                return self.eof
            self.pop_source()
            token = self.get_token()
        if self.debug >= 1:
            print("shlex: token=" + repr(token) if token != self.eof else "shlex: token=EOF")
        return token

    def read_token(self):
        """Read a token; pushed back tokens and sources are not looked at."""
        self._quoted = False
        self._escaped_state = " "
        while True:
            char = self._read_char()
            if char == "\n":
                self.lineno += 1
            if self.debug >= 3:
                print(f"shlex: in state {self.state!r} I see character: {char!r}")
            if self.state is None:
                self.token = ""
                break
            if self._handler()(char):
                break
        result = self.token
        self.token = ""
        if self.posix and not self._quoted and result == "":
            result = None
        if self.debug > 1:
            print("shlex: raw token=" + repr(result) if result else "shlex: raw token=EOF")
        return result

    def _read_char(self):
        if self._punctuation_chars and self._pushback_chars:
            return self._pushback_chars.pop()
        return self.instream.read(1)

    # A state's handler takes a character, "" at the end, and returns true when a token is complete.

    def _handler(self):
        if self.state == " ":
            return self._between
        if self.state in self.quotes:
            return self._in_quotes
        if self.state in self.escape:
            return self._behind_escape
        return self._in_word

    def _has_token(self):
        return bool(self.token) or self.posix and self._quoted

    def _skip_comment(self):
        self.instream.readline()
        self.lineno += 1

    def _between(self, char):
        if not char:
            self.state = None
            return True
        if char in self.whitespace:
            if self.debug >= 2:
                print("shlex: I see whitespace in whitespace state")
            return self._has_token()
        if char in self.commenters:
            self._skip_comment()
        elif self.posix and char in self.escape:
            self._escaped_state = "a"
            self.state = char
        elif char in self.wordchars:
            self.token = char
            self.state = "a"
        elif char in self._punctuation_chars:
            self.token = char
            self.state = "c"
        elif char in self.quotes:
            if not self.posix:
                self.token = char
            self.state = char
        else:
            self.token = char
            if not self.whitespace_split:
                return True
            self.state = "a"
        return False

    def _in_quotes(self, char):
        self._quoted = True
        if not char:
            if self.debug >= 2:
                print("shlex: I see EOF in quotes state")
            raise ValueError("No closing quotation")
        if char == self.state:
            if not self.posix:
                self.token += char
                self.state = " "
                return True
            self.state = "a"
        elif self.posix and char in self.escape and self.state in self.escapedquotes:
            self._escaped_state = self.state
            self.state = char
        else:
            self.token += char
        return False

    def _behind_escape(self, char):
        if not char:
            if self.debug >= 2:
                print("shlex: I see EOF in escape state")
            raise ValueError("No escaped character")
        # In quotes, an escape character is itself but before the quote and another one.
        if self._escaped_state in self.quotes and char != self.state and char != self._escaped_state:
            self.token += self.state
        self.token += char
        self.state = self._escaped_state
        return False

    def _in_word(self, char):
        if not char:
            self.state = None
            return True
        if char in self.whitespace:
            if self.debug >= 2:
                print("shlex: I see whitespace in word state")
            self.state = " "
            return self._has_token()
        if char in self.commenters:
            self._skip_comment()
            if not self.posix:
                return False
            self.state = " "
            return self._has_token()
        if self.state == "c":
            return self._in_punctuation(char)
        if self.posix and char in self.quotes:
            self.state = char
        elif self.posix and char in self.escape:
            self._escaped_state = "a"
            self.state = char
        elif (char in self.wordchars or char in self.quotes
              or self.whitespace_split and char not in self._punctuation_chars):
            self.token += char
        else:
            return self._end_before(char)
        return False

    def _in_punctuation(self, char):
        if char in self._punctuation_chars:
            self.token += char
            return False
        self._pushback_chars.append(char)
        self.state = " "
        return True

    def _end_before(self, char):
        """The character is a token of its own, or begins the next one."""
        if self._punctuation_chars:
            self._pushback_chars.append(char)
        else:
            self.pushback.appendleft(char)
        if self.debug >= 2:
            print("shlex: I see punctuation in word state")
        self.state = " "
        return self._has_token()

    def sourcehook(self, newfile):
        """The pair (name, open file) for the name behind the source keyword."""
        if newfile[0] == '"':
            newfile = newfile[1:-1]
        if isinstance(self.infile, str) and not os.path.isabs(newfile):
            newfile = os.path.join(os.path.dirname(self.infile), newfile)
        return newfile, open(newfile, "r")

    def error_leader(self, infile=None, lineno=None):
        """How a message about the current place begins, as C compilers write it."""
        return '"%s", line %d: ' % (self.infile if infile is None else infile, self.lineno if lineno is None else lineno)

    def __iter__(self):
        return self

    def __next__(self):
        token = self.get_token()
        if token == self.eof:
            raise StopIteration
        return token


def split(s, comments=False, posix=True):
    """The list of words in the text, as the shell would have them."""
    if s is None:
        import warnings
        warnings.warn("Passing None for 's' to shlex.split() is deprecated.", DeprecationWarning, stacklevel=2)
    lexer = shlex(s, posix=posix)
    lexer.whitespace_split = True
    if not comments:
        lexer.commenters = ""
    return list(lexer)


def join(split_command):
    """A command line of the words, each quoted where it must be."""
    return " ".join(quote(word) for word in split_command)


_find_unsafe = re.compile(r"[^\w@%+=:,./-]", re.ASCII).search


def quote(s):
    """The text as one word of a command line."""
    if not s:
        return "''"
    if _find_unsafe(s) is None:
        return s
    return "'" + s.replace("'", "'\"'\"'") + "'"
