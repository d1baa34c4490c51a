"""More for balcony and garden."""

import math
import random

from families.bags import TAN, strap
from families.outdoor import blade
from materials import (
    clay,
    coating,
    concrete,
    glaze,
    glow,
    grains,
    leaf,
    leather,
    linen,
    metal,
    plain,
    wax,
    wood,
)
from shapes import (
    arc,
    ball,
    box,
    curve,
    fillet,
    grid,
    lathe,
    oval,
    rod,
    round_rectangle,
    slab,
    soften,
    sweep,
)

BARE = 'none'


def terracotta_pots(colour):
    skin = clay(colour)
    for x, y, k, green in ((-0.085, 0.03, 1.0, True), (0.058, 0.045, 0.78, False), (0.030, -0.075, 0.60, False)):
        wall = [
            (0, 0),
            (0.062, 0, 0.003),
            (0.082, 0.110, 0.002),
            (0.090, 0.112, 0.003),
            (0.094, 0.150, 0.004),
            (0.086, 0.150, 0.004),
            (0.080, 0.112, 0.003),
            (0.06, 0.02, 0.003),
            (0, 0.02),
        ]
        lathe([(r * k, z * k) for r, z in fillet(wall, 0.002)], skin, at=(x, y, 0.010 * k))
        dish = [(0, 0), (0.074, 0, 0.003), (0.086, 0.020, 0.002), (0.082, 0.020, 0.002), (0.070, 0.006, 0.003), (0, 0.006)]
        lathe([(r * k, z * k) for r, z in fillet(dish, 0.002)], skin, at=(x, y, 0))
        lathe([(0.081 * k, 0.134 * k), (0.04 * k, 0.139 * k), (0, 0.141 * k)], grains('#3a2c20', 0.006), at=(x, y, 0.004))
        luck = random.Random(int(k * 100))
        for n in range(26 if green else 12):
            a, up = n * 2.4, luck.uniform(25, 78)
            blade(
                luck.uniform(0.07, 0.13) * (1 if green else 0.62),
                luck.uniform(0.016, 0.024),
                luck.uniform(0.1, 0.45),
                leaf('#5b7a45' if green else '#6b8456'),
                (x + 0.012 * math.cos(a), y + 0.012 * math.sin(a), 0.138 * k),
                (luck.uniform(-12, 12), -up, math.degrees(a)),
            )


def picnic_blanket(colour):
    cloth, hide = linen('chalk', pitch=0.0040, stripe=colour), leather(TAN)
    path, radius = [], 0.082
    for i in range(300):
        t = i / 300 * 2 * math.pi * 4.5
        r = radius - 0.0118 * t / (2 * math.pi)
        path.append((0, r * math.sin(t + 2.4), radius + 0.004 - r * math.cos(t + 2.4)))
    roll = sweep(path, round_rectangle(0.44, 0.0105, 0.004, 3), cloth, side=(1, 0, 0))
    soften(roll, 0.003, 0.12)
    roll.rotation_euler = (0, 0, math.radians(20))
    t = math.radians(20)
    spin = lambda x, y, z: (x * math.cos(t) - y * math.sin(t), x * math.sin(t) + y * math.cos(t), z)
    for x in (-0.115, 0.115):
        ring = [
            spin(x, (radius + 0.0065) * math.sin(a), max(0.0012, radius + 0.004 - (radius + 0.0065) * math.cos(a)))
            for a in [k / 72 * 2 * math.pi for k in range(72)]
        ]
        sweep(ring, round_rectangle(0.026, 0.0032, 0.0012, 2), hide, side=(math.cos(t), math.sin(t), 0), closed=True)
        buckle = [spin(x + px, -(radius + 0.010), radius + 0.012 + pz) for px, pz in round_rectangle(0.036, 0.030, 0.005, 4)]
        rod(buckle, 0.0022, metal('brass', 0.3, BARE), closed=True, side=(0, 1, 0))
    top = 2 * radius + 0.012
    loop = curve(
        [
            (-0.115, 0, top - 0.004),
            (-0.10, 0, top + 0.018),
            (-0.05, 0, top + 0.040),
            (0, 0, top + 0.045),
            (0.05, 0, top + 0.040),
            (0.10, 0, top + 0.018),
            (0.115, 0, top - 0.004),
        ],
        8,
    )
    strap([spin(*p) for p in loop], 0.024, hide, side=(-math.sin(t), math.cos(t), 0), thick=0.005)


def bird_house(colour):
    oak, skin = wood('oak', 'z'), coating(colour, 0.5)
    wall = [(-0.075, 0), (0.075, 0), (0.075, 0.135), (0, 0.205), (-0.075, 0.135)]
    slab(wall, 0.016, oak, edge=0.002, holes=[arc(0.017, 0, 360, 40, (0, 0.125))[:-1]], at=(0, -0.062, 0.01), turn=(90, 0, 0))
    slab(wall, 0.016, oak, edge=0.002, at=(0, 0.062, 0.01), turn=(90, 0, 0))
    for way in (-1, 1):
        box((0.014, 0.110, 0.135), oak, edge=0.002, at=(way * 0.0675, 0, 0.0775))
        box((0.130, 0.180, 0.014), skin, edge=0.003, at=(way * 0.0440, -0.006, 0.1875), turn=(0, way * 43, 0))
    box((0.15, 0.140, 0.014), oak, edge=0.002, at=(0, 0, 0.007))
    box((0.115, 0.005, 0.115), plain('#17120e', 0.95), edge=0.0005, at=(0, -0.040, 0.075))
    lathe(
        fillet([(0, 0), (0.0045, 0, 0.001), (0.0045, 0.034, 0.001), (0.0065, 0.040, 0.002), (0, 0.044)], 0.001),
        wood('walnut', 'z'),
        at=(0, -0.068, 0.100),
        turn=(90, 0, 0),
    )
    rod(curve([(0, 0, 0.232), (0.012, 0, 0.262), (0, 0, 0.285), (-0.012, 0, 0.262), (0, 0, 0.232)], 10), 0.0022, plain('#cdbb98', 0.85))


def garden_candle(colour):
    skin = concrete() if colour == 'concrete' else clay(colour)
    for x, y, k in ((-0.045, 0.022, 1.0), (0.072, -0.030, 0.72)):
        wall = [(0, 0), (0.056, 0, 0.004), (0.066, 0.075, 0.003), (0.058, 0.075, 0.003), (0.054, 0.058, 0.002), (0, 0.057)]
        lathe([(r * k, z * k) for r, z in fillet(wall, 0.003)], skin, at=(x, y, 0))
        lathe([(r * k, z * k) for r, z in [(0.0553, 0.062), (0.030, 0.0612), (0, 0.0605)]], wax('#efe0b8', lit=0.18), at=(x, y, 0))
        rod([(x, y, 0.060 * k), (x + 0.0006, y, 0.067 * k), (x + 0.001, y, 0.074 * k)], 0.0013, plain('#2b2420', 0.9))
        flame = [(0, 0.004), (0.0046, 0.010), (0.0060, 0.017), (0.0043, 0.029), (0.0015, 0.040), (0, 0.045)]
        lathe(curve(flame, 6), glow(26, '#ffc477'), at=(x + 0.001, y, 0.066 * k))


def garden_stool(colour):
    skin = glaze(colour, gloss=0.26)
    wall = [
        (0.0, 0.0),
        (0.128, 0.0, 0.006),
        (0.136, 0.016, 0.006),
        (0.160, 0.115, 0.06),
        (0.172, 0.225, 0.08),
        (0.160, 0.335, 0.06),
        (0.136, 0.432, 0.008),
        (0.130, 0.450, 0.012),
        (0.06, 0.456, 0.05),
        (0, 0.457),
    ]
    lathe(fillet(wall, 0.006, 14), skin)
    for z, r in ((0.052, 0.1460), (0.398, 0.1462)):
        rod([(x, y, z) for x, y in arc(r, 0, 360, 96)[:-1]], 0.0058, skin, closed=True)
        for k in range(28):
            a = 2 * math.pi * k / 28
            up = 0.026 if z < 0.2 else -0.026
            ball(0.0078, skin, squash=0.9, at=((r + 0.0035) * math.cos(a), (r + 0.0035) * math.sin(a), z + up))


def trowel_set(colour):
    """A trowel and a fork leaning against the wall of a pot would hide; they lie side by side."""
    steel, grip = metal('steel', 0.3, BARE), wood('oak' if colour == 'oak' else 'walnut', 'x')
    handle = lambda y: lathe(
        fillet([(0, 0), (0.010, 0.0, 0.004), (0.0145, 0.03, 0.02), (0.0118, 0.085, 0.02), (0.0102, 0.118, 0.002), (0, 0.118)], 0.003, 8),
        grip,
        at=(0.165, y, 0.0155),
        turn=(0, -90, 0),
    )
    for y in (-0.052, 0.052):
        handle(y)
        lathe(
            fillet([(0.0088, 0), (0.0108, 0, 0.001), (0.0108, 0.014, 0.001), (0.006, 0.020, 0.002), (0, 0.021)], 0.001),
            metal('brass', 0.3, BARE),
            at=(0.052, y, 0.0155),
            turn=(0, -90, 0),
        )
        rod(curve([(0.04, y, 0.0155), (0.01, y, 0.0155), (-0.012, y, 0.020), (-0.030, y, 0.018)], 8), 0.0046, steel)
    rows = []
    for i in range(31):
        t = i / 30
        half = 0.036 * (1 - max(0.0, t - 0.45) ** 2.2 / 0.55**2.2) * min(1.0, 0.62 + 1.6 * t) + 0.0004
        rows.append(
            [
                (-0.026 - 0.135 * t, 0.052 + half * k, 0.016 - 0.012 * (1 - k * k) * (1 - 0.4 * t) - 0.0015 * t)
                for k in [j / 8 - 1 for j in range(17)]
            ]
        )
    scoop = grid(rows, steel)
    shell = scoop.modifiers.new('steel', 'SOLIDIFY')
    shell.thickness = 0.0018
    for k in (-1, 0, 1):
        line = curve(
            [
                (-0.026, -0.052, 0.0175),
                (-0.042, -0.052 + 0.020 * k, 0.0160),
                (-0.062, -0.052 + 0.025 * k, 0.0125),
                (-0.110, -0.052 + 0.024 * k, 0.0055),
                (-0.152, -0.052 + 0.020 * k, 0.0035),
            ],
            8,
        )
        sweep(line, oval(0.0085, 0.0048, 3), steel, side=(0, 1, 0), scale=lambda t: 1 - 0.62 * max(0, t - 0.55) / 0.45)


def plant_mister(colour):
    skin, brass = glaze(colour, speckle=False, gloss=0.3), metal('brass', 0.26, BARE)
    body = curve([(0.040, 0), (0.047, 0.005), (0.050, 0.05), (0.046, 0.105), (0.030, 0.142), (0.017, 0.158), (0.0155, 0.170)], 10)
    lathe([(0, 0.001), *body, (0, 0.170)], skin)
    lathe(
        fillet(
            [(0, 0.168), (0.0172, 0.168, 0.001), (0.0172, 0.186, 0.002), (0.010, 0.190, 0.002), (0.010, 0.214, 0.002), (0, 0.215)], 0.001
        ),
        brass,
    )
    lathe(
        fillet([(0, 0), (0.0066, 0, 0.001), (0.0066, 0.036, 0.001), (0.0088, 0.040, 0.001), (0.0088, 0.048, 0.001), (0, 0.049)], 0.001),
        brass,
        at=(0.004, 0, 0.206),
        turn=(0, -90, 0),
    )
    rod([(0.004, 0, 0.206), (0.022, 0, 0.206), (0.036, 0, 0.206)], 0.0036, brass)
    lathe(fillet([(0, 0), (0.0105, 0, 0.002), (0.0105, 0.006, 0.002), (0, 0.007)], 0.001), brass, at=(0.034, 0, 0.206), turn=(0, 90, 0))
    sweep(
        curve([(-0.006, 0, 0.196), (-0.014, 0, 0.182), (-0.018, 0, 0.164), (-0.026, 0, 0.148)], 8),
        oval(0.008, 0.003, 3),
        brass,
        side=(0, 1, 0),
    )


def hanging_planter(colour):
    skin, rope = glaze(colour, speckle=True, gloss=0.4), plain('#cdbb98', 0.9)
    wall = [(0, 0.30), (0.05, 0.302, 0.03), (0.098, 0.340, 0.05), (0.110, 0.410, 0.003), (0.103, 0.410, 0.003), (0.098, 0.385), (0, 0.385)]
    lathe(fillet(wall, 0.004, 12), skin)
    lathe([(0.102, 0.394), (0.05, 0.399), (0, 0.402)], grains('#3a2c20', 0.006))
    for a in (30, 150, 270):
        t = math.radians(a)
        rod(
            [
                (0.1095 * math.cos(t), 0.1095 * math.sin(t), 0.400),
                (0.055 * math.cos(t), 0.055 * math.sin(t), 0.70),
                (0.002 * math.cos(t), 0.002 * math.sin(t), 0.985),
            ],
            0.0026,
            rope,
        )
        ball(0.0062, rope, at=(0.1105 * math.cos(t), 0.1105 * math.sin(t), 0.398))
    ball(0.011, wood('oak', 'z'), at=(0, 0, 0.99))
    rod([(0, 0, 0.99), (0, 0, 2.0), (0, 0, 4.0)], 0.003, rope)['unframed'] = True
    luck = random.Random(3)
    green = leaf('#557a48')
    for n in range(9):
        a = n * 2.399
        drop, out = luck.uniform(0.05, 0.26), luck.uniform(0.10, 0.155)
        path = curve(
            [
                (0.05 * math.cos(a), 0.05 * math.sin(a), 0.40),
                (0.09 * math.cos(a), 0.09 * math.sin(a), 0.455),
                (out * math.cos(a), out * math.sin(a), 0.425),
                ((out + 0.02) * math.cos(a), (out + 0.02) * math.sin(a), 0.40 - drop * 0.5),
                ((out + 0.012) * math.cos(a), (out + 0.012) * math.sin(a), 0.40 - drop),
            ],
            8,
        )
        rod(path, 0.0016, plain('#66743f', 0.7), steps=8)
        for k in range(4, len(path), 3):
            for way in (-1, 1):
                blade(
                    luck.uniform(0.032, 0.048),
                    luck.uniform(0.022, 0.030),
                    luck.uniform(0.2, 0.6),
                    green,
                    path[k],
                    (luck.uniform(-20, 20), luck.uniform(-10, 30), math.degrees(a) + way * luck.uniform(40, 110)),
                )
