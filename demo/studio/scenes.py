"""Wide pictures with several products, built from the same builders as the single ones."""

import math
from dataclasses import dataclass, field

import bpy

from families import bags, desk, furniture, lamps, outdoor, textiles, vessels


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
    Scene('home', 'A living room corner with lounge chair, floor lamp, pouf and plant', 'Eine Wohnzimmerecke mit Sessel, Stehleuchte, Pouf und Pflanze', (
        (furniture.lounge_chair, 'moss', (0.30, 0.10, 0), -16),
        (textiles.linen_cushion, 'brick', (0.27, 0.02, 0.425), -14, -12),
        (lamps.floor_lamp, 'black', (-0.32, 0.45, 0), 0),
        (outdoor.footed_planter, 'clay', (1.62, 0.30, 0), 20),
        (furniture.round_stool, 'oak', (0.98, -0.12, 0), 10),
        (vessels.teapot, 'ink', (0.955, -0.085, 0.459), 30),
        (vessels.mug, 'sand', (1.075, -0.185, 0.459), -40),
        (furniture.pouf, 'ochre', (-0.62, -0.32, 0), 0),
        (bags.weekender, 'sand', (1.42, -0.52, 0), -22),
        (lamps.paper_lantern, 'chalk', (-1.25, 0.15, 0), 0),
    ), (-1.9, 1.9, -0.27), 0.9, {'elevation': 7, 'fill': 1.0, 'lens': 60}, 0.95),
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
    Scene('kitchen', 'Cast-iron pot, kettle, boards and jars', 'Gusseisentopf, Kessel, Schneidebretter und Vorratsgläser', (
        (vessels.pot, 'brick', (-0.06, -0.02, 0), 20),
        (vessels.kettle, 'chalk', (0.40, 0.04, 0), -16),
        (vessels.storage_jars, 'clear', (-0.40, 0.12, 0), 12),
        (vessels.pepper_mill, 'walnut', (0.215, -0.08, 0), 0),
        (vessels.pepper_mill, 'oak', (0.145, -0.15, 0), 40),
        (vessels.bowl, 'ink', (-0.36, -0.16, 0), 0),
    ), (-0.62, 0.62, -0.19), 0.5, {'elevation': 13, 'fill': 1.0, 'lens': 70}),
    Scene('desk', 'A desk with lamp, books, notebook and tray', 'Ein Schreibtisch mit Leuchte, Büchern, Notizbuch und Schale', (
        (lamps.task_lamp, 'brick', (0.40, 0.10, 0), 10),
        (desk.bookends, 'black', (-0.30, 0.10, 0), 12),
        (desk.linen_notebook, 'moss', (0.02, -0.12, 0), 12),
        (desk.pencil_cup, 'concrete', (0.12, 0.12, 0), 0),
        (desk.desk_clock, 'chalk', (-0.06, 0.12, 0), -6),
        (desk.desk_tray, 'oak', (-0.34, -0.19, 0), 8),
    ), (-0.70, 0.66, -0.20), 0.5, {'elevation': 18, 'fill': 1.0, 'lens': 70}, 0.85),
    Scene('seating', 'Chairs, stools, a bench and a pouf', 'Stühle, Hocker, eine Bank und ein Pouf', (
        (furniture.lounge_chair, 'sand', (0.75, 0.05, 0), -30),
        (furniture.dining_chair, 'oak', (-0.15, 0.15, 0), 24),
        (furniture.round_stool, 'brick', (-0.78, -0.20, 0), 0),
        (furniture.hallway_bench, 'walnut', (-1.35, 0.40, 0), 8),
        (furniture.pouf, 'slate', (1.48, -0.10, 0), 0),
    ), (-1.95, 1.95, -0.40), 0.9, {'elevation': 9, 'fill': 1.0, 'lens': 60}),
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
    Scene('bags', 'Tote, backpack, weekender and pouch', 'Tragetasche, Rucksack, Reisetasche und Kulturbeutel', (
        (bags.weekender, 'sand', (0.02, 0.0, 0), 12),
        (bags.canvas_tote, 'moss', (-0.52, 0.08, 0), 10),
        (bags.roll_top_backpack, 'ink', (0.52, 0.08, 0), 12),
        (bags.wash_pouch, 'brick', (0.30, -0.30, 0), 14),
    ), (-0.95, 0.95, -0.28), 0.5, {'elevation': 12, 'azimuth': 6, 'fill': 1.0, 'lens': 60}),
    Scene('outdoor-and-play', 'Planter, watering can, lantern and wooden toys', 'Pflanzkübel, Gießkanne, Windlicht und Holzspielzeug', (
        (outdoor.footed_planter, 'chalk', (0.42, 0.25, 0), 0),
        (outdoor.watering_can, 'moss', (-0.10, 0.12, 0), -14),
        (outdoor.storm_lantern, 'black', (-0.50, 0.18, 0), 0),
        (outdoor.wooden_car, 'brick', (0.12, -0.24, 0), -28),
        (outdoor.stacking_rings, 'earth', (-0.30, -0.14, 0), 0),
        (outdoor.wooden_car, 'slate', (0.66, -0.16, 0), 35),
    ), (-0.92, 1.02, -0.20), 0.6, {'elevation': 11, 'fill': 1.0, 'lens': 60}, 0.9),
)  # fmt: skip
