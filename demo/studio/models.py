"""The catalogue of what is rendered: one line of facts per product, its builder and how the camera sees it."""

from collections.abc import Callable
from dataclasses import dataclass, field

from families import bags, desk, furniture, lamps, outdoor, textiles, vessels
from palette import NAMES


@dataclass(frozen=True)
class Model:
    """A product; `view` and `second` are arguments of stage.camera, `stage` of the set around it."""

    handle: str
    department: str
    en: str
    de: str
    build: Callable
    colours: tuple[str, ...]
    view: dict = field(default_factory=dict)
    second: dict | None = None
    second_for: tuple[str, ...] = ()
    stage: dict = field(default_factory=dict)


ABOVE = {'azimuth': -24, 'elevation': 42}
MATERIALS = {'oak', 'walnut', 'brass', 'concrete', 'clear', 'smoke', 'amber'}


def alt(thing, colour, view):
    """What the picture shows, for people who do not see it."""
    if not isinstance(thing, Model):
        return {'en': thing.en, 'de': thing.de}
    en, de = NAMES[colour]
    second = view is thing.second
    return {
        'en': f'{thing.en} in {en}' + (', second view' if second else ''),
        'de': f'{thing.de} {"aus" if colour in MATERIALS else "in"} {de}' + (', zweite Ansicht' if second else ''),
    }


MODELS = (
    Model('enamel-kettle', 'kitchen', 'Enamel kettle', 'Emaillekessel', vessels.kettle, ('chalk', 'moss', 'brick'), {'azimuth': -14}),
    Model('cast-iron-pot', 'kitchen', 'Cast-iron pot with lid', 'Gusseisentopf mit Deckel', vessels.pot, ('brick', 'ink', 'moss'),
          {'azimuth': 24, 'elevation': 20}, ABOVE),
    Model('cutting-board', 'kitchen', 'Two cutting boards', 'Zwei Schneidebretter', vessels.cutting_board, ('oak', 'walnut'),
          {'elevation': 8, 'azimuth': 16}, stage={'wall': True}),
    Model('pepper-mill', 'kitchen', 'Pepper mill', 'Pfeffermühle', vessels.pepper_mill, ('walnut', 'oak', 'black'), {'elevation': 9}),
    Model('storage-jar', 'kitchen', 'Three storage jars', 'Drei Vorratsgläser', vessels.storage_jars, ('clear', 'smoke'), {'elevation': 9}),
    Model('stoneware-mug', 'table', 'Stoneware mug', 'Steinzeugbecher', vessels.mug, ('moss', 'sand', 'ink', 'clay'),
          {'elevation': 17, 'fill': 0.66}, {'azimuth': -40, 'elevation': 38, 'fill': 0.66}, ('moss', 'ink')),
    Model('dinner-plate', 'table', 'Stack of stoneware plates', 'Stapel Steinzeugteller', vessels.plates, ('sand', 'moss', 'ink'),
          {'elevation': 24}, {'elevation': 52}),
    Model('serving-bowl', 'table', 'Serving bowl', 'Servierschale', vessels.bowl, ('clay', 'chalk', 'ink'), {'elevation': 22}, ABOVE),
    Model('teapot', 'table', 'Teapot with wooden grip', 'Teekanne mit Holzgriff', vessels.teapot, ('ink', 'sand', 'moss'),
          {'azimuth': -12}, {'azimuth': 40, 'elevation': 26}),
    Model('carafe', 'table', 'Carafe with two glasses', 'Karaffe mit zwei Gläsern', vessels.carafe, ('clear', 'amber'), {'elevation': 12}),
    Model('ribbed-vase', 'table', 'Ribbed vase', 'Geriffelte Vase', vessels.vase, ('chalk', 'clay', 'moss'), {'elevation': 10}),
    Model('candle-holder', 'table', 'Pair of candle holders', 'Zwei Kerzenhalter', vessels.candle_holder, ('brass', 'black', 'clay'),
          {'elevation': 11}),
    Model('dome-pendant', 'lighting', 'Dome pendant lamp', 'Kuppelförmige Pendelleuchte', lamps.dome_pendant, ('brick', 'chalk', 'moss'),
          {'elevation': -13, 'fill': 0.72, 'shift': 0.14}, stage={'dim': 0.95}),
    Model('mushroom-lamp', 'lighting', 'Table lamp with a round shade', 'Tischleuchte mit rundem Schirm', lamps.mushroom_lamp,
          ('chalk', 'brick', 'ochre'), {'elevation': 7, 'fill': 0.66}, stage={'dim': 0.72}),
    Model('floor-lamp', 'lighting', 'Floor lamp with a linen shade', 'Stehleuchte mit Leinenschirm', lamps.floor_lamp, ('black', 'brass'),
          {'elevation': 6, 'fill': 0.84}, {'elevation': 4, 'azimuth': -16, 'fill': 1.5, 'shift': 0.55}, stage={'dim': 0.72, 'room': 0.8}),
    Model('paper-lantern', 'lighting', 'Paper lamp on oak feet', 'Papierleuchte auf Eichenfüßen', lamps.paper_lantern, ('chalk', 'blush'),
          {'elevation': 7, 'fill': 0.7}, stage={'dim': 0.68}),
    Model('task-lamp', 'lighting', 'Desk lamp with a jointed arm', 'Schreibtischleuchte mit Gelenkarm', lamps.task_lamp,
          ('black', 'chalk', 'brick'), {'elevation': 9, 'azimuth': 24}, stage={'dim': 0.75}),
    Model('dining-chair', 'seating', 'Chair with a woven seat', 'Stuhl mit geflochtenem Sitz', furniture.dining_chair,
          ('oak', 'walnut', 'black'), {'azimuth': 32, 'elevation': 13, 'fill': 0.74}, {'spin': 148, 'elevation': 16, 'fill': 0.74}),
    Model('round-stool', 'seating', 'Round stool', 'Runder Hocker', furniture.round_stool, ('oak', 'brick', 'black'),
          {'azimuth': 10, 'elevation': 16, 'fill': 0.68}),
    Model('lounge-chair', 'seating', 'Lounge chair with an oak frame', 'Sessel mit Eichengestell', furniture.lounge_chair,
          ('moss', 'sand', 'brick'), {'azimuth': 32, 'elevation': 13}, {'azimuth': -62, 'elevation': 10}),
    Model('hallway-bench', 'seating', 'Bench with a shelf and seat pad', 'Bank mit Ablage und Sitzkissen', furniture.hallway_bench,
          ('oak', 'walnut'), {'azimuth': 28, 'elevation': 15, 'fill': 0.84}),
    Model('floor-pouf', 'seating', 'Knitted pouf', 'Strickpouf', furniture.pouf, ('ochre', 'sand', 'slate'),
          {'elevation': 20, 'fill': 0.7}),
    Model('linen-cushion', 'textiles', 'Linen cushion', 'Leinenkissen', textiles.linen_cushion, ('sand', 'moss', 'brick', 'ink'),
          {'elevation': 10, 'fill': 0.72}),
    Model('wool-throw', 'textiles', 'Folded wool throw with fringe', 'Gefaltete Wolldecke mit Fransen', textiles.wool_throw,
          ('ochre', 'slate', 'chalk'), {'azimuth': 26, 'elevation': 24, 'fill': 0.82}),
    Model('bath-towels', 'textiles', 'Stack of towels', 'Stapel Handtücher', textiles.bath_towels, ('chalk', 'sand', 'moss'),
          {'azimuth': 26, 'elevation': 15}),
    Model('wool-rug', 'textiles', 'Half-rolled wool rug', 'Halb ausgerollter Wollteppich', textiles.wool_rug, ('sand', 'brick'),
          {'azimuth': 30, 'elevation': 30, 'fill': 0.88}),
    Model('tea-towel', 'textiles', 'Striped tea towel on a rail', 'Gestreiftes Geschirrtuch an einer Stange', textiles.tea_towel,
          ('ink', 'brick'), {'azimuth': 14, 'elevation': 4, 'fill': 0.8}, stage={'wall': True}),
    Model('canvas-tote', 'bags', 'Canvas tote with leather handles', 'Canvastasche mit Lederhenkeln', bags.canvas_tote,
          ('chalk', 'ink', 'moss'), {'azimuth': 22, 'elevation': 11}),
    Model('roll-top-backpack', 'bags', 'Roll-top backpack', 'Rucksack mit Rollverschluss', bags.roll_top_backpack,
          ('ink', 'ochre', 'moss'), {'azimuth': 24, 'elevation': 10}, {'spin': -150, 'elevation': 12}),
    Model('weekender', 'bags', 'Weekender with leather base', 'Reisetasche mit Lederboden', bags.weekender, ('sand', 'ink'),
          {'azimuth': 24, 'elevation': 15, 'fill': 0.84}),
    Model('felt-sleeve', 'bags', 'Felt laptop sleeve', 'Laptophülle aus Filz', bags.felt_sleeve, ('slate', 'moss'),
          {'azimuth': 20, 'elevation': 10, 'fill': 0.8}, stage={'wall': True}),
    Model('wash-pouch', 'bags', 'Wash pouch with zip', 'Kulturbeutel mit Reißverschluss', bags.wash_pouch, ('brick', 'sand', 'ink'),
          {'azimuth': 24, 'elevation': 16}),
    Model('linen-notebook', 'desk', 'Linen-bound notebook', 'Notizbuch in Leinen', desk.linen_notebook, ('brick', 'moss', 'ink', 'ochre'),
          {'azimuth': -10, 'elevation': 46, 'fill': 0.74}),
    Model('pencil-cup', 'desk', 'Pencil cup', 'Stiftebecher', desk.pencil_cup, ('concrete', 'oak'), {'elevation': 17, 'fill': 0.7}),
    Model('desk-tray', 'desk', 'Desk tray', 'Schreibtischschale', desk.desk_tray, ('oak', 'walnut'),
          {'azimuth': 22, 'elevation': 40, 'fill': 0.84}),
    Model('bookends', 'desk', 'Pair of bookends', 'Zwei Buchstützen', desk.bookends, ('brick', 'chalk', 'black'),
          {'azimuth': 36, 'elevation': 15, 'fill': 0.74}),
    Model('desk-clock', 'desk', 'Desk clock', 'Tischuhr', desk.desk_clock, ('chalk', 'black', 'brick'),
          {'azimuth': 20, 'elevation': 9, 'fill': 0.66}),
    Model('watering-can', 'outdoor-and-play', 'Watering can', 'Gießkanne', outdoor.watering_can, ('moss', 'chalk', 'brick'),
          {'azimuth': 14, 'elevation': 15, 'fill': 0.84}),
    Model('footed-planter', 'outdoor-and-play', 'Planter on oak legs', 'Pflanzkübel auf Eichenfüßen', outdoor.footed_planter,
          ('clay', 'chalk', 'ink'), {'azimuth': 12, 'elevation': 10, 'fill': 0.82}),
    Model('storm-lantern', 'outdoor-and-play', 'Storm lantern', 'Windlicht', outdoor.storm_lantern, ('black', 'chalk'),
          {'azimuth': 16, 'elevation': 9, 'fill': 0.74}, stage={'dim': 0.7}),
    Model('wooden-car', 'outdoor-and-play', 'Wooden toy car', 'Holzauto', outdoor.wooden_car, ('brick', 'slate', 'ochre'),
          {'azimuth': -32, 'elevation': 19, 'fill': 0.76}),
    Model('stacking-rings', 'outdoor-and-play', 'Stacking rings', 'Stapelringe', outdoor.stacking_rings, ('earth', 'bright'),
          {'elevation': 15, 'fill': 0.74}),
)  # fmt: skip
