"""Runs a command at a terminal of its own and answers each question for a passphrase by the line from stdin."""

import os
import pty
import sys

answer = sys.stdin.buffer.readline()
child, terminal = pty.fork()
if child == 0:
    os.execvp(sys.argv[1], sys.argv[1:])
said = b""
while True:
    try:
        read = os.read(terminal, 1024)
    except OSError:  # The command has ended.
        read = b""
    if not read:
        break
    said += read
    if b"passphrase" in said and said.rstrip(b" ").endswith(b":"):
        os.write(terminal, answer)
        said = b""
sys.stderr.buffer.write(said)
sys.exit(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
