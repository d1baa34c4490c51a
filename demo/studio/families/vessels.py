"""Turned and thrown things for table and stove."""

import math

from materials import (
    clay,
    coating,
    enamel,
    glass,
    glaze,
    grains,
    metal,
    plain,
    wax,
    wood,
)
from shapes import (
    arc,
    ball,
    curve,
    fillet,
    lathe,
    oval,
    rod,
    round_rectangle,
    slab,
    sweep,
)


def ear(reach, low, high, wide, thick, material, start=0.0):
    """A handle in the xz plane, leaving the wall at radius `start`."""
    mid = (low + high) / 2
    path = curve([(start - 0.003, 0, high), (start + reach * 0.55, 0, high + 0.001), (start + reach, 0, mid + (high - mid) * 0.45),
                  (start + reach * 0.92, 0, mid - (mid - low) * 0.4), (start + reach * 0.4, 0, low), (start - 0.004, 0, low - 0.002)], 12)  # fmt: skip
    return sweep(path, oval(wide, thick, 2.6), material, side=(0, 1, 0), scale=lambda t: 1 + 0.22 * abs(2 * t - 1) ** 3)


def mouth(spout, radius):
    """The dark opening at the end of a spout."""
    (ax, ay, az), (bx, by, bz) = spout[-2], spout[-1]
    path = [(bx + (bx - ax) * k, by + (by - ay) * k, bz + (bz - az) * k) for k in (-0.1, 0, 0.06)]
    sweep(path, oval(radius * 2, radius * 2), plain('#15120f', 0.9), side=(0, 1, 0))


def mug(colour):
    skin = glaze(colour, foot=0.012)
    wall = [
        (0, 0.004),
        (0.026, 0.004, 0.001),
        (0.027, 0, 0.001),
        (0.031, 0, 0.001),
        (0.040, 0.012, 0.01),
        (0.0415, 0.050, 0.03),
        (0.0395, 0.092, 0.0012),
    ]
    inside = [(0.0362, 0.092, 0.0012), (0.0378, 0.050, 0.03), (0.036, 0.012, 0.01), (0, 0.009)]
    lathe(fillet(wall + inside, 0.002), skin)
    ear(0.027, 0.026, 0.074, 0.012, 0.0075, skin, start=0.0405)


def plates(colour):
    skin = glaze(colour, foot=0.004)
    rng = [0.0, 0.0007, -0.0006, 0.0004]
    for i in range(4):
        wall = [
            (0, 0.004),
            (0.062, 0.004, 0.001),
            (0.063, 0, 0.001),
            (0.068, 0, 0.001),
            (0.072, 0.004, 0.004),
            (0.118, 0.009, 0.02),
            (0.134, 0.023, 0.002),
        ]
        inside = [(0.131, 0.025, 0.0015), (0.115, 0.0125, 0.018), (0.07, 0.0085, 0.03), (0, 0.0082)]
        lathe(fillet(wall + inside, 0.002), skin, at=(rng[i], -rng[i], 0.0088 * i), turn=(0, 0, 47 * i))
    small = [
        (0, 0.004),
        (0.042, 0.0),
        (0.048, 0.0, 0.002),
        (0.083, 0.007, 0.012),
        (0.094, 0.022, 0.002),
        (0.0905, 0.0235, 0.001),
        (0.079, 0.011, 0.012),
        (0.04, 0.0065, 0.02),
        (0, 0.0062),
    ]
    lathe(fillet(small, 0.002), skin, at=(0.0, 0.0, 0.0088 * 3 + 0.009))


def bowl(colour):
    skin = glaze(colour, foot=0.010)
    wall = [
        (0, 0.006),
        (0.044, 0.006, 0.001),
        (0.046, 0, 0.001),
        (0.052, 0, 0.001),
        (0.054, 0.008, 0.003),
        (0.112, 0.034, 0.06),
        (0.135, 0.088, 0.0022),
    ]
    inside = [(0.1305, 0.089, 0.0022), (0.107, 0.038, 0.06), (0.05, 0.013, 0.05), (0, 0.0115)]
    lathe(fillet(wall + inside, 0.003, 14), skin, shape=lambda a, z: 1 + 0.006 * math.sin(2 * a + 0.6) * z / 0.09)


def teapot(colour):
    skin = glaze(colour, foot=0.008)
    wall = curve([(0.046, 0.0), (0.058, 0.010), (0.076, 0.04), (0.078, 0.062), (0.062, 0.094), (0.042, 0.106)], 12)
    lathe([(0, 0.003), (0.042, 0.003), (0.043, 0)] + wall + [(0.040, 0.105), (0.038, 0.100), (0.0, 0.099)], skin)
    lid = [
        (0, 0.104),
        (0.0385, 0.104, 0.001),
        (0.0395, 0.1075, 0.001),
        (0.030, 0.113, 0.01),
        (0.008, 0.1165, 0.004),
        (0.0065, 0.121, 0.004),
        (0.0125, 0.127, 0.005),
        (0.0115, 0.134, 0.003),
        (0, 0.136),
    ]
    lathe(fillet(lid, 0.002), skin)
    spout = curve([(-0.062, 0, 0.036), (-0.092, 0, 0.046), (-0.108, 0, 0.074), (-0.126, 0, 0.100)], 14)
    sweep(spout, oval(0.036, 0.036), skin, side=(0, 1, 0), scale=lambda t: 1.0 - 0.62 * t**0.8)
    mouth(spout, 0.0052)
    bail = curve(
        [(0.040, 0, 0.1), (0.052, 0, 0.128), (0.044, 0, 0.172), (0, 0, 0.192), (-0.044, 0, 0.172), (-0.052, 0, 0.128), (-0.040, 0, 0.1)], 14
    )
    sweep(bail, oval(0.0045, 0.0045), metal('brass', 0.3, 'none'), side=(0, 1, 0))
    grip = [p for p in bail if p[2] > 0.165]
    sweep(grip, oval(0.013, 0.013), wood('walnut'), side=(0, 1, 0), scale=lambda t: 1 - 0.35 * abs(2 * t - 1) ** 6)


def carafe(colour):
    skin = glass(colour)
    outer = curve(
        [(0.043, 0.0), (0.049, 0.006), (0.0495, 0.03), (0.047, 0.09), (0.034, 0.15), (0.027, 0.185), (0.030, 0.222), (0.034, 0.236)], 10
    )
    inner = curve(
        [(0.0315, 0.236), (0.0275, 0.222), (0.0245, 0.185), (0.0315, 0.15), (0.0445, 0.09), (0.047, 0.03), (0.045, 0.011), (0.0, 0.009)], 10
    )
    lathe([(0, 0.0)] + outer + inner, skin)
    water = [(0, 0.0094)] + [(r - 0.0004, z) for r, z in inner[::-1] if z < 0.112] + [(0.040, 0.112), (0, 0.112)]
    lathe(water, glass('clear'))
    ball(0.020, wood('oak', 'z'), at=(0, 0, 0.2535))
    tumbler = fillet(
        [(0, 0), (0.031, 0, 0.004), (0.037, 0.088, 0.0008), (0.0355, 0.088, 0.0008), (0.0298, 0.008, 0.003), (0, 0.007)], 0.001
    )
    lathe(tumbler, skin, at=(0.084, -0.030, 0))
    lathe(tumbler, skin, at=(-0.070, -0.062, 0))


def vase(colour):
    skin = glaze(colour, speckle=False, gloss=0.5)
    body = curve(
        [(0.040, 0), (0.050, 0.006), (0.072, 0.07), (0.076, 0.125), (0.056, 0.205), (0.029, 0.250), (0.0265, 0.272), (0.034, 0.292)], 12
    )
    inside = [(0.0315, 0.293), (0.0235, 0.272), (0.025, 0.25), (0.03, 0.22)]
    ribs = lambda a, z: 1 + 0.034 * (abs(math.sin(a * 14)) - 0.5) * min(1, z / 0.02) * min(1, max(0, (0.268 - z) / 0.03))
    lathe([(0, 0.001)] + body + inside, skin, steps=336, shape=ribs)


def candle_holder(colour):
    skin = {'brass': lambda: metal('brass', 0.24), 'black': lambda: coating('black')}.get(colour, lambda: clay(colour))()
    for x, y, tall in ((-0.045, 0.01, 0.10), (0.045, -0.012, 0.055)):
        foot = [
            (0, 0),
            (0.039, 0, 0.003),
            (0.039, 0.007, 0.003),
            (0.0085, 0.012, 0.006),
            (0.0075, tall - 0.012, 0.006),
            (0.0165, tall - 0.004, 0.003),
        ]
        cup = [(0.0165, tall + 0.020, 0.0012), (0.0145, tall + 0.020, 0.0012), (0.0135, tall, 0.001), (0, tall)]
        lathe(fillet(foot + cup, 0.002), skin, at=(x, y, 0))
        lathe(
            fillet([(0, tall), (0.0112, tall), (0.0105, tall + 0.17, 0.003), (0.003, tall + 0.173, 0.003), (0, tall + 0.170)], 0.002),
            wax(),
            at=(x, y, 0),
        )
        rod(curve([(x, y, tall + 0.168), (x + 0.0006, y, tall + 0.176), (x - 0.0004, y, tall + 0.182)], 6), 0.0009, plain('#2b2420', 0.9))


def kettle(colour):
    skin = enamel(colour)
    body = curve([(0.088, 0.0), (0.098, 0.006), (0.104, 0.035), (0.097, 0.085), (0.074, 0.126), (0.055, 0.140)], 12)
    lathe([(0, 0.001), (0.08, 0.001)] + body + [(0.053, 0.139), (0.05, 0.134), (0, 0.134)], skin)
    lathe(fillet([(0, 0.1395), (0.0535, 0.1395, 0.002), (0.0535, 0.143, 0.002), (0.03, 0.151, 0.03), (0, 0.153)], 0.002), skin)
    lathe(
        fillet([(0, 0.150), (0.006, 0.150), (0.006, 0.158, 0.001), (0.015, 0.163, 0.005), (0.015, 0.173, 0.005), (0, 0.176)], 0.002),
        wood('oak', 'z'),
    )
    spout = curve([(-0.086, 0, 0.055), (-0.112, 0, 0.066), (-0.130, 0, 0.098), (-0.152, 0, 0.128)], 14)
    sweep(spout, oval(0.046, 0.046), skin, side=(0, 1, 0), scale=lambda t: 1.0 - 0.6 * t**0.75)
    mouth(spout, 0.0070)
    bail = curve(
        [
            (0.070, 0, 0.128),
            (0.083, 0, 0.175),
            (0.066, 0, 0.226),
            (0, 0, 0.246),
            (-0.066, 0, 0.226),
            (-0.083, 0, 0.175),
            (-0.070, 0, 0.128),
        ],
        16,
    )
    sweep(bail, oval(0.010, 0.0045, 3), metal('steel', 0.25, 'none'), side=(0, 1, 0))
    grip = [p for p in bail if p[2] > 0.222]
    sweep(grip, oval(0.022, 0.020), wood('oak'), side=(0, 1, 0), scale=lambda t: 1 - 0.3 * abs(2 * t - 1) ** 8)
    for x in (0.070, -0.070):
        ball(0.0075, metal('steel', 0.25, 'none'), squash=0.9, at=(x * 0.985, 0, 0.1285))


def pot(colour):
    skin = enamel(colour, gloss=0.2)
    dark = coating('black', 0.5)
    wall = [(0, 0.0), (0.108, 0.0, 0.012), (0.122, 0.02, 0.02), (0.124, 0.112, 0.001), (0.127, 0.114, 0.001), (0.127, 0.118, 0.001)]
    lathe(fillet(wall + [(0.118, 0.118, 0.001), (0.116, 0.02, 0.02), (0, 0.008)], 0.002), skin)
    lathe(fillet([(0.1262, 0.1178), (0.1272, 0.1185), (0.1262, 0.1200), (0.115, 0.1200)], 0.0004), dark)
    lid = [
        (0, 0.119),
        (0.126, 0.1195, 0.001),
        (0.1275, 0.124, 0.002),
        (0.118, 0.132, 0.01),
        (0.06, 0.149, 0.08),
        (0.022, 0.154, 0.01),
        (0, 0.1545),
    ]
    lathe(fillet(lid, 0.004, 12), skin)
    knob = [(0, 0.152), (0.011, 0.152), (0.010, 0.163, 0.003), (0.021, 0.168, 0.004), (0.022, 0.178, 0.004), (0, 0.181)]
    lathe(fillet(knob, 0.002), metal('brass', 0.28))
    for way in (1, -1):
        loop = curve([(way * 0.118, -0.044, 0.092), (way * 0.140, -0.042, 0.096), (way * 0.156, -0.024, 0.098), (way * 0.159, 0, 0.0985),
                      (way * 0.156, 0.024, 0.098), (way * 0.140, 0.042, 0.096), (way * 0.118, 0.044, 0.092)], 10)  # fmt: skip
        sweep(loop, oval(0.013, 0.016, 2.6), skin, side=(0, 0, 1))


def pepper_mill(kind):
    timber = wood(kind, 'z')
    base = [
        (0, 0),
        (0.030, 0, 0.002),
        (0.030, 0.014, 0.003),
        (0.024, 0.045, 0.03),
        (0.0225, 0.090, 0.03),
        (0.0275, 0.138, 0.002),
        (0, 0.138),
    ]
    lathe(fillet(base, 0.002, 12), timber)
    lathe(fillet([(0, 0.1375), (0.0245, 0.1375), (0.0245, 0.1415), (0, 0.1415)], 0.0005), metal('brass', 0.28))
    head = [
        (0, 0.141),
        (0.0275, 0.141, 0.002),
        (0.0285, 0.152, 0.008),
        (0.0205, 0.183, 0.014),
        (0.0235, 0.208, 0.012),
        (0.012, 0.222, 0.008),
        (0, 0.223),
    ]
    lathe(fillet(head, 0.002, 12), timber)
    lathe(fillet([(0, 0.2225), (0.0055, 0.2225), (0.0055, 0.228, 0.002), (0, 0.229)], 0.001), metal('brass', 0.25))


def storage_jars(colour):
    fills = (('#c98f4e', 0.0075, 0.66), ('#e3d3b0', 0.004, 0.5), ('#7d2f22', 0.010, 0.72))
    for (x, y, radius, tall), (code, grain, share) in zip(
        ((-0.115, 0.03, 0.052, 0.215), (0.018, 0.0, 0.052, 0.155), (0.138, -0.03, 0.052, 0.105)), fills
    ):
        wall = [
            (0, 0),
            (radius, 0, 0.008),
            (radius, tall, 0.0012),
            (radius - 0.003, tall, 0.0012),
            (radius - 0.003, 0.006, 0.006),
            (0, 0.006),
        ]
        lathe(fillet(wall, 0.002), glass(colour), at=(x, y, 0))
        lathe(
            fillet(
                [(0, 0.0064), (radius - 0.0034, 0.0064, 0.006), (radius - 0.0034, tall * share, 0.002), (0, tall * share + 0.004)], 0.003
            ),
            grains(code, grain),
            at=(x, y, 0),
        )
        lid = [
            (0, tall - 0.014),
            (radius - 0.0034, tall - 0.014, 0.001),
            (radius - 0.0034, tall, 0),
            (radius + 0.0015, tall + 0.0004, 0.002),
            (radius + 0.0015, tall + 0.016, 0.003),
            (0, tall + 0.016),
        ]
        lathe(fillet(lid, 0.002), wood('oak', 'x'), at=(x, y, 0))


def cutting_board(kind):
    outline = round_rectangle(0.22, 0.36, 0.045, 10)
    hole = arc(0.016, 0, 360, 40, (0.0, 0.145))[:-1]
    slab(outline, 0.022, wood(kind, 'y'), edge=0.004, holes=[hole], turn=(80, 0, 0), at=(0, 0, 0.1795))
    small = slab(
        round_rectangle(0.15, 0.25, 0.034, 10), 0.018, wood(kind, 'y'), edge=0.004, holes=[arc(0.012, 0, 360, 40, (0.0, 0.098))[:-1]]
    )
    small.location, small.rotation_euler = (0.085, -0.052, 0.126), (math.radians(76), 0, math.radians(-8))
