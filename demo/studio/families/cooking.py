"""Things that stand by the stove."""

import math

from families.desk import book, join
from materials import (
    coating,
    concrete,
    enamel,
    glass,
    glaze,
    grains,
    linen,
    metal,
    plain,
    wood,
)
from shapes import (
    arc,
    ball,
    box,
    curve,
    fillet,
    lathe,
    lettering,
    oval,
    patch,
    rod,
    round_rectangle,
    slab,
    sweep,
)

BARE = 'none'


def saucepan(colour):
    skin, steel = enamel(colour, gloss=0.2), metal('steel', 0.25, BARE)
    wall = [(0, 0), (0.084, 0, 0.010), (0.094, 0.016, 0.014), (0.095, 0.092, 0.001), (0.098, 0.095, 0.001)]
    lathe(fillet([*wall, (0.0915, 0.0955, 0.001), (0.090, 0.016, 0.012), (0, 0.006)], 0.002), skin)
    rod([(x, y, 0.0955) for x, y in arc(0.0966, 0, 360, 96)[:-1]], 0.0017, coating('black', 0.5), closed=True)
    lid = [(0, 0.096), (0.0945, 0.0965, 0.001), (0.0955, 0.099, 0.001), (0.085, 0.104, 0.01), (0.045, 0.116, 0.05), (0, 0.1205)]
    lathe(fillet(lid, 0.003, 12), skin)
    knob = [(0, 0.118), (0.007, 0.118), (0.0065, 0.127, 0.002), (0.0155, 0.132, 0.005), (0.0155, 0.141, 0.005), (0, 0.1435)]
    lathe(fillet(knob, 0.002), wood('oak', 'z'))
    sweep([(0.09, 0, 0.074), (0.105, 0, 0.077), (0.128, 0, 0.082)], oval(0.021, 0.015, 3), steel, side=(0, 1, 0))
    grip = curve([(0.124, 0, 0.081), (0.175, 0, 0.0935), (0.230, 0, 0.1035), (0.268, 0, 0.106)], 14)
    sweep(grip, oval(0.026, 0.019, 2.4), wood('oak'), side=(0, 1, 0), scale=lambda t: 0.84 + 0.22 * t - 0.5 * max(0, t - 0.92) * 6)


def frying_pan(kind):
    iron = coating('black', 0.52) if kind == 'black' else metal('steel', 0.3, BARE)
    wall = [(0, 0), (0.098, 0, 0.016), (0.136, 0.042, 0.002), (0.138, 0.0435, 0.001)]
    lathe(fillet([*wall, (0.1345, 0.0435, 0.001), (0.097, 0.0055, 0.016), (0, 0.004)], 0.002), iron)
    grip = curve([(0.112, 0, 0.022), (0.150, 0, 0.047), (0.200, 0, 0.066), (0.270, 0, 0.076), (0.318, 0, 0.078)], 12)
    sweep(grip, oval(0.030, 0.0075, 4), iron, side=(0, 1, 0), scale=lambda t: 1.05 - 0.42 * math.sin(math.pi * min(1, t * 1.1)) + 0.1 * t)
    rod(
        [(0.330 + 0.014 * math.cos(t), 0.014 * math.sin(t), 0.078) for t in [k / 32 * 2 * math.pi for k in range(32)]],
        0.0042,
        iron,
        closed=True,
    )
    for y in (-0.011, 0.011):
        ball(0.0048, metal('brass', 0.3, BARE), squash=0.6, at=(0.1045, y, 0.0165), turn=(0, -45, 0))


def mixing_bowls(colour):
    skin = glaze(colour, foot=0.006, gloss=0.3)
    for i, (k, z) in enumerate(((1.0, 0.0), (0.80, 0.040), (0.61, 0.076))):
        wall = [
            (0, 0.005),
            (0.056, 0.005, 0.001),
            (0.058, 0, 0.001),
            (0.066, 0, 0.001),
            (0.070, 0.008, 0.004),
            (0.118, 0.058, 0.05),
            (0.131, 0.112, 0.002),
        ]
        lip = [
            (0.1345, 0.1125, 0.001),
            (0.1345, 0.1165, 0.0015),
            (0.126, 0.1165, 0.0015),
            (0.113, 0.060, 0.05),
            (0.064, 0.014, 0.03),
            (0, 0.011),
        ]
        lathe([(r * k, h * k) for r, h in fillet([*wall, *lip], 0.002, 10)], skin, at=(0.001 * i, -0.001 * i, z))


def spoon(kind, long, head, at, turn):
    """A cooking spoon standing on its handle's end, its bowl up."""
    timber = wood(kind, 'z')
    parts = [
        sweep(
            [(0, 0, 0), (0, 0, long * 0.5), (0, 0, long - 0.02)],
            oval(0.0135, 0.0105),
            timber,
            side=(1, 0, 0),
            scale=lambda t: 1.1 - 0.25 * t,
        )
    ]
    if head == 'spoon':
        bowl = ball(0.026, timber, at=(0, 0, long))
        bowl.scale = (0.92, 0.30, 1.32)
        parts.append(bowl)
    else:
        parts.append(slab(round_rectangle(0.058, 0.095, 0.014, 6), 0.0075, timber, edge=0.0025, at=(0, 0, long + 0.018), turn=(90, 0, 0)))
    return join(parts, at, turn)


def wooden_spoons(colour):
    skin = glaze(colour, foot=0.008, gloss=0.4)
    wall = [
        (0, 0),
        (0.054, 0, 0.004),
        (0.058, 0.010, 0.006),
        (0.058, 0.140, 0.002),
        (0.0545, 0.140, 0.002),
        (0.053, 0.012, 0.004),
        (0, 0.010),
    ]
    lathe(fillet(wall, 0.002), skin)
    for kind, long, head, x, y, lean, way in (('oak', 0.255, 'spoon', -0.020, 0.014, -10, 20), ('walnut', 0.275, 'turner', 0.018, 0.020, 7, -24),
                                              ('oak', 0.228, 'turner', 0.026, -0.016, 12, 10), ('walnut', 0.232, 'spoon', -0.012, -0.022, -3, -14)):  # fmt: skip
        spoon(kind, long, head, (x * 0.6, y * 0.9, 0.012), (y * 160, lean, way))


def bread_box(colour):
    skin = coating(colour, 0.4)
    slab(round_rectangle(0.35, 0.205, 0.035, 12), 0.150, skin, edge=0.006, at=(0, 0, 0.077))
    slab(round_rectangle(0.342, 0.197, 0.031, 12), 0.006, plain('#191614', 0.9), edge=0.001, at=(0, 0, 0.154))
    slab(round_rectangle(0.35, 0.205, 0.035, 12), 0.019, wood('oak', 'x'), edge=0.004, at=(0, 0, 0.1665))
    for way in (-1, 1):
        path = curve(
            [
                (way * 0.173, -0.038, 0.105),
                (way * 0.195, -0.034, 0.106),
                (way * 0.198, 0, 0.106),
                (way * 0.195, 0.034, 0.106),
                (way * 0.173, 0.038, 0.105),
            ],
            10,
        )
        sweep(path, oval(0.008, 0.008), metal('brass', 0.3, BARE), side=(0, 0, 1))
    lettering('BROT', 0.030, plain('#2a2724' if colour == 'chalk' else '#e9e1d2', 0.6), (0, -0.1031, 0.066), (90, 0, 0))


def rolling_pin(kind):
    timber = wood(kind, 'z')
    profile = curve([(0.0, -0.222), (0.009, -0.221), (0.0135, -0.205), (0.0155, -0.165), (0.0225, -0.130), (0.0265, -0.08), (0.028, 0)], 10)
    lathe([*profile, *[(r, -z) for r, z in profile[-2::-1]]], timber, at=(0, 0, 0.028), turn=(0, 90, 24))
    other = wood('walnut' if kind == 'oak' else 'oak', 'z')
    lathe(fillet([(0, 0), (0.030, 0, 0.003), (0.0315, 0.052, 0.012), (0.012, 0.062, 0.006), (0.009, 0.080, 0.004), (0.015, 0.092, 0.006), (0.0135, 0.103, 0.005), (0, 0.105)], 0.002),
          other, at=(-0.06, 0.085, 0))  # fmt: skip


def tea_caddy(colour):
    skin = coating(colour, 0.34)
    for x, y, r, tall, word in ((-0.048, 0.020, 0.043, 0.128, 'ASSAM'), (0.056, -0.022, 0.043, 0.088, 'MINZE')):
        lathe(fillet([(0, 0), (r, 0, 0.002), (r, tall, 0.001), (0, tall)], 0.002), skin, at=(x, y, 0))
        rod([(x + px, y + py, 0.003) for px, py in arc(r, 0, 360, 72)[:-1]], 0.0014, skin, closed=True)
        lathe(
            fillet([(0, tall + 0.001), (r + 0.0008, tall + 0.001, 0.001), (r + 0.0008, tall + 0.020, 0.003), (0, tall + 0.020)], 0.001),
            wood('oak', 'x'),
            at=(x, y, 0),
        )
        patch(r + 0.0004, tall * 0.30, tall * 0.72, 74, plain('#efe8da', 0.85), at=(x, y, 0), turn=(0, 0, 18))
        t = math.radians(18)
        lettering(
            word,
            0.0105,
            plain('#2a2724', 0.7),
            (x + (r + 0.0012) * math.sin(t), y - (r + 0.0012) * math.cos(t), tall * 0.51 - 0.004),
            (90, 0, 18),
            bend=r + 0.001,
        )


def mortar(kind):
    skin = concrete() if kind == 'concrete' else coating('black', 0.62)
    wall = [
        (0, 0),
        (0.046, 0, 0.004),
        (0.050, 0.010, 0.006),
        (0.044, 0.022, 0.010),
        (0.068, 0.060, 0.03),
        (0.073, 0.102, 0.004),
        (0.062, 0.102, 0.006),
    ]
    lathe(fillet([*wall, (0.052, 0.058, 0.03), (0.02, 0.032, 0.02), (0, 0.030)], 0.003, 10), skin)
    pestle = [
        (0, 0),
        (0.014, 0.002, 0.006),
        (0.0185, 0.018, 0.010),
        (0.0125, 0.055, 0.02),
        (0.0105, 0.120, 0.02),
        (0.0145, 0.146, 0.006),
        (0.008, 0.154, 0.004),
        (0, 0.155),
    ]
    lathe(
        fillet(pestle, 0.003, 10), wood('oak', 'z') if kind == 'concrete' else wood('walnut', 'z'), at=(-0.022, 0, 0.034), turn=(0, 34, 0)
    )


def salt_cellar(kind):
    timber = wood(kind, 'x')
    wall = [
        (0, 0),
        (0.047, 0, 0.004),
        (0.051, 0.006, 0.004),
        (0.051, 0.056, 0.002),
        (0.0445, 0.056, 0.002),
        (0.043, 0.012, 0.008),
        (0, 0.010),
    ]
    lathe(fillet(wall, 0.002), timber)
    lathe(curve([(0.0436, 0.038), (0.036, 0.044), (0.02, 0.0485), (0.0, 0.050)], 10), grains('#f2eee6', 0.0007))
    lathe(
        fillet([(0, 0), (0.051, 0, 0.002), (0.051, 0.012, 0.003), (0, 0.013)], 0.002), timber, at=(0.088, -0.010, 0.0505), turn=(0, 68, 14)
    )
    small = [
        sweep(
            [(0, 0, 0), (0.03, 0, 0), (0.062, 0, 0)], oval(0.0068, 0.0052), wood('walnut' if kind == 'oak' else 'oak', 'x'), side=(0, 1, 0)
        )
    ]
    join(small, (0.004, -0.006, 0.0475), (0, -32, -30))


def oil_bottle(colour):
    opaque = colour in ('moss', 'chalk')
    skin = glaze(colour, foot=0.006) if opaque else glass(colour)
    outer = curve(
        [(0.034, 0.0), (0.040, 0.005), (0.041, 0.03), (0.0405, 0.095), (0.030, 0.150), (0.0145, 0.190), (0.0125, 0.225), (0.0155, 0.240)],
        10,
    )
    inner = curve(
        [(0.0125, 0.240), (0.0098, 0.225), (0.0118, 0.190), (0.0272, 0.150), (0.0378, 0.095), (0.038, 0.03), (0.036, 0.010), (0.0, 0.008)],
        10,
    )
    lathe([(0, 0.0), *outer, *inner], skin)
    if not opaque:
        oil = [(0, 0.0084), *[(max(r - 0.0003, 0), z) for r, z in inner[::-1] if 0.009 < z < 0.128], (0.030, 0.128), (0, 0.128)]
        lathe(oil, glass('ochre'))
    cork = grains('#b98f62', 0.0022)
    lathe(fillet([(0, 0.228), (0.0094, 0.228), (0.0110, 0.252, 0.001), (0, 0.252)], 0.001), cork)
    steel = metal('steel', 0.22, BARE)
    sweep(
        curve([(0, 0, 0.250), (0, 0, 0.266), (-0.012, 0, 0.284), (-0.030, 0, 0.294)], 10),
        oval(0.0088, 0.0088),
        steel,
        side=(0, 1, 0),
        scale=lambda t: 1.05 - 0.45 * t,
    )


def cookbook(colour):
    paper, cover = plain('#efe8da', 0.85), linen(colour, pitch=0.0012)
    book((0.195, 0.25, 0.032), cover, at=(0, 0, 0.016), turn=(0, 0, -12))
    join([box((0.105, 0.105, 0.0008), paper, edge=0.0003)], (0.006, 0.024, 0.0325), (0, 0, -12))
    for line, size, y in (('EIN TOPF', 0.0135, 0.038), ('80 Gerichte', 0.0075, 0.016), ('KONTOR', 0.0062, -0.012)):
        t = math.radians(-12)
        lettering(
            line, size, plain('#2b2622', 0.7), (0.006 - (y - 0.024) * math.sin(t), 0.024 + (y - 0.024) * math.cos(t), 0.0331), (0, 0, -12)
        )
    join([box((0.005, 0.06, 0.0005), plain('#c9b48a', 0.7), edge=0.0001)], (-0.028, -0.148, 0.0045), (4, 0, -10))
    spoon('walnut', 0.20, 'spoon', (0.165, 0.075, 0.0095), (90, 0, 186))
