"""More woven things: for bed, bath, table and window."""

import math

import numpy as np

from families.textiles import folded, stuffed
from materials import felt, knit, leather, linen, metal, plain, terry, wood
from shapes import (
    box,
    cushion,
    fillet,
    grid,
    lathe,
    place,
    rod,
    round_rectangle,
    soften,
    sweep,
)


def striped_cushion(colour):
    stuffed(0.50, 0.50, 0.21, linen('chalk', pitch=0.0036, stripe=colour), seed=6, at=(0, 0, 0.241), turn=(77, 0, 7))


def long_cushion(colour):
    stuffed(0.60, 0.38, 0.18, felt(colour, grain=0.005), seed=9, at=(0, 0, 0.184), turn=(75, 0, -9))


def bed_linen(colour):
    cloth = linen(colour, pitch=0.0022)
    _, top = folded(0.40, 0.30, 5, 0.017, cloth, seed=4, slack=0.6)
    _, top = folded(0.38, 0.28, 4, 0.015, cloth, seed=11, base=top, at=(0.004, -0.004), turn=3, slack=0.6)
    band = fillet(
        [
            (0.0, -0.0015),
            (-0.158, -0.0015, 0.012),
            (-0.160, top + 0.001, 0.012),
            (0.160, top + 0.001, 0.012),
            (0.158, -0.0015, 0.012),
            (0.0, -0.0015),
        ],
        0.012,
    )[:-1]
    ribbon = sweep(
        [(0, y, max(0.001, z)) for y, z in band],
        round_rectangle(0.030, 0.0012, 0.0004, 2),
        linen('sand', pitch=0.0018),
        side=(1, 0, 0),
        closed=True,
    )
    place(ribbon, (-0.06, 0, 0))
    box((0.060, 0.0012, 0.040), plain('#efe8da', 0.85), edge=0.0004, at=(-0.06, -0.1625, top * 0.55), turn=(2, 0, 0))


def linen_napkins(colour):
    cloth, z = linen(colour, pitch=0.0022), 0.0
    for i, (x, y, turn) in enumerate(((0, 0, 0), (0.003, -0.002, 3), (-0.002, 0.003, -4), (0.004, 0.0, 2))):
        _, z = folded(0.20, 0.20, 2, 0.006, cloth, seed=3 + i, base=z, at=(x, y), turn=turn, slack=0.5)
    rod(
        [(0.02 + 0.022 * math.cos(t), -0.01 + 0.022 * math.sin(t), z + 0.0055) for t in [k / 48 * 2 * math.pi for k in range(48)]],
        0.0055,
        wood('oak', 'x'),
        closed=True,
        side=(0, 0, 1),
    )


def knit_blanket(colour):
    folded(0.44, 0.34, 4, 0.034, knit(colour, pitch=0.020), seed=5, slack=0.7)


def bath_mat(colour):
    cloth = terry(colour)
    flat = [(0, float(y), 0.008) for y in np.linspace(-0.52, 0.04, 60)]
    roll, radius = [], 0.068
    for i in range(1, 200):
        t = i / 200 * 2 * math.pi * 2.6
        r = radius - 0.0150 * t / (2 * math.pi) * 1.1
        roll.append((0, 0.04 + r * math.sin(t), 0.008 + radius - r * math.cos(t)))
    thing = sweep(flat + roll, round_rectangle(0.52, 0.0135, 0.006, 4), cloth, side=(1, 0, 0))
    soften(thing, 0.0024, 0.14)
    for way in (-1, 1):
        rod([(way * 0.258, y, 0.0085) for y in np.linspace(-0.515, 0.03, 30)], 0.0068, linen('chalk', pitch=0.002), side=(0, 0, 1))


def pot_holders(colour):
    hide = leather('#9a6238')
    for z, x, turn, cloth in ((0.009, 0, -9, linen(colour, pitch=0.0024)), (0.0262, 0.018, 8, linen('chalk', pitch=0.0024, stripe=colour))):
        soften(cushion((0.21, 0.21, 0.022), cloth, power=9, rise=5, at=(x, 0.0, z), turn=(0, 0, turn), steps=48), 0.0028, 0.06, turn)
        t = math.radians(turn)
        ring = [(0.100 + 0.017 * math.cos(a), 0.100 + 0.017 * math.sin(a)) for a in [k / 24 * 2 * math.pi for k in range(24)]]
        rod(
            [(x + px * math.cos(t) - py * math.sin(t), px * math.sin(t) + py * math.cos(t), z) for px, py in ring],
            0.0026,
            hide,
            closed=True,
        )


def curtain(colour):
    """A panel on a rod at the wall, falling in even folds."""
    brass = metal('brass', 0.3, 'none')
    rod([(-0.66, -0.06, 2.30), (0, -0.06, 2.30), (0.66, -0.06, 2.30)], 0.011, brass)
    for way in (-1, 1):
        lathe(
            fillet([(0, 0), (0.017, 0.001, 0.004), (0.017, 0.030, 0.008), (0, 0.034)], 0.002),
            brass,
            at=(way * 0.66, -0.06, 2.30),
            turn=(0, 90 * way, 0),
        )
        rod([(way * 0.62, -0.06, 2.30), (way * 0.62, -0.03, 2.30), (way * 0.62, 0.0, 2.30)], 0.007, brass)
    rows = []
    for i in range(90):
        t = i / 89
        z = 2.318 - 2.30 * t
        row = []
        for k in range(361):
            u = k / 360
            phase = u * 2 * math.pi * 11
            deep = (0.026 + 0.020 * t) * (1 + 0.25 * math.sin(7 * u + 1.3))
            x = (u - 0.5) * (1.12 + 0.04 * math.sin(3 * t)) + 0.010 * t * math.sin(phase * 0.5 + 2 * t)
            y = -0.06 + deep * math.sin(phase + 0.5 * t * math.sin(9 * u)) - 0.01 * t
            row.append((x, min(y, -0.004), z))
        rows.append(row)
    cloth = grid(rows, linen(colour, pitch=0.0075))
    shell = cloth.modifiers.new('cloth', 'SOLIDIFY')
    shell.thickness = 0.002


def jute_rug(colour):
    """A braid sewn into a spiral."""
    yarn = felt(colour, grain=0.007)
    turns, radius = 19, 0.60
    step = radius / turns
    path = []
    for k in range(turns * 90):
        t = k / 90
        r = 0.012 + step * t
        a = 2 * math.pi * t
        path.append((r * math.cos(a), r * math.sin(a), 0.009 + 0.0012 * math.sin(a * 40)))
    for phase in (0.0, 2.1, 4.2):
        strand = [(x * (1 + 0.0062 / max(0.03, math.hypot(x, y)) * math.sin(k * 0.9 * max(0.25, math.hypot(x, y) / radius) + phase)), y * (1 + 0.0062 / max(0.03, math.hypot(x, y)) * math.sin(k * 0.9 * max(0.25, math.hypot(x, y) / radius) + phase)),
                   z + 0.004 * math.cos(k * 0.9 * max(0.25, math.hypot(x, y) / radius) + phase)) for k, (x, y, z) in enumerate(path)]  # fmt: skip
        rod(strand, step * 0.34, yarn, side=(0, 0, 1), steps=8)


def hand_towel(colour):
    """Two towels over a brass ring on the wall."""
    brass, z0 = metal('brass', 0.28, 'none'), 0.62
    rod([(-0.20, -0.055, z0), (0, -0.055, z0), (0.20, -0.055, z0)], 0.0075, brass)
    for x in (-0.19, 0.19):
        rod([(x, -0.055, z0), (x, -0.03, z0), (x, 0.0, z0)], 0.006, brass)
        lathe(fillet([(0, 0), (0.021, 0, 0.002), (0.021, 0.006, 0.002), (0, 0.007)], 0.001), brass, at=(x, 0, z0), turn=(90, 0, 0))
    path = [(-0.068, z) for z in np.linspace(0.10, z0, 60)] + [
        (-0.055 + 0.013 * math.cos(t), z0 + 0.013 * math.sin(t)) for t in np.linspace(math.pi, 0, 12)
    ]
    path += [(-0.042, z) for z in np.linspace(z0, 0.22, 40)]
    rows = []
    for y, z in path:
        fall = min(1.0, max(0.0, (z0 - z) / 0.4))
        row = []
        for k in range(81):
            u = k / 40 - 1
            wave = 0.010 * fall * (math.sin(6 * u + 0.4) * 0.7 + math.sin(11 * u) * 0.3)
            row.append((u * (0.15 - 0.008 * fall), min(-0.010, y - abs(wave) * (1 if y < -0.055 else -0.4)), z))
        rows.append(row)
    cloth = grid(rows, terry(colour))
    shell = cloth.modifiers.new('cloth', 'SOLIDIFY')
    shell.thickness, shell.offset = 0.007, 0
    band = [(x, y - 0.0042, z) for x, y, z in rows[9]]
    sweep(band, round_rectangle(0.020, 0.002, 0.0006, 2), linen('chalk' if colour != 'chalk' else 'sand', pitch=0.002), side=(0, 0, 1))
