"""Writes the PNG files that PNGDecodingTests reads, with nothing but zlib, after ISO/IEC 15948.

Run it in its own folder: python3 make_fixtures.py. Every picture is 7 by 6; sample `c` of the pixel
(x, y) is (37 x + 59 y + 101 c + 7 x y) mod 2^depth, and palette entry i is
(5 i, 255 - 3 i, 11 i) mod 256. The tests compute the same formulas.
"""

import struct
import zlib

WIDTH, HEIGHT = 7, 6
COLOR_TYPES = {"grey": (0, 1), "rgb": (2, 3), "palette": (3, 1), "grey-alpha": (4, 2), "rgba": (6, 4)}
DEPTHS = {
    "grey": [1, 2, 4, 8, 16],
    "rgb": [8, 16],
    "palette": [1, 2, 4, 8],
    "grey-alpha": [8, 16],
    "rgba": [8, 16],
}
ADAM7 = [(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)]


def sample(x, y, c, depth):
    return (37 * x + 59 * y + 101 * c + 7 * x * y) % (1 << depth)


def chunk(kind, data):
    body = kind + data
    return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))


def scanline(ys, xs, channels, depth):
    bits = "".join(format(sample(x, ys, c, depth), f"0{depth}b") for x in xs for c in range(channels))
    bits += "0" * (-len(bits) % 8)
    return b"\0" + bytes(int(bits[i : i + 8], 2) for i in range(0, len(bits), 8))


def pixels(channels, depth, interlaced):
    passes = ADAM7 if interlaced else [(0, 0, 1, 1)]
    data = b""
    for left, top, across, down in passes:
        xs = range(left, WIDTH, across)
        if len(xs) > 0:
            for y in range(top, HEIGHT, down):
                data += scanline(y, xs, channels, depth)
    return zlib.compress(data, 9)


def picture(name, depth, interlaced=False, extra=b"", size=(WIDTH, HEIGHT)):
    color_type, channels = COLOR_TYPES[name]
    header = struct.pack(">IIBBBBB", *size, depth, color_type, 0, 0, int(interlaced))
    palette = b""
    if name == "palette":
        entries = [(5 * i % 256, (255 - 3 * i) % 256, 11 * i % 256) for i in range(1 << depth)]
        palette = chunk(b"PLTE", bytes(v for entry in entries for v in entry))
    data = chunk(b"IDAT", pixels(channels, depth, interlaced))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + palette + extra + data + chunk(b"IEND", b"")


def write(name, data):
    with open(name + ".png", "wb") as file:
        file.write(data)


for name, depths in DEPTHS.items():
    for depth in depths:
        write(f"{name}-{depth}", picture(name, depth))
        write(f"{name}-{depth}-interlaced", picture(name, depth, interlaced=True))

# What has the colour of the first pixel is clear; palette entries 0 to 3 have alpha 0, 60, 120, 180.
write("grey-2-clear", picture("grey", 2, extra=chunk(b"tRNS", struct.pack(">H", 0))))
first = struct.pack(">HHH", *(sample(0, 0, c, 16) for c in range(3)))
write("rgb-16-clear", picture("rgb", 16, extra=chunk(b"tRNS", first)))
write("palette-4-clear", picture("palette", 4, extra=chunk(b"tRNS", bytes([0, 60, 120, 180]))))

texts = (
    chunk(b"tEXt", b"Title\0Caf\xe9")
    + chunk(b"zTXt", b"Notes\0\0" + zlib.compress(b"squeezed " * 9))
    + chunk(b"iTXt", b"Symbol\0\0\0en\0\0" + "ᾱ = 0.846".encode())
)
write("text", picture("grey", 8, extra=texts))
write("huge", picture("grey", 8, size=(100_000, 100_000)))
