#!/usr/bin/env python3
"""The bytes of every file below DIR as COPY's binary format, in pieces of 1 MB: what PostgreSQL itself can take in."""
import os, struct, sys

out = sys.stdout.buffer
out.write(b"PGCOPY\n\xff\r\n\0" + struct.pack(">ii", 0, 0))
n = 0
for folder, _, names in os.walk(sys.argv[1]):
    for name in names:
        with open(os.path.join(folder, name), "rb") as file:
            piece = file.read(1 << 20)
            number = 0
            while piece:
                out.write(struct.pack(">hiiiii", 3, 4, n, 4, number, len(piece)) + piece)
                number += 1
                piece = file.read(1 << 20)
        n += 1
out.write(struct.pack(">h", -1))
