"""Furniture to sit or put things on, from simple parts."""

import math

from families.furniture import leg
from materials import felt, knit, leather, linen, metal, wood
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


def bar_stool(kind):
    post = wood(kind, 'z')
    seat = [
        (0, 0.735),
        (0.150, 0.735, 0.004),
        (0.166, 0.750, 0.012),
        (0.166, 0.762, 0.006),
        (0.150, 0.7625, 0.004),
        (0.146, 0.759, 0.02),
        (0, 0.757),
    ]
    lathe(fillet(seat, 0.004), wood(kind, 'x'))
    for a in (45, 135, 225, 315):
        t = math.radians(a)
        c, s = math.cos(t), math.sin(t)
        leg((0.228 * c, 0.228 * s, 0), (0.118 * c, 0.118 * s, 0.742), 0.0115, 0.0165, post)
    reach = lambda z: 0.228 - 0.110 * z / 0.742
    steel = metal('brass', 0.3, 'none') if kind != 'black' else wood(kind, 'x')
    rod([(x, y, 0.255) for x, y in arc(reach(0.255), 0, 360, 96)[:-1]], 0.0080, steel, closed=True)


def step_stool(kind):
    long = wood(kind, 'x')
    box((0.40, 0.215, 0.024), long, edge=0.005, at=(0, 0.075, 0.388))
    box((0.37, 0.185, 0.022), long, edge=0.005, at=(0, -0.115, 0.200))
    for x in (-0.168, 0.168):
        outline = fillet([(0.0, 0.0), (0.175, 0.0, 0.02), (0.175, 0.376, 0.004), (-0.02, 0.376, 0.02), (-0.045, 0.190, 0.02), (-0.200, 0.189, 0.012), (-0.205, 0.0, 0.02), (-0.12, 0.0, 0.01),
                          (-0.09, 0.06, 0.04), (0.06, 0.06, 0.04), (0.09, 0.0, 0.01), (0.0, 0.0)][1:-1] + [(0.09, 0.0)], 0.02)  # fmt: skip
        slab(
            [p for i, p in enumerate(outline) if i == 0 or math.dist(p, outline[i - 1]) > 1e-4],
            0.024,
            wood(kind, 'y'),
            edge=0.004,
            at=(x, 0.0, 0.0),
            turn=(90, 0, 90),
        )
    box((0.312, 0.018, 0.055), long, edge=0.004, at=(0, 0.145, 0.335))
    box((0.312, 0.018, 0.055), long, edge=0.004, at=(0, 0.02, 0.155))


def turned_stool(kind):
    profile = [
        (0, 0),
        (0.135, 0, 0.008),
        (0.150, 0.03, 0.02),
        (0.150, 0.105, 0.03),
        (0.098, 0.205, 0.06),
        (0.150, 0.305, 0.03),
        (0.152, 0.385, 0.03),
        (0.140, 0.418, 0.012),
        (0.05, 0.412, 0.05),
        (0, 0.411),
    ]
    lathe(fillet(profile, 0.01, 12), wood(kind, 'z'))


def side_table(kind):
    top = [
        (0, 0.452),
        (0.200, 0.452, 0.006),
        (0.222, 0.462, 0.008),
        (0.222, 0.474, 0.004),
        (0.215, 0.474, 0.002),
        (0.213, 0.470, 0.002),
        (0, 0.470),
    ]
    lathe(fillet(top, 0.003), wood(kind, 'x'))
    lathe(fillet([(0, 0.18), (0.140, 0.18, 0.004), (0.140, 0.193, 0.004), (0, 0.193)], 0.003), wood(kind, 'y'))
    for a in (90, 210, 330):
        t = math.radians(a)
        c, s = math.cos(t), math.sin(t)
        leg((0.190 * c, 0.190 * s, 0), (0.132 * c, 0.132 * s, 0.456), 0.011, 0.0155, wood(kind, 'z'))


def seat_pad(colour):
    wool = felt(colour, grain=0.004)
    for i, (x, y, turn) in enumerate(((0, 0, 0), (0.008, -0.004, 40), (-0.006, 0.004, 95), (0.004, -0.006, -24))):
        disc = lathe(
            fillet([(0, 0), (0.165, 0, 0.010), (0.175, 0.012, 0.010), (0.165, 0.026, 0.010), (0, 0.028)], 0.008, 8),
            wool,
            at=(x, y, 0.0275 * i),
            turn=(0, 0, turn),
        )
        soften(disc, 0.0016, 0.06, i)
    sweep(
        curve([(0.0, -0.168, -0.001), (0.0, -0.183, 0.020), (0.0, -0.184, 0.055), (0.0, -0.183, 0.090), (0.0, -0.165, 0.1115)], 8),
        round_rectangle(0.026, 0.003, 0.001, 2),
        leather('#9a6238'),
        side=(1, 0, 0),
    )


def floor_cushion(colour):
    cloth = linen(colour, pitch=0.0044)
    soften(cushion((0.66, 0.66, 0.16), cloth, power=7, rise=3.2, at=(0, 0, 0.081), steps=64), 0.010, 0.2, 2)
    soften(
        cushion(
            (0.64, 0.64, 0.155),
            linen('sand' if colour != 'sand' else 'chalk', pitch=0.0044),
            power=7,
            rise=3.2,
            at=(0.012, 0.006, 0.206),
            turn=(0, 0, 9),
            steps=64,
        ),
        0.010,
        0.2,
        6,
    )
    loop = curve([(-0.045, -0.318, 0.085), (-0.04, -0.35, 0.082), (0, -0.366, 0.078), (0.04, -0.35, 0.082), (0.045, -0.318, 0.085)], 8)
    sweep(loop, round_rectangle(0.028, 0.004, 0.0015, 2), leather('#9a6238'), side=(0, 0, 1))


def oak_frame(half, deep, post, rail, run):
    """The open frame of armchair and sofa: four legs, two arms, rails between them."""
    for x in (-half, half):
        leg((x, -deep, 0), (x, -deep + 0.02, 0.545), 0.0145, 0.021, post)
        leg((x, deep + 0.01, 0), (x, deep - 0.05, 0.535), 0.0145, 0.021, post)
        arm = curve([(x, -deep - 0.03, 0.545), (x, -0.2, 0.556), (x, 0.1, 0.550), (x, deep + 0.005, 0.535)], 12)
        sweep(arm, oval(0.062, 0.026, 3), run, side=(1, 0, 0), scale=lambda t: 1 - 0.25 * abs(2 * t - 1) ** 4)
        rod([(x, -deep + 0.013, 0.265), (x, 0.0, 0.245), (x, deep - 0.02, 0.222)], 0.017, run)
    for y, z in ((-deep + 0.013, 0.265), (deep - 0.023, 0.224)):
        rod([(-half, y, z), (0, y, z), (half, y, z)], 0.018, rail)
    rod([(-half, deep - 0.03, 0.50), (0, deep - 0.03, 0.50), (half, deep - 0.03, 0.50)], 0.014, rail)


def sofa(colour):
    fabric = felt(colour, grain=0.006)
    oak_frame(0.72, 0.335, wood('oak', 'z'), wood('oak', 'x'), wood('oak', 'y'))
    for way in (-1, 1):
        soften(
            cushion((0.685, 0.70, 0.170), fabric, power=7, at=(way * 0.343, -0.02, 0.347), turn=(-3.5, 0, 0), steps=64),
            0.007,
            0.24,
            2 + way,
        )
        soften(
            cushion((0.675, 0.56, 0.180), fabric, power=6, at=(way * 0.341, 0.235, 0.620), turn=(70, 0, 0), steps=64), 0.009, 0.22, 5 + way
        )
    leg((0, -0.32, 0), (0, -0.31, 0.26), 0.0145, 0.019, wood('oak', 'z'))
    leg((0, 0.33, 0), (0, 0.315, 0.225), 0.0145, 0.019, wood('oak', 'z'))


def ottoman(colour):
    fabric, post = felt(colour, grain=0.006), wood('oak', 'z')
    for x in (-0.255, 0.255):
        for y in (-0.205, 0.205):
            leg((x * 1.03, y * 1.03, 0), (x, y, 0.31), 0.0140, 0.0195, post)
        rod([(x, -0.205, 0.268), (x, 0, 0.268), (x, 0.205, 0.268)], 0.0155, wood('oak', 'y'))
    for y in (-0.205, 0.205):
        rod([(-0.255, y, 0.268), (0, y, 0.268), (0.255, y, 0.268)], 0.0155, wood('oak', 'x'))
    soften(cushion((0.60, 0.50, 0.155), fabric, power=7, at=(0, 0, 0.350), steps=64), 0.006, 0.2, 3)


def knitted_bolster(colour):
    body = [(0, -0.30), (0.085, -0.295, 0.03), (0.098, -0.27, 0.03), (0.098, 0.27, 0.03), (0.085, 0.295, 0.03), (0, 0.30)]
    thing = lathe(fillet(body, 0.02, 12), knit(colour, pitch=0.018), steps=160, at=(0, 0, 0.097), turn=(0, 90, 22))
    soften(thing, 0.004, 0.12, 2)
    for way in (-1, 1):
        t = math.radians(22)
        cylinder(
            0.017, 0.008, felt(colour), edge=0.003, at=(way * 0.297 * math.cos(t), way * 0.297 * math.sin(t), 0.097), turn=(0, 90 * way, 22)
        )
