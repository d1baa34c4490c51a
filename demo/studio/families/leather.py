"""Small leather and canvas goods."""

import math

from families.bags import TAN, strap
from materials import felt, leather, linen, metal, plain
from palette import PAINT
from shapes import (
    arc,
    ball,
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

BARE = 'none'
HIDE = {'tan': TAN, 'black': '#2a2724', 'moss': PAINT['moss'], 'brick': PAINT['brick'], 'ink': PAINT['ink']}


def stitches(path, thread='#e3d6bd'):
    """Short stitches along a line of points: every second piece is seen."""
    for a, b in zip(path[::2], path[1::2]):
        rod([a, tuple((p + q) / 2 for p, q in zip(a, b)), b], 0.00042, plain(thread, 0.8), steps=6)


def outline(width, height, radius, z, every=0.0035):
    """Points around a soft rectangle, evenly spaced for stitches."""
    ring = round_rectangle(width, height, radius, 8)
    points, carry = [], 0.0
    for (ax, ay), (bx, by) in zip(ring, ring[1:] + ring[:1]):
        long = math.dist((ax, ay), (bx, by))
        while carry < long:
            points.append((ax + (bx - ax) * carry / long, ay + (by - ay) * carry / long, z))
            carry += every
        carry -= long
    return points


def card_holder(colour):
    hide = leather(HIDE[colour])
    for at, turn in (((-0.012, 0.018, 0.0), 14), ((0.018, -0.022, 0.0088), -12)):
        base = at[2]
        t = math.radians(turn)
        spin = lambda x, y: (at[0] + x * math.cos(t) - y * math.sin(t), at[1] + x * math.sin(t) + y * math.cos(t))
        for high, z in ((0.075, 0.0016), (0.064, 0.0044), (0.052, 0.0066)):
            x, y = spin(0, -(0.075 - high) / 2)
            slab(round_rectangle(0.102, high, 0.006, 6), 0.0022, hide, edge=0.0008, at=(x, y, base + z), turn=(0, 0, turn))
        for code, up in (('#d9d2c4', 0.006), ('#8e9aa2', 0.011)):
            x, y = spin(0.002, up)
            slab(
                round_rectangle(0.0856, 0.054, 0.003, 4),
                0.0007,
                plain(code, 0.4),
                edge=0.0002,
                at=(x, y, base + 0.0030 + (0.0012 if up > 0.01 else 0.0004)),
                turn=(0, 0, turn),
            )
        ring = [(*spin(x, y - 0.0115), base + z) for x, y, z in outline(0.096, 0.046, 0.004, 0.0078)]
        stitches(ring)


def key_ring(colour):
    hide, brass = leather(HIDE[colour]), metal('brass', 0.26, BARE)
    path = curve(
        [
            (-0.070, 0, 0.0018),
            (-0.02, 0, 0.0016),
            (0.028, 0, 0.0020),
            (0.043, 0, 0.0060),
            (0.046, 0, 0.0095),
            (0.041, 0, 0.0125),
            (0.026, 0, 0.0090),
            (-0.02, 0, 0.0050),
            (-0.070, 0, 0.0048),
        ],
        10,
    )
    sweep(path, round_rectangle(0.021, 0.0030, 0.0012, 3), hide, side=(0, 1, 0))
    ball(0.0052, brass, squash=0.5, at=(0.012, 0, 0.0088))
    ring = [
        (0.0585 + 0.0165 * math.cos(t), 0.0165 * math.sin(t), 0.0070 + 0.003 * math.cos(t))
        for t in [k / 64 * 2 * math.pi for k in range(64)]
    ]
    rod(ring, 0.0017, brass, closed=True, side=(0, 0, 1))
    for angle, z in ((-34, 0.0022), (14, 0.0046)):
        t = math.radians(angle)
        spot = lambda x, y: (0.076 + x * math.cos(t) - y * math.sin(t), -0.002 + x * math.sin(t) + y * math.cos(t), z)
        steel = metal('brass', 0.32, BARE) if angle < 0 else metal('steel', 0.3, BARE)
        slab(arc(0.0125, 0, 360, 40)[:-1], 0.0022, steel, edge=0.0006, holes=[arc(0.0048, 0, 360, 24, (-0.005, 0))[:-1]], at=spot(0.008, 0))
        box((0.034, 0.0062, 0.0021), steel, edge=0.0006, at=spot(0.035, 0), turn=(0, 0, angle))
        for k in range(3):
            box((0.0036, 0.0042 + 0.0015 * (k % 2), 0.0020), steel, edge=0.0005, at=spot(0.030 + 0.0078 * k, -0.0045), turn=(0, 0, angle))


def pencil_case(colour):
    canvas, hide, brass = linen(colour, pitch=0.0024), leather(TAN), metal('brass', 0.3, BARE)
    body = [(0, -0.105), (0.030, -0.1045, 0.006), (0.0345, -0.10, 0.006), (0.0345, 0.10, 0.006), (0.030, 0.1045, 0.006), (0, 0.105)]
    thing = lathe(fillet(body, 0.006, 8), canvas, at=(0, 0, 0.033), turn=(0, 90, 20))
    soften(thing, 0.0022, 0.05, 2)
    t = math.radians(20)
    along = lambda s, up, off=0.0: (s * math.cos(t) - off * math.sin(t), s * math.sin(t) + off * math.cos(t), up)
    line = [along(-0.088 + 0.176 * k / 40, 0.0672) for k in range(41)]
    sweep(line, round_rectangle(0.014, 0.004, 0.0015, 2), plain('#2a241e', 0.8), side=(-math.sin(t), math.cos(t), 0))
    sweep([(x, y, z + 0.002) for x, y, z in line], oval(0.0046, 0.003), brass, side=(-math.sin(t), math.cos(t), 0))
    box((0.010, 0.008, 0.005), brass, edge=0.0018, at=along(-0.062, 0.0715), turn=(0, 0, 20))
    strap(
        curve([along(-0.064, 0.0730), along(-0.080, 0.0735, -0.006), along(-0.092, 0.0640, -0.018), along(-0.096, 0.046, -0.030)], 8),
        0.0085,
        hide,
        side=(math.sin(t), -math.cos(t), 0.2),
        thick=0.0024,
    )
    for way in (-1, 1):
        lathe(
            fillet([(0, 0), (0.022, 0, 0.002), (0.022, 0.0025, 0.001), (0, 0.003)], 0.001),
            hide,
            at=along(way * 0.1040, 0.033),
            turn=(0, 90 * way, 20),
        )


def market_basket(colour):
    """Woven: every row passes in front of one stake and behind the next."""
    straw, hide = felt(colour, grain=0.003), leather(TAN)
    rows, high = 30, 0.265
    for i in range(rows):
        t = i / (rows - 1)
        wide, deep = 0.150 + 0.060 * t**0.8, 0.098 + 0.034 * t**0.8
        ring = []
        for k in range(288):
            a = 2 * math.pi * k / 288
            weave_out = 1 + 0.016 * math.sin(36 * a + math.pi * (i % 2))
            ring.append((wide * weave_out * math.cos(a), deep * weave_out * math.sin(a), 0.008 + high * t + 0.022 * t * math.cos(2 * a)))
        rod(ring, 0.0056, straw, closed=True, side=(0, 0, 1), steps=8)
    for k in range(36):
        a = 2 * math.pi * (k + 0.5) / 36
        path = [
            ((0.150 + 0.060 * t**0.8) * math.cos(a), (0.098 + 0.034 * t**0.8) * math.sin(a), 0.006 + high * t + 0.022 * t * math.cos(2 * a))
            for t in [i / 12 for i in range(13)]
        ]
        rod(path, 0.0034, straw, steps=8)
    cylinder(0.1, 0.006, straw, at=(0, 0, 0.004)).scale = (1.5, 0.98, 1)
    for i in range(2):
        ring = [
            ((0.211 + 0.004 * i) * math.cos(a), (0.133 + 0.004 * i) * math.sin(a), 0.276 + 0.022 * math.cos(2 * a) - 0.010 * i)
            for a in [2 * math.pi * k / 120 for k in range(120)]
        ]
        rod(ring, 0.0075, straw, closed=True, side=(0, 0, 1), steps=10)
    for way in (-1, 1):
        y = way * 0.128
        loop = curve(
            [
                (-0.085, y * 1.03, 0.19),
                (-0.084, y * 1.10, 0.27),
                (-0.070, y * 0.95, 0.37),
                (-0.035, y * 0.80, 0.435),
                (0, y * 0.76, 0.450),
                (0.035, y * 0.80, 0.435),
                (0.070, y * 0.95, 0.37),
                (0.084, y * 1.10, 0.27),
                (0.085, y * 1.03, 0.19),
            ],
            10,
        )
        sweep(loop, oval(0.012, 0.0095), hide, side=(0, 1, 0))


def crossbody(colour):
    hide, brass = leather(HIDE[colour]), metal('brass', 0.28, BARE)
    body = cushion((0.235, 0.075, 0.175), hide, power=6, rise=6, at=(0, 0, 0.088), steps=56)
    soften(body, 0.0025, 0.1, 3)
    outline_ = [(0.010 + 0.034, 0.168), (0.010, 0.1805), (-0.030, 0.1775), (-0.0435, 0.150), (-0.0475, 0.100), (-0.0465, 0.066)]
    flap = curve([(0, y, z) for y, z in outline_], 10)
    thing = sweep(flap, round_rectangle(0.240, 0.0035, 0.0015, 3), hide, side=(1, 0, 0))
    soften(thing, 0.0012, 0.1, 6)
    slab(round_rectangle(0.026, 0.050, 0.008, 6), 0.0034, hide, edge=0.0012, at=(0, -0.0500, 0.072), turn=(89, 0, 0))
    lathe(fillet([(0, 0), (0.0085, 0, 0.001), (0.0085, 0.004, 0.002), (0, 0.005)], 0.001), brass, at=(0, -0.0520, 0.062), turn=(90, 0, 0))
    for way in (-1, 1):
        rod([(way * 0.1225, y, z + 0.150) for y, z in arc(0.013, 0, 360, 32)[:-1]], 0.0022, brass, closed=True, side=(1, 0, 0))
    belt = curve(
        [
            (-0.124, 0, 0.158),
            (-0.128, 0.004, 0.24),
            (-0.105, 0.012, 0.34),
            (-0.045, 0.018, 0.405),
            (0.02, 0.020, 0.41),
            (0.085, 0.016, 0.36),
            (0.122, 0.006, 0.26),
            (0.124, 0, 0.158),
        ],
        12,
    )
    strap(belt, 0.019, hide, side=(0, 1, 0), thick=0.0030)


def packing_cubes(colour):
    canvas, mesh = linen(colour, pitch=0.0024), linen('chalk' if colour != 'chalk' else 'sand', pitch=0.0034)
    z = 0.0
    for i, (w, d, h, turn) in enumerate(((0.38, 0.27, 0.105, 0), (0.32, 0.235, 0.085, 4), (0.24, 0.17, 0.070, -5))):
        soften(cushion((w, d, h), canvas, power=8, rise=7, at=(0, 0, z + h / 2), turn=(0, 0, turn), steps=56), 0.0035, 0.1, i)
        t = math.radians(turn)
        line = [
            (x * math.cos(t) - y * math.sin(t), x * math.sin(t) + y * math.cos(t), z + h * 0.55)
            for x, y in oval(w * 1.004, d * 1.004, 8, 128)
        ]
        rod(line, 0.0032, plain('#2a241e', 0.8), closed=True, side=(0, 0, 1))
        handle = [
            (-0.05, -d * 0.49, z + h * 0.4),
            (-0.042, -d * 0.49 - 0.017, z + h * 0.39),
            (0.042, -d * 0.49 - 0.017, z + h * 0.39),
            (0.05, -d * 0.49, z + h * 0.4),
        ]
        path = [(x * math.cos(t) - y * math.sin(t), x * math.sin(t) + y * math.cos(t), up) for x, y, up in curve(handle, 8)]
        strap(path, 0.016, leather(TAN), side=(0, 0, 1), thick=0.0025)
        z += h * 0.985
    soften(cushion((0.18, 0.12, 0.006), mesh, power=9, rise=6, at=(0, 0, z + 0.001), turn=(0, 0, -5)), 0.001, 0.05)


def glasses_case(colour):
    hide = leather(HIDE[colour])
    body = cushion((0.165, 0.066, 0.040), hide, power=3.2, rise=3, at=(0, 0, 0.020), turn=(0, 0, 16), steps=56)
    soften(body, 0.0008, 0.06, 1)
    t = math.radians(16)
    ring = [(x * math.cos(t) - y * math.sin(t), x * math.sin(t) + y * math.cos(t), 0.0215) for x, y in oval(0.1652, 0.0662, 3.2, 96)]
    rod(ring, 0.0012, plain('#1b1714', 0.8), closed=True, side=(0, 0, 1))
    slab(
        round_rectangle(0.020, 0.032, 0.006, 6),
        0.0026,
        hide,
        edge=0.001,
        at=(0.0335 * math.sin(t), -0.0335 * math.cos(t), 0.024),
        turn=(90, 0, 16),
    )
    ball(0.0042, metal('brass', 0.28, BARE), squash=0.5, at=(0.0355 * math.sin(t), -0.0355 * math.cos(t), 0.0185), turn=(90, 0, 16))


def gym_duffel(colour):
    canvas, hide, brass = linen(colour, pitch=0.0034), leather(TAN), metal('brass', 0.3, BARE)
    body = [(0, -0.25), (0.125, -0.249, 0.012), (0.132, -0.24, 0.012), (0.132, 0.24, 0.012), (0.125, 0.249, 0.012), (0, 0.25)]
    thing = lathe(fillet(body, 0.012, 8), canvas, steps=144, at=(0, 0, 0.124), turn=(0, 90, 0))
    soften(thing, 0.006, 0.14, 4)
    for x in (-0.24, 0.24):
        rod(
            [(x, 0.132 * math.cos(t), 0.124 + 0.132 * math.sin(t)) for t in [k / 96 * 2 * math.pi for k in range(96)]],
            0.0042,
            hide,
            closed=True,
            side=(1, 0, 0),
        )
    zipper = [(x, 0, 0.2575) for x in [i / 20 * 0.44 - 0.22 for i in range(21)]]
    sweep(zipper, round_rectangle(0.024, 0.006, 0.002, 2), plain('#2a241e', 0.8), side=(0, 1, 0))
    sweep([(x, y, z + 0.0025) for x, y, z in zipper], oval(0.0065, 0.004), brass, side=(0, 1, 0))
    for way in (-1, 1):
        r = 0.136
        side = [(0, way * r * math.sin(t), 0.124 - r * math.cos(t)) for t in [0.25 + k * 0.1 for k in range(22)]]
        for x in (-0.105, 0.105):
            strap([(x, y, max(z, 0.0005)) for _, y, z in side], 0.030, hide, side=(1, 0, 0), thick=0.004)
        top = side[-1]
        loop = curve(
            [
                (-0.105, top[1], top[2] - 0.01),
                (-0.102, top[1] * 0.93, top[2] + 0.06),
                (-0.06, top[1] * 0.75, top[2] + 0.135),
                (0, top[1] * 0.70, top[2] + 0.150),
                (0.06, top[1] * 0.75, top[2] + 0.135),
                (0.102, top[1] * 0.93, top[2] + 0.06),
                (0.105, top[1], top[2] - 0.01),
            ],
            10,
        )
        sweep(loop, oval(0.013, 0.011), hide, side=(0, 1, 0))
