"""Things for writing and keeping order."""

import math
import random

from mathutils import Euler, Matrix

from materials import coating, concrete, linen, metal, plain, wood
from shapes import (
    box,
    curve,
    cylinder,
    fillet,
    lathe,
    oval,
    place,
    rod,
    round_rectangle,
    slab,
    sweep,
)

PAPER = '#efe8da'


def pencil(kind, long, at, turn):
    """A sharpened six-sided pencil, lying along its own z."""
    body = sweep([(0, 0, 0), (0, 0, long / 2), (0, 0, long - 0.018)], oval(0.0074, 0.0074, steps=6), kind, side=(1, 0, 0))
    tip = lathe([(0.0036, long - 0.018), (0.0009, long - 0.004)], plain('#d9b384', 0.7), steps=24)
    lead = lathe([(0.0010, long - 0.0045), (0.0, long)], plain('#2a2828', 0.5), steps=16)
    for part in (body, tip, lead):
        place(part, at, turn)


def book(size, cover, at=(0, 0, 0), turn=(0, 0, 0)):
    """A bound block: pages inside, boards around; x is width, y the page height, z the thickness."""
    w, h, t = size
    parts = [
        box((w - 0.006, h - 0.007, t - 0.004), plain(PAPER, 0.85), edge=0.0008, at=(0.0015, 0, 0)),
        box((w, h, 0.0026), cover, edge=0.0011, at=(0, 0, t / 2 - 0.0013)),
        box((w, h, 0.0026), cover, edge=0.0011, at=(0, 0, -t / 2 + 0.0013)),
        box((0.0032, h, t), cover, edge=0.0014, at=(-w / 2 + 0.0014, 0, 0)),
    ]
    return join(parts, at, turn)


def join(parts, at, turn):
    """Moves several parts as one."""
    move = Matrix.Translation(at) @ Euler([math.radians(a) for a in turn]).to_matrix().to_4x4()
    for part in parts:
        part.matrix_world = move @ part.matrix_basis
    return parts


def linen_notebook(colour):
    cover = linen(colour, pitch=0.0011)
    book((0.148, 0.21, 0.018), linen('sand', pitch=0.0011), at=(0.010, 0.008, 0.009), turn=(0, 0, -19))
    book((0.148, 0.21, 0.018), cover, at=(0, 0, 0.0272), turn=(0, 0, -6))
    join([box((0.0052, 0.2112, 0.0188), plain('#2c2825', 0.8), edge=0.0006)], (0.0556, -0.0058, 0.0272), (0, 0, -6))
    join([box((0.036, 0.019, 0.0006), plain(PAPER, 0.8), edge=0.0002)], (-0.010, 0.055, 0.0364), (0, 0, -6))
    place(box((0.003, 0.05, 0.0004), plain('#c9b48a', 0.7), edge=0.0001), (-0.005, -0.122, 0.0265), (8, 0, -2))
    pencil(coating('black', 0.4), 0.175, (-0.034, -0.078, 0.0400), (90, 0, 162))


def pencil_cup(kind):
    tall, r = 0.102, 0.040
    skin = concrete() if kind == 'concrete' else wood(kind, 'z')
    lathe(
        fillet([(0, 0), (r, 0, 0.002), (r, tall, 0.0015), (r - 0.0045, tall, 0.0015), (r - 0.005, 0.008, 0.002), (0, 0.007)], 0.002), skin
    )
    luck = random.Random(4)
    paints = [
        coating('black', 0.4),
        coating('brick', 0.4),
        wood('oak', 'z'),
        coating('ochre', 0.4),
        coating('moss', 0.4),
        wood('walnut', 'z'),
    ]
    for i, skin in enumerate(paints):
        a = i * 1.05 + 0.4
        lean = luck.uniform(18, 22)
        foot = (0.021 * math.cos(a + 3.0), 0.021 * math.sin(a + 3.0), 0.010)
        pencil(skin, luck.uniform(0.145, 0.182), foot, (-lean * math.sin(a), lean * math.cos(a), 0))
    place(box((0.024, 0.002, 0.19), metal('brass', 0.3, 'z'), edge=0.0006), (0.006, 0.012, 0.107), (-8, 5, 20))


def desk_tray(kind):
    timber = wood(kind, 'x')
    slab(round_rectangle(0.30, 0.20, 0.03, 10), 0.010, timber, edge=0.002, at=(0, 0, 0.005))
    ring = [(x, y, 0.0135) for x, y in round_rectangle(0.288, 0.188, 0.025, 12)]
    sweep(ring, round_rectangle(0.027, 0.012, 0.003, 4), timber, side=(0, 0, 1), closed=True)
    sweep([(0.035, y, 0.0165) for y in (-0.09, 0, 0.09)], round_rectangle(0.014, 0.009, 0.002, 4), timber, side=(0, 0, 1))
    book((0.105, 0.148, 0.014), linen('brick', pitch=0.0011), at=(-0.072, 0.002, 0.0172), turn=(0, 0, -7))
    pencil(coating('black', 0.4), 0.15, (-0.030, -0.070, 0.0285), (90, 0, 153))
    brass = metal('brass', 0.26, 'none')
    rod([(0.063, -0.066, 0.0148), (0.066, 0.0, 0.0148), (0.069, 0.066, 0.0148)], 0.0047, brass)
    rod([(0.0690, 0.066, 0.0148), (0.0693, 0.073, 0.0148), (0.0696, 0.080, 0.0148)], 0.0026, brass)
    luck = random.Random(7)
    for _ in range(7):
        x, y, a = luck.uniform(0.088, 0.122), luck.uniform(-0.062, 0.058), luck.uniform(0, 360)
        clip = [
            (0.012, 0.003),
            (-0.010, 0.003),
            (-0.0145, 0),
            (-0.010, -0.004),
            (0.011, -0.004),
            (0.0145, -0.001),
            (0.009, 0.0015),
            (-0.006, 0.0015),
            (-0.009, -0.0005),
            (-0.005, -0.0022),
            (0.006, -0.0022),
        ]
        path = curve([(px, py, 0.0108) for px, py in clip], 5)
        place(sweep(path, oval(0.0012, 0.0012, steps=8), brass, side=(0, 0, 1)), (x, y, 0), (0, 0, a))


def bookends(colour):
    skin = coating(colour)
    for way in (-1, 1):
        at = way * 0.088
        line = fillet([(at, 0.175), (at, 0.0015, 0.006), (at - way * 0.075, 0.0015)], 0.004)
        path = [(x, 0, z) for x, z in line]
        sweep(path, round_rectangle(0.155, 0.003, 0.001, 3), skin, side=(0, 1, 0))
    luck = random.Random(11)
    kinds = [linen(c, pitch=0.0013) for c in ('sand', 'moss', 'chalk', 'ink', 'ochre', 'clay', 'slate', 'chalk')]
    x, i = -0.0862, 0
    while i < len(kinds):
        thick = luck.uniform(0.020, 0.036)
        tall, deep = luck.uniform(0.185, 0.24), luck.uniform(0.135, 0.165)
        if x + thick > 0.084:
            break
        book((deep, tall, thick), kinds[i], at=(x + thick / 2 + 0.0004, -0.065 + deep / 2, 0.0032 + tall / 2), turn=(90, 0, 90))
        label = luck.uniform(0.3, 0.4)
        box((thick * 0.62, 0.0006, tall * 0.16), plain('#e7dcc6', 0.7), edge=0.0002, at=(x + thick / 2, -0.0652, tall * (1 - label)))
        x, i = x + thick + 0.0009, i + 1
    gap = 0.0862 - x
    if gap > 0.012:
        book((0.14, 0.17, gap - 0.002), kinds[-1], at=(x + gap / 2, 0.005, 0.0882), turn=(90, 0, 90))


def desk_clock(colour):
    skin = coating(colour, 0.42)
    face = plain('#f3ecdf', 0.6) if colour != 'chalk' else plain('#e7d9bf', 0.6)
    ink, z = plain('#26221f', 0.5), 0.078
    on = {'at': (0, 0, z), 'turn': (90, 0, 0)}
    shell = [(0, -0.021), (0.068, -0.021, 0.006), (0.070, 0.018, 0.0035), (0.0655, 0.0185, 0.001), (0.0640, 0.0120, 0.001), (0, 0.012)]
    lathe(fillet(shell, 0.003), skin, **on)
    lathe([(0.0638, 0.0123), (0, 0.0124)], face, **on)
    for h in range(12):
        t = math.radians(h * 30)
        long = 0.0095 if h % 3 == 0 else 0.005
        r = 0.0575 - long / 2
        box((0.0017, 0.0006, long), ink, edge=0.0002, at=(r * math.sin(t), -0.0126, z + r * math.cos(t)), turn=(0, h * 30, 0))
    for turn, long, wide, y in ((305, 0.031, 0.0034, -0.0140), (60, 0.046, 0.0026, -0.0150)):
        t = math.radians(turn)
        reach = long / 2 - 0.005
        box((wide, 0.0007, long), ink, edge=0.0003, at=(reach * math.sin(t), y, z + reach * math.cos(t)), turn=(0, turn, 0))
    t = math.radians(165)
    box(
        (0.0011, 0.0006, 0.052),
        plain('#b2482c', 0.5),
        edge=0.0002,
        at=(0.019 * math.sin(t), -0.0158, z + 0.019 * math.cos(t)),
        turn=(0, 165, 0),
    )
    cylinder(0.0036, 0.0045, metal('brass', 0.3, 'none'), edge=0.0008, at=(0, -0.0128, z), turn=(90, 0, 0))
    for x in (-0.034, 0.034):
        lathe(
            fillet([(0, 0), (0.0045, 0, 0.001), (0.0065, 0.03), (0, 0.03)], 0.001),
            wood('oak', 'z'),
            at=(x * 1.12, 0.002, 0),
            turn=(0, 14 if x < 0 else -14, 0),
        )
    lathe(fillet([(0, 0), (0.0045, 0, 0.001), (0.0065, 0.045), (0, 0.045)], 0.001), wood('oak', 'z'), at=(0, 0.03, 0), turn=(24, 0, 0))
