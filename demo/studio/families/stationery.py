"""More for the desk: writing, storing, sorting."""

import math

from mathutils import Vector, noise

from families.desk import PAPER, book, join, pencil
from materials import coating, felt, grains, leather, linen, metal, plain, wood
from palette import PAINT
from shapes import (
    ball,
    box,
    curve,
    fillet,
    lathe,
    lettering,
    oval,
    round_rectangle,
    slab,
    sweep,
)

BARE = 'none'
SETS = {'earth': ('clay', 'sand', 'moss', 'ochre', 'blush', 'slate'), 'bright': ('brick', 'ochre', 'moss', 'ink', 'slate', 'blush')}


def brass_pen(kind):
    skin = metal('brass', 0.24, BARE) if kind == 'brass' else coating('black', 0.36)
    brass = metal('brass', 0.24, BARE)
    body = [
        (0, 0.0),
        (0.0008, 0.0, 0),
        (0.0012, 0.004),
        (0.0024, 0.010, 0.001),
        (0.0050, 0.026, 0.004),
        (0.0052, 0.118, 0.002),
        (0.0040, 0.120),
        (0.0040, 0.131, 0.001),
        (0, 0.132),
    ]
    for at, turn in (((-0.062, -0.030, 0.0195), (90, 0, 118)), ((-0.030, -0.085, 0.0055), (90, 0, 96))):
        parts = [
            lathe(fillet(body, 0.001), skin),
            lathe(fillet([(0.0053, 0.072), (0.0055, 0.0722), (0.0055, 0.0735), (0.0053, 0.0738)], 0.0002), brass),
        ]
        parts.append(box((0.0024, 0.0010, 0.040), brass, edge=0.0004, at=(0, 0.0068, 0.098)))
        parts.append(box((0.0024, 0.0030, 0.003), brass, edge=0.0006, at=(0, 0.0056, 0.116)))
        join(parts, at, turn)
    book((0.105, 0.148, 0.014), linen('slate' if kind == 'brass' else 'sand', pitch=0.0011), at=(0.0, 0.030, 0.007), turn=(0, 0, 8))


def desk_pad(colour):
    wool = felt(colour, grain=0.0026)
    slab(round_rectangle(0.60, 0.38, 0.014, 8), 0.004, wool, edge=0.0014, at=(0, 0, 0.002))
    slab(round_rectangle(0.16, 0.38, 0.014, 8), 0.0026, leather('#9a6238'), edge=0.001, at=(0.222, 0, 0.0054))
    for x in (0.146, 0.2975):
        for k in range(44):
            y = -0.180 + 0.360 * k / 43
            box((0.0008, 0.0045, 0.0008), plain('#e3d6bd', 0.8), edge=0.0003, at=(x, y, 0.0069))
    book((0.148, 0.21, 0.016), linen('chalk', pitch=0.0011), at=(-0.12, 0.02, 0.012), turn=(0, 0, -8))
    pencil(wood('walnut', 'z'), 0.172, (0.075, -0.10, 0.0078), (90, 0, 176))


def pencil_set(kind):
    box((0.215, 0.092, 0.010), wood('oak', 'x'), edge=0.003, at=(0, 0, 0.005))
    for way in (-1, 1):
        box((0.215, 0.007, 0.021), wood('oak', 'x'), edge=0.002, at=(0, way * 0.0425, 0.0105))
        box((0.007, 0.085, 0.021), wood('oak', 'y'), edge=0.002, at=(way * 0.104, 0, 0.0105))
    for k, colour in enumerate(SETS[kind]):
        y = -0.0305 + 0.0122 * k
        long = 0.176 - 0.007 * (k * 5 % 4)
        pencil(coating(colour, 0.4), long, (-0.094, y, 0.0140), (0, 90, 0))
    pencil(coating(SETS[kind][0], 0.4), 0.176, (-0.05, -0.082, 0.0040), (90, 0, 100))


def storage_box(colour):
    cloth, paper, brass = linen(colour, pitch=0.0016), plain(PAPER, 0.85), metal('brass', 0.3, BARE)
    for w, d, h, at, turn in ((0.32, 0.24, 0.145, (0, 0, 0), 0), (0.25, 0.185, 0.105, (0.008, 0.004, 0.1532), 7)):
        parts = [
            box((w, d, h), cloth, edge=0.003, at=(0, 0, h / 2)),
            box((w + 0.006, d + 0.006, 0.040), cloth, edge=0.003, at=(0, 0, h - 0.0125)),
        ]
        front = -d / 2 - 0.0004
        parts.append(box((0.064, 0.0012, 0.034), paper, edge=0.0004, at=(0, front, h * 0.40)))
        ring = [(x, front - 0.0006, h * 0.40 + z) for x, z in round_rectangle(0.068, 0.038, 0.004, 4)]
        parts.append(sweep(ring, oval(0.0034, 0.0026), brass, side=(0, 1, 0), closed=True))
        join(parts, at, (0, 0, turn))


def paper_basket(kind):
    skin = {'oak': lambda: wood('oak', 'z')}.get(kind, lambda: felt(kind, grain=0.004))()
    wall = [(0, 0), (0.112, 0, 0.006), (0.140, 0.300, 0.003), (0.1345, 0.300, 0.003), (0.106, 0.012, 0.004), (0, 0.010)]
    lathe(fillet(wall, 0.003), skin)
    hide = leather('#9a6238')
    for way in (-1, 1):
        loop = curve(
            [
                (way * 0.1385, -0.030, 0.262),
                (way * 0.152, -0.026, 0.298),
                (way * 0.156, 0, 0.318),
                (way * 0.152, 0.026, 0.298),
                (way * 0.1385, 0.030, 0.262),
            ],
            10,
        )
        sweep(loop, oval(0.010, 0.0075), hide, side=(1, 0, 0))
    for x, y, z, r, seed in ((0.03, -0.02, 0.262, 0.045, 1), (-0.045, 0.03, 0.272, 0.042, 2), (0.03, 0.06, 0.250, 0.04, 3)):
        crumple(r, (x, y, z), seed)


def crumple(radius, at, seed):
    """A sheet of paper pressed to a ball."""
    thing = ball(radius, plain('#f1ebdf', 0.9), at=at, turn=(seed * 40, seed * 70, 0))
    for vertex in thing.data.vertices:
        lift = (
            noise.cell_vector(vertex.co * 55 + Vector((seed, 0, 0))).x * 0.10
            + abs(noise.noise(vertex.co * 70 + Vector((seed, 3, 1)))) * 0.35
        )
        vertex.co *= 0.82 + lift
    thing.data.set_sharp_from_angle(angle=math.radians(14))


def cork_trivets(kind):
    cork = grains('#b98f62' if kind == 'cork' else '#3b332d', 0.003)
    for i, (x, y) in enumerate(((0, 0), (0.004, -0.003))):
        lathe(
            fillet([(0.018, 0), (0.098, 0, 0.004), (0.098, 0.014, 0.004), (0.018, 0.014, 0.003), (0.018, 0)], 0.003),
            cork,
            at=(x, y, 0.0142 * i),
        )
    lathe(
        fillet([(0.018, 0), (0.098, 0, 0.004), (0.098, 0.014, 0.004), (0.018, 0.014, 0.003), (0.018, 0)], 0.003),
        cork,
        at=(0.118, -0.05, 0.0046),
        turn=(0, 25, -20),
    )


def desk_calendar(colour):
    """A desk calendar: a wooden foot holding a card per month."""
    box((0.13, 0.060, 0.026), wood(colour, 'x'), edge=0.004, at=(0, 0, 0.013))
    for i in range(4):
        box((0.105, 0.0006, 0.148), plain(PAPER, 0.85), edge=0.0002, at=(0, 0.004 + 0.0011 * i, 0.093), turn=(-8, 0, 0))
    t = math.radians(-8)
    at = lambda x, z: (x, 0.0028 + (z - 0.093) * -math.sin(t), z)
    lettering('MAI', 0.013, plain('#26221f', 0.7), at(0, 0.140), (82, 0, 0))
    for day in range(31):
        column, row = (day + 4) % 7, (day + 4) // 7
        ink = plain(PAINT['brick'] if column == 6 else '#26221f', 0.7)
        lettering(str(day + 1), 0.0054, ink, at(-0.039 + 0.013 * column, 0.121 - 0.0125 * row), (82, 0, 0))


def magazine_file(colour):
    cloth = linen(colour, pitch=0.0016)
    for k, x in enumerate((-0.055, 0.047)):
        outline = [(-0.125, 0), (0.125, 0), (0.125, 0.30), (0.02, 0.30), (-0.125, 0.145)]
        parts = [slab(outline, 0.003, cloth, edge=0.001, at=(way * 0.0465, 0, 0), turn=(90, 0, 90)) for way in (-1, 1)]
        parts += [
            box((0.094, 0.003, 0.145), cloth, edge=0.001, at=(0, -0.1235, 0.0725)),
            box((0.094, 0.003, 0.30), cloth, edge=0.001, at=(0, 0.1235, 0.15)),
            box((0.094, 0.25, 0.003), cloth, edge=0.001, at=(0, 0, 0.0016)),
        ]
        parts.append(box((0.050, 0.0008, 0.030), plain(PAPER, 0.85), edge=0.0003, at=(0, -0.1254, 0.085)))
        for i, code in enumerate(('#e9dcc0', '#8e9aa2', '#d9a08c', '#f1ebdf')):
            parts.append(box((0.008, 0.21, 0.272 - 0.006 * i), plain(code, 0.7), edge=0.001, at=(-0.028 + 0.014 * i, 0.010, 0.139)))
        join(parts, (x, 0.004 * k, 0), (0, 0, 3 - 7 * k))
