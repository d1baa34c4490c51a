"""Furniture from parts: legs are turned, rails are swept, seats are stuffed or woven."""

import math

from materials import felt, knit, linen, wood
from shapes import (
    arc,
    box,
    curve,
    cushion,
    cylinder,
    fillet,
    lathe,
    oval,
    rod,
    round_rectangle,
    slab,
    soften,
    sweep,
)


def leg(foot, top, thin, thick, material):
    """A round leg that tapers from `thick` radius at the top to `thin` at the floor."""
    path = [tuple(f + (t - f) * i / 12 for f, t in zip(foot, top)) for i in range(13)]
    return sweep(path, oval(2, 2, steps=28), material, scale=lambda t: thin + (thick - thin) * t)


def dining_chair(kind):
    post, rail = wood(kind, 'z'), wood(kind, 'x')
    across = wood(kind, 'y')
    for x in (-1, 1):
        leg((x * 0.215, -0.205, 0), (x * 0.195, -0.185, 0.455), 0.0115, 0.0165, post)
        back = curve(
            [
                (x * 0.205, 0.225, 0),
                (x * 0.190, 0.195, 0.22),
                (x * 0.185, 0.185, 0.44),
                (x * 0.188, 0.205, 0.60),
                (x * 0.192, 0.245, 0.775),
            ],
            12,
        )
        sweep(back, oval(2, 2, steps=28), post, scale=lambda t: 0.0115 + 0.0065 * math.sin(math.pi * min(1, t * 1.15)), side=(1, 0, 0))
        rod([(x * 0.195, -0.185, 0.425), (x * 0.190, 0.0, 0.425), (x * 0.185, 0.185, 0.425)], 0.0115, across)
        rod([(x * 0.203, -0.192, 0.235), (x * 0.198, 0.0, 0.235), (x * 0.190, 0.194, 0.235)], 0.0085, across)
    for y, x in ((-0.185, 0.195), (0.185, 0.185)):
        rod([(-x, y, 0.425), (0, y, 0.425), (x, y, 0.425)], 0.0115, rail)
    rod([(-0.2, 0.0, 0.235), (0, 0.0, 0.235), (0.2, 0.0, 0.235)], 0.0085, rail)
    rest = [(-0.205 + 0.41 * i / 30, 0.205 + 0.052 * (1 - ((i - 15) / 15) ** 2) + 0.02, 0.715) for i in range(31)]
    sweep(rest, oval(0.105, 0.019, 3.2), rail, side=(0, 0.2, 1), scale=lambda t: 1 - 0.42 * abs(2 * t - 1) ** 3)
    seat = linen('sand', pitch=0.0065)
    soften(cushion((0.40, 0.385, 0.034), seat, power=9, at=(0, 0, 0.432)), 0.001, 0.05)


def round_stool(kind):
    seat, post = wood(kind, 'x'), wood(kind, 'z')
    lathe(
        fillet(
            [
                (0, 0.43),
                (0.150, 0.43, 0.004),
                (0.170, 0.447, 0.014),
                (0.170, 0.460, 0.006),
                (0.152, 0.4605, 0.004),
                (0.148, 0.457, 0.02),
                (0, 0.456),
            ],
            0.004,
        ),
        seat,
    )
    for a in (30, 150, 270):
        t = math.radians(a)
        c, s = math.cos(t), math.sin(t)
        leg((0.185 * c, 0.185 * s, 0), (0.105 * c, 0.105 * s, 0.436), 0.0115, 0.0165, post)
    ring = 0.185 - 0.08 * 0.15 / 0.436
    rod([(x, y, 0.15) for x, y in arc(ring, 0, 360, 96)[:-1]], 0.0075, wood(kind, 'x'), closed=True)


def lounge_chair(colour):
    fabric = felt(colour, grain=0.006)
    post, rail, run = wood('oak', 'z'), wood('oak', 'x'), wood('oak', 'y')
    for x in (-1, 1):
        at = x * 0.355
        leg((at, -0.335, 0), (at, -0.315, 0.545), 0.0145, 0.021, post)
        leg((at, 0.345, 0), (at, 0.285, 0.535), 0.0145, 0.021, post)
        arm = curve([(at, -0.365, 0.545), (at, -0.2, 0.556), (at, 0.1, 0.550), (at, 0.34, 0.535)], 12)
        sweep(arm, oval(0.062, 0.026, 3), run, side=(1, 0, 0), scale=lambda t: 1 - 0.25 * abs(2 * t - 1) ** 4)
        rod([(at, -0.322, 0.265), (at, 0.0, 0.245), (at, 0.315, 0.222)], 0.017, run)
    for y, z in ((-0.322, 0.265), (0.312, 0.224)):
        rod([(-0.355, y, z), (0, y, z), (0.355, y, z)], 0.016, rail)
    rod([(-0.355, 0.305, 0.50), (0, 0.305, 0.50), (0.355, 0.305, 0.50)], 0.014, rail)
    soften(cushion((0.655, 0.68, 0.165), fabric, power=7, at=(0, -0.02, 0.345), turn=(-3.5, 0, 0), steps=64), 0.006, 0.22)
    soften(cushion((0.635, 0.58, 0.175), fabric, power=6, at=(0, 0.235, 0.625), turn=(70, 0, 0), steps=64), 0.008, 0.2)


def hallway_bench(kind):
    long = wood(kind, 'x')
    box((1.18, 0.36, 0.032), long, edge=0.008, at=(0, 0, 0.434))
    for x in (-0.5, 0.5):
        shape = round_rectangle(0.31, 0.418, 0.03, 8)
        opening = round_rectangle(0.17, 0.20, 0.05, 8)
        slab(shape, 0.030, wood(kind, 'y'), edge=0.005, holes=[opening], at=(x, 0, 0.209), turn=(90, 0, 90))
    for y in (-0.115, -0.04, 0.04, 0.115):
        box((1.0, 0.042, 0.018), long, edge=0.004, at=(0, y, 0.085))
    soften(cushion((0.52, 0.34, 0.05), linen('sand', pitch=0.004), power=7, at=(-0.28, 0, 0.474)), 0.003, 0.12)


def pouf(colour):
    profile = curve(
        [(0, 0.004), (0.12, 0.002), (0.215, 0.03), (0.258, 0.12), (0.262, 0.20), (0.232, 0.30), (0.15, 0.352), (0.05, 0.362), (0.0, 0.352)],
        14,
    )
    body = lathe([(max(r, 0), z) for r, z in profile], knit(colour, pitch=0.026), steps=192,
                 shape=lambda a, z: 1 + 0.008 * math.sin(3 * a + 9 * z) + 0.006 * math.sin(5 * a - 7 * z))  # fmt: skip
    soften(body, 0.004, 0.15)
    cylinder(0.024, 0.006, felt(colour), at=(0, 0, 0.353))
