"""More things that give light: hanging, on the wall, without a cable."""

import math

from materials import (
    coating,
    enamel,
    glass,
    glaze,
    glow,
    metal,
    paper_shade,
    plain,
    wood,
)
from shapes import arc, ball, cord, curve, cylinder, fillet, lathe, rod

BARE = 'none'
CABLE = '#2a2724'


def fitting(colour):
    return metal('brass', 0.27) if colour == 'brass' else coating(colour, 0.4)


def flex(points):
    """A cable lying on the floor; it runs out of the picture."""
    rod(curve(points, 12), 0.0028, plain(CABLE, 0.8))['unframed'] = True


def globe_pendant(colour):
    high, skin = 0.9, fitting(colour)
    globe = paper_shade('chalk', 1.25, low=high - 0.15, high=high + 0.15)
    lathe([(max(r, 0), z + high) for r, z in arc(0.15, -90, 78, 48)], globe, steps=128)
    lathe(
        fillet(
            [
                (0, high + 0.140),
                (0.040, high + 0.140, 0.002),
                (0.040, high + 0.170, 0.003),
                (0.014, high + 0.178, 0.006),
                (0.012, high + 0.215, 0.004),
                (0.004, high + 0.222),
                (0.0, high + 0.223),
            ],
            0.002,
        ),
        skin,
    )
    cord((0, 0, high + 0.22), (0, 0, high + 4), 0.003, plain(CABLE, 0.8))


def cone_pendant(colour):
    high = 0.95
    outer = [(0.030, 0.205), (0.036, 0.200), (0.052, 0.170), (0.170, 0.004), (0.1715, 0.0)]
    lathe([(0.014, high + 0.207), *[(r, z + high) for r, z in fillet(outer, 0.02)], (0.1695, high)], enamel(colour, gloss=0.3))
    lathe([(r, z + high) for r, z in fillet([(0.1694, 0.001), (0.051, 0.166), (0.030, 0.196), (0, 0.197)], 0.01)], plain('#f3ead9', 0.5))
    lathe(
        fillet(
            [(0, high + 0.20), (0.021, high + 0.20), (0.021, high + 0.245, 0.004), (0.006, high + 0.258, 0.004), (0.004, high + 0.27)],
            0.003,
        ),
        wood('oak', 'z'),
    )
    ball(0.037, glow(10), at=(0, 0, high + 0.055))
    cord((0, 0, high + 0.265), (0, 0, high + 4), 0.003, plain(CABLE, 0.8))


def drum_pendant(colour):
    high = 0.9
    shade = paper_shade(colour, 1.1, low=high - 0.06, high=high + 0.26)
    lathe(
        [
            (0.225, high),
            (0.2235, high - 0.001),
            (0.2235, high + 0.22),
            (0.225, high + 0.221),
            (0.2265, high + 0.22),
            (0.2265, high),
            (0.225, high - 0.001),
        ],
        shade,
        steps=160,
    )
    skin = coating('black', 0.4)
    for z in (high + 0.002, high + 0.218):
        rod([(x, y, z) for x, y in arc(0.2255, 0, 360, 96)[:-1]], 0.0024, metal('brass', 0.3, BARE), closed=True)
    for a in (90, 210, 330):
        t = math.radians(a)
        rod(
            [
                (0, 0, high + 0.205),
                (0.11 * math.cos(t), 0.11 * math.sin(t), high + 0.21),
                (0.224 * math.cos(t), 0.224 * math.sin(t), high + 0.216),
            ],
            0.002,
            skin,
        )
    cylinder(0.018, 0.055, skin, at=(0, 0, high + 0.16))
    ball(0.048, glow(9), at=(0, 0, high + 0.11))
    cord((0, 0, high + 0.215), (0, 0, high + 4), 0.003, plain(CABLE, 0.8))


def wall_light(colour):
    skin = fitting(colour)
    lathe(fillet([(0, 0), (0.058, 0, 0.002), (0.058, 0.018, 0.005), (0, 0.020)], 0.003), skin, at=(0, 0, 0.4), turn=(90, 0, 0))
    rod(curve([(0, -0.018, 0.4), (0, -0.060, 0.4), (0, -0.098, 0.412), (0, -0.115, 0.445), (0, -0.116, 0.478)], 10), 0.0065, skin)
    lathe(fillet([(0, 0.474), (0.012, 0.474), (0.034, 0.486, 0.004), (0.036, 0.500, 0.002), (0, 0.500)], 0.002), skin, at=(0, -0.116, 0))
    globe = paper_shade('chalk', 1.2, low=0.48, high=0.66)
    lathe([(max(r, 0), z + 0.570) for r, z in arc(0.082, -68, 90, 40)], globe, steps=96, at=(0, -0.116, 0))


def carry_lamp(colour):
    skin = coating(colour, 0.38)
    lathe(
        fillet(
            [(0, 0), (0.052, 0, 0.003), (0.052, 0.034, 0.005), (0.010, 0.038, 0.004), (0.0075, 0.044, 0.003), (0.0075, 0.215), (0, 0.215)],
            0.003,
        ),
        skin,
    )
    cap = [(0, 0.250), (0.030, 0.248, 0.01), (0.078, 0.222, 0.03), (0.082, 0.196, 0.001), (0.0805, 0.195, 0.001)]
    lathe(fillet([*cap, (0.0765, 0.218, 0.03), (0.03, 0.242, 0.01), (0, 0.243)], 0.003), skin)
    lathe(fillet([(0, 0.206), (0.060, 0.206, 0.004), (0.060, 0.216, 0.004), (0, 0.216)], 0.002), glow(7))
    rod(
        [(0.0815 * math.cos(t), 0.0815 * math.sin(t), 0.1955) for t in [k / 48 * math.pi * 2 for k in range(48)]],
        0.0012,
        metal('brass', 0.3, BARE),
        closed=True,
    )
    cylinder(0.006, 0.003, metal('brass', 0.3, BARE), edge=0.0008, at=(0.0, -0.0515, 0.018), turn=(90, 0, 0))


def filament_bulb(colour):
    high, brass = 0.6, metal('brass', 0.3, BARE)
    outer = [(max(r, 0), z + high) for r, z in arc(0.0475, -90, 68, 40)] + [(0.0150, high + 0.058), (0.0135, high + 0.070)]
    lathe(outer, glass(colour), steps=96)
    lathe([(max(r * 0.975, 0), (z - high) * 0.975 + high) for r, z in outer[:-1]], glass(colour), steps=96)
    lathe(fillet([(0, high + 0.064), (0.0140, high + 0.064), (0.0140, high + 0.086, 0.001), (0, high + 0.087)], 0.001), brass)
    lathe(
        fillet(
            [
                (0, high + 0.078),
                (0.021, high + 0.078, 0.001),
                (0.021, high + 0.128, 0.003),
                (0.006, high + 0.136, 0.003),
                (0, high + 0.137),
            ],
            0.002,
        ),
        coating('black', 0.42) if colour != 'amber' else brass,
    )
    lathe([(0.0042, high + 0.064), (0.0030, high + 0.034), (0.0, high + 0.030)], glass('clear'), steps=24)
    wire = [
        (
            0.017 * math.cos(t * 2.2) * math.sin(math.pi * k / 80),
            0.017 * math.sin(t * 2.2) * math.sin(math.pi * k / 80),
            high - 0.026 + 0.056 * k / 80,
        )
        for k, t in [(k, k / 80 * 2 * math.pi) for k in range(81)]
    ]
    rod(wire, 0.0011, glow(60, '#ffb968'), steps=8)
    cord((0, 0, high + 0.135), (0, 0, high + 3), 0.0030, plain(CABLE, 0.8))


def ceramic_lamp(colour):
    skin = glaze(colour, foot=0.006)
    body = curve([(0.070, 0.0), (0.086, 0.008), (0.112, 0.07), (0.112, 0.115), (0.078, 0.178), (0.034, 0.208), (0.026, 0.222)], 12)
    lathe([(0, 0.001), *body, (0, 0.222)], skin)
    lathe(
        fillet([(0, 0.220), (0.015, 0.220), (0.015, 0.252, 0.002), (0.006, 0.256), (0.006, 0.30), (0, 0.30)], 0.001), metal('brass', 0.27)
    )
    shade = paper_shade('chalk', 1.1, low=0.20, high=0.52)
    lathe(
        [(0.172, 0.262), (0.1705, 0.2615), (0.138, 0.462), (0.1395, 0.463), (0.1410, 0.462), (0.1735, 0.263), (0.172, 0.2615)],
        shade,
        steps=160,
    )
    for r, z in ((0.172, 0.2635), (0.1395, 0.461)):
        rod([(x, y, z) for x, y in arc(r + 0.0008, 0, 360, 96)[:-1]], 0.0018, plain('#e8dcc6', 0.8), closed=True)
    ball(0.036, glow(8), at=(0, 0, 0.34))
    flex([(0.075, 0.02, 0.006), (0.13, 0.06, 0.0032), (0.22, 0.14, 0.003), (0.7, 0.5, 0.003)])
