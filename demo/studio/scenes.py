"""Wide pictures with several products, built from the same builders as the single ones."""

import math
from dataclasses import dataclass, field

import bpy

from families import (
    bags,
    cooking,
    desk,
    furniture,
    garden,
    lamps,
    leather,
    lights,
    linens,
    outdoor,
    stationery,
    stools,
    textiles,
    toys,
    vessels,
    walls,
)


@dataclass(frozen=True)
class Scene:
    """`items` are (builder, colour, place, turn about z in degrees); `frame` is what the picture spans at depth 0: left, right, floor line.

    A place is x, y, z in metres; an item may carry a tilt about x as a fifth value.
    """

    name: str
    en: str
    de: str
    items: tuple
    frame: tuple[float, float, float]
    back: float
    view: dict = field(default_factory=dict)
    dim: float = 1.0
    wall: bool = False

    @property
    def size(self):
        return (self.frame[1] - self.frame[0]) * 0.5

    @property
    def centre(self):
        return ((self.frame[0] + self.frame[1]) / 2, 0.0, self.size * 0.35)

    def build(self):
        """Sets everything up and returns the rectangle that the camera frames."""
        for item in self.items:
            put_up(*item)
        left, right, low = self.frame
        high = low + (right - left) * 9 / 16
        mesh = bpy.data.meshes.new('frame')
        mesh.from_pydata([(x, 0, z) for x in (left, right) for z in (low, high)], [], [])
        frame = bpy.data.objects.new('frame', mesh)
        bpy.context.scene.collection.objects.link(frame)
        return [frame]


def put_up(builder, colour, at, turn=0.0, tilt=0.0):
    """Builds a product and moves it to its place as one."""
    before = set(bpy.data.objects)
    builder(colour)
    hold = bpy.data.objects.new('hold', None)
    bpy.context.scene.collection.objects.link(hold)
    bpy.context.view_layer.update()
    for part in set(bpy.data.objects) - before - {hold}:
        if part.get('unframed') and part.dimensions.z < 0.2:
            bpy.data.objects.remove(part)  # a cable on the floor would end in the middle of the picture
        else:
            part.parent = hold
    hold.location = at
    hold.rotation_euler = (math.radians(tilt), 0, math.radians(turn))


SCENES = (
    Scene('home', 'A living room with sofa, footstool, plant, pictures and a globe lamp', 'Ein Wohnzimmer mit Sofa, Fußhocker, Pflanze, Bildern und Kugelleuchte', (
        (stools.sofa, 'moss', (0.02, 0.02, 0), 0),
        (textiles.linen_cushion, 'brick', (-0.43, 0.02, 0.435), 8, -12),
        (linens.striped_cushion, 'ink', (0.44, 0.02, 0.435), -10, -12),
        (stools.side_table, 'oak', (-1.06, 0.10, 0), 20),
        (lights.ceramic_lamp, 'clay', (-1.06, 0.10, 0.470), 0),
        (linens.jute_rug, 'sand', (0.20, -0.72, 0), 0),
        (stools.ottoman, 'moss', (0.42, -0.66, 0.016), -14),
        (furniture.pouf, 'ochre', (-0.72, -0.62, 0), 0),
        (leather.market_basket, 'sand', (-1.50, -0.22, 0), 24),
        (outdoor.footed_planter, 'chalk', (1.30, 0.18, 0), 20),
        (lights.globe_pendant, 'brass', (1.30, 0.10, 0.52), 0),
        (walls.picture_frame, 'oak', (-0.28, 0.53, 0.86), 0),
        (walls.round_mirror, 'brass', (0.42, 0.53, 0.90), 0),
    ), (-1.9, 1.9, -0.30), 0.55, {'elevation': 7, 'fill': 1.0, 'lens': 60}, 0.95, wall=True),
    Scene('table', 'A laid table with stoneware, glass and candles', 'Gedeckter Tisch mit Steinzeug, Glas und Kerzen', (
        (vessels.plates, 'sand', (-0.10, -0.10, 0), 0),
        (vessels.mug, 'moss', (0.12, -0.15, 0), -30),
        (vessels.mug, 'clay', (0.22, -0.06, 0), 25),
        (vessels.bowl, 'chalk', (-0.36, 0.03, 0), 0),
        (vessels.teapot, 'ink', (0.05, 0.12, 0), -12),
        (vessels.vase, 'clay', (-0.22, 0.26, 0), 0),
        (vessels.carafe, 'amber', (0.38, 0.16, 0), 15),
        (vessels.candle_holder, 'brass', (0.20, 0.30, 0), 0),
    ), (-0.56, 0.56, -0.155), 0.6, {'elevation': 13, 'fill': 1.0, 'lens': 70}),
    Scene('kitchen', 'Pot, kettle, bread box, boards and jars on a worktop', 'Topf, Kessel, Brotkasten, Bretter und Vorratsgläser auf der Arbeitsplatte', (
        (vessels.cutting_board, 'walnut', (-0.22, 0.235, 0), 0),
        (cooking.bread_box, 'chalk', (0.47, 0.14, 0), -6),
        (cooking.wooden_spoons, 'sand', (-0.02, 0.15, 0), 0),
        (vessels.pot, 'brick', (0.05, -0.07, 0), 24),
        (vessels.kettle, 'moss', (0.50, -0.12, 0), -16),
        (vessels.storage_jars, 'clear', (-0.50, 0.08, 0), 10),
        (cooking.oil_bottle, 'clear', (0.20, 0.17, 0), 0),
        (vessels.pepper_mill, 'oak', (0.255, -0.02, 0), 0),
        (cooking.salt_cellar, 'oak', (-0.18, -0.14, 0), -20),
        (cooking.mortar, 'concrete', (-0.42, -0.14, 0), 30),
    ), (-0.76, 0.76, -0.21), 0.30, {'elevation': 11, 'fill': 1.0, 'lens': 70}, wall=True),
    Scene('desk', 'A desk with lamp, pad, notebooks, files and a pin board', 'Ein Schreibtisch mit Leuchte, Unterlage, Notizbüchern, Stehsammlern und Pinnwand', (
        (walls.pin_board, 'sand', (-0.05, 0.30, -0.14), 0),
        (stationery.magazine_file, 'ink', (-0.56, 0.12, 0), 14),
        (desk.bookends, 'black', (-0.27, 0.12, 0), 8),
        (lamps.task_lamp, 'brick', (0.52, 0.08, 0), 8),
        (stationery.desk_pad, 'slate', (-0.02, -0.16, 0), 0),
        (stationery.desk_calendar, 'oak', (-0.02, 0.14, 0), 0),
        (desk.pencil_cup, 'concrete', (0.14, 0.13, 0), 0),
        (desk.desk_clock, 'chalk', (0.28, 0.12, 0), -10),
        (desk.desk_tray, 'oak', (0.56, -0.20, 0), -8),
    ), (-0.82, 0.82, -0.27), 0.32, {'elevation': 13, 'fill': 1.0, 'lens': 70}, 0.85, wall=True),
    Scene('seating', 'Sofa, armchair, chair, stools and a side table', 'Sofa, Sessel, Stuhl, Hocker und Beistelltisch', (
        (stools.sofa, 'sand', (-0.05, 0.25, 0), 4),
        (furniture.lounge_chair, 'moss', (1.36, 0.0, 0), -34),
        (furniture.dining_chair, 'oak', (-1.30, 0.20, 0), 26),
        (furniture.round_stool, 'brick', (-0.92, -0.35, 0), 0),
        (stools.turned_stool, 'walnut', (-1.72, -0.20, 0), 0),
        (stools.ottoman, 'sand', (0.22, -0.48, 0), -12),
        (stools.side_table, 'oak', (0.80, -0.22, 0), 30),
        (furniture.pouf, 'slate', (1.92, -0.42, 0), 0),
    ), (-2.2, 2.25, -0.48), 1.0, {'elevation': 9, 'fill': 1.0, 'lens': 60}),
    Scene('lighting', 'Lamps of different heights, lit', 'Leuchten in verschiedenen Höhen, eingeschaltet', (
        (lamps.floor_lamp, 'brass', (0.55, 0.2, 0), 0),
        (lamps.paper_lantern, 'chalk', (-0.55, -0.15, 0), 0),
        (furniture.round_stool, 'oak', (0.06, 0.0, 0), 0),
        (lamps.mushroom_lamp, 'brick', (0.06, 0.0, 0.457), 0),
        (furniture.round_stool, 'black', (-1.05, 0.2, 0), 20),
        (lamps.task_lamp, 'chalk', (-1.02, 0.2, 0.457), 20),
        (lamps.dome_pendant, 'moss', (1.25, 0.1, 0.1), 0),
    ), (-1.75, 1.75, -0.22), 0.8, {'elevation': 4, 'fill': 1.0, 'lens': 60}, 0.6),
    Scene('textiles', 'Cushions, throw and towels on a bench', 'Kissen, Decke und Handtücher auf einer Bank', (
        (furniture.hallway_bench, 'oak', (0.0, 0.15, 0), 0),
        (textiles.wool_throw, 'ochre', (0.26, 0.14, 0.45), 6),
        (textiles.linen_cushion, 'moss', (-0.85, 0.02, 0), 14),
        (textiles.linen_cushion, 'ink', (0.88, 0.0, 0), -8),
        (textiles.bath_towels, 'sand', (-0.12, 0.13, 0.094), 4),
    ), (-1.18, 1.18, -0.32), 0.55, {'elevation': 10, 'fill': 1.0, 'lens': 60}),
    Scene('bags', 'Tote, basket, backpack, weekender, duffel and crossbody bag', 'Tragetasche, Korb, Rucksack, Reisetasche, Sporttasche und Umhängetasche', (
        (bags.weekender, 'sand', (-0.02, 0.06, 0), 12),
        (bags.canvas_tote, 'moss', (-0.50, 0.14, 0), 10),
        (bags.roll_top_backpack, 'ink', (0.47, 0.12, 0), 12),
        (leather.gym_duffel, 'ink', (0.98, 0.12, 0), -22),
        (leather.market_basket, 'sand', (-0.98, 0.08, 0), -10),
        (leather.crossbody, 'tan', (-0.36, -0.26, 0), 8),
        (bags.wash_pouch, 'brick', (0.28, -0.26, 0), 14),
        (leather.glasses_case, 'black', (0.62, -0.34, 0), -10),
    ), (-1.28, 1.28, -0.36), 0.5, {'elevation': 12, 'azimuth': 4, 'fill': 1.0, 'lens': 60}),
    Scene('outdoor-and-play', 'Planter, pots, watering can, nest box and wooden toys', 'Pflanzkübel, Töpfe, Gießkanne, Nistkasten und Holzspielzeug', (
        (outdoor.footed_planter, 'chalk', (0.50, 0.30, 0), 0),
        (outdoor.watering_can, 'moss', (-0.05, 0.20, 0), -14),
        (outdoor.storm_lantern, 'black', (-0.46, 0.14, 0), 0),
        (garden.terracotta_pots, 'clay', (-0.80, 0.06, 0), 0),
        (garden.bird_house, 'brick', (0.92, 0.10, 0), -22),
        (toys.building_blocks, 'bright', (0.34, -0.20, 0), -8),
        (outdoor.wooden_car, 'brick', (0.02, -0.28, 0), -28),
        (outdoor.stacking_rings, 'earth', (-0.34, -0.20, 0), 0),
        (toys.skittles, 'earth', (0.76, -0.24, 0), 0),
    ), (-1.10, 1.18, -0.27), 0.6, {'elevation': 11, 'fill': 1.0, 'lens': 60}, 0.9),
)  # fmt: skip
