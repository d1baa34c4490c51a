"""Attributes, categories and delivery of the demo shop. Texts are pairs: English, German."""

# id → label, unit (none for words and yes/no)
ATTRIBUTES = {
    'material': (('Material', 'Material'), None),
    'capacity': (('Capacity', 'Fassungsvermögen'), 'ml'),
    'volume': (('Volume', 'Volumen'), 'l'),
    'height': (('Height', 'Höhe'), 'cm'),
    'diameter': (('Diameter', 'Durchmesser'), 'cm'),
    'length': (('Length', 'Länge'), 'cm'),
    'width': (('Width', 'Breite'), 'cm'),
    'pieces': (('Pieces in the set', 'Teile im Set'), None),
    'burn-time': (('Burns for', 'Brenndauer'), 'h'),
    'seat-height': (('Seat height', 'Sitzhöhe'), 'cm'),
    'max-load': (('Maximum load', 'Belastbarkeit'), 'kg'),
    'oven-safe': (('Oven-safe up to', 'Ofenfest bis'), '°C'),
    'luminous-flux': (('Luminous flux', 'Lichtstrom'), 'lm'),
    'laptop-size': (('Laptops up to', 'Für Laptops bis'), '″'),
    'pages': (('Pages', 'Seiten'), None),
    'age-from': (('Age from', 'Ab Alter'), 'mo'),
    'energy-class': (('Energy class', 'Energieeffizienzklasse'), None),
    'socket': (('Socket', 'Fassung'), None),
    'dishwasher-safe': (('Dishwasher-safe', 'Spülmaschinenfest'), None),
    'microwave-safe': (('Microwave-safe', 'Mikrowellengeeignet'), None),
    'induction': (('For induction', 'Für Induktion'), None),
    'machine-washable': (('Machine-washable', 'Waschbar'), None),
    'weatherproof': (('Weatherproof', 'Wetterfest'), None),
    'assembled': (('Delivered assembled', 'Fertig montiert'), None),
    'made-in': (('Made in', 'Hergestellt in'), None),
}

# Facts that are read on the product's page and are no filter.
NO_FACET = {'length', 'width', 'pieces', 'burn-time', 'pages', 'luminous-flux', 'max-load', 'oven-safe', 'assembled'}

WORDS = {
    'stoneware': ('Stoneware', 'Steinzeug'), 'cast-iron': ('Cast iron', 'Gusseisen'), 'enamelled-steel': ('Enamelled steel', 'Emaillierter Stahl'),
    'steel': ('Steel', 'Stahl'), 'brass': ('Brass', 'Messing'), 'glass': ('Glass', 'Glas'), 'oak': ('Oak', 'Eiche'), 'walnut': ('Walnut', 'Nussbaum'),
    'solid-wood': ('Solid wood', 'Massivholz'), 'paper': ('Paper', 'Papier'), 'paper-cord': ('Paper cord', 'Papierkordel'), 'linen': ('Linen', 'Leinen'),
    'iron': ('Iron', 'Eisen'), 'felt': ('Felt', 'Filz'), 'jute': ('Jute', 'Jute'), 'palm': ('Palm fibre', 'Palmfaser'), 'wax': ('Wax', 'Wachs'),
    'terracotta': ('Terracotta', 'Terrakotta'), 'concrete': ('Concrete', 'Beton'), 'cotton': ('Cotton', 'Baumwolle'), 'wool': ('Wool', 'Wolle'), 'canvas': ('Canvas', 'Canvas'), 'leather': ('Leather', 'Leder'),
    'e27': ('E27', 'E27'), 'e14': ('E14', 'E14'), 'led': ('LED, built in', 'LED, fest verbaut'),
    'portugal': ('Portugal', 'Portugal'), 'germany': ('Germany', 'Deutschland'), 'poland': ('Poland', 'Polen'), 'france': ('France', 'Frankreich'),
    'czechia': ('Czechia', 'Tschechien'), 'italy': ('Italy', 'Italien'), 'japan': ('Japan', 'Japan'), 'denmark': ('Denmark', 'Dänemark'),
    'lithuania': ('Lithuania', 'Litauen'), 'india': ('India', 'Indien'),
}  # fmt: skip

# department → name, description, its branches; a branch is a name, or a name and the leaves below it
CATEGORIES = {
    'kitchen': (('Kitchen', 'Küche'), ('Tools that work hard and may stay out.', 'Werkzeug, das viel kann und draußen stehen darf.'), {
        'pots-and-kettles': ('Pots & kettles', 'Töpfe & Kessel'), 'boards-and-mills': ('Boards, bowls & mills', 'Bretter, Schüsseln & Mühlen'),
        'storage': ('Storage', 'Vorrat')}),
    'table': (('Table', 'Tisch'), ('Stoneware, glass and candlelight for every day.', 'Steinzeug, Glas und Kerzenlicht für jeden Tag.'), {
        'mugs-and-teapots': ('Mugs, jugs & teapots', 'Becher, Krüge & Kannen'), 'plates-and-bowls': ('Plates & bowls', 'Teller & Schalen'),
        'glasses-and-carafes': ('Glasses & carafes', 'Gläser & Karaffen'), 'vases-and-candles': ('Vases & candles', 'Vasen & Kerzen')}),
    'lighting': (('Lighting', 'Licht'), ('Warm light where it is needed, and only there.', 'Warmes Licht, wo es gebraucht wird, und nur dort.'), {
        'pendant-lamps': ('Pendant lamps', 'Pendelleuchten'), 'table-lamps': ('Table lamps', 'Tischleuchten'), 'floor-lamps': ('Floor lamps', 'Stehleuchten'),
        'wall-lamps': ('Wall lights', 'Wandleuchten'), 'bulbs': ('Bulbs', 'Leuchtmittel')}),
    'seating': (('Seating', 'Sitzen'), ('Chairs, stools and one very good armchair.', 'Stühle, Hocker und ein sehr guter Sessel.'), {
        'chairs': ('Chairs', 'Stühle'), 'stools-and-benches': ('Stools & benches', 'Hocker & Bänke'), 'lounge': ('Lounge', 'Lounge'),
        'small-tables': ('Side tables', 'Beistelltische'), 'cushions-and-pads': ('Floor cushions & pads', 'Bodenkissen & Auflagen')}),
    'desk': (('Desk', 'Schreibtisch'), ('For the hour before the screen is switched on.', 'Für die Stunde, bevor der Bildschirm angeht.'), {
        'notebooks': ('Notebooks & calendars', 'Notizbücher & Kalender'), 'writing': ('Pens & pencils', 'Stifte'), 'desk-order': ('Order', 'Ordnung'),
        'on-the-wall': ('On the wall', 'An der Wand')}),
    'textiles': (('Textiles', 'Textilien'), ('Linen, wool and cotton with their own weight.', 'Leinen, Wolle und Baumwolle mit eigenem Gewicht.'), {
        'living': (('Living', 'Wohnen'), {'cushions': ('Cushions', 'Kissen'), 'blankets': ('Blankets', 'Decken'), 'rugs': ('Rugs', 'Teppiche'),
                                          'windows': ('Curtains', 'Vorhänge')}),
        'bed': ('Bed', 'Bett'),
        'bath-and-kitchen': (('Bath & kitchen', 'Bad & Küche'), {'bath': ('Bath', 'Bad'), 'kitchen-textiles': ('Kitchen linen', 'Küchenwäsche'),
                                                                 'table-linen': ('Table linen', 'Tischwäsche')})}),
    'bags': (('Bags', 'Taschen'), ('Canvas and leather that age well.', 'Canvas und Leder, die gut altern.'), {
        'everyday-bags': ('Everyday', 'Alltag'), 'travel': ('Travel', 'Reise'), 'cases': ('Cases', 'Hüllen'), 'small-leather': ('Small leather', 'Kleines aus Leder')}),
    'outdoor-and-play': (('Outdoor & play', 'Draußen & Spiel'), ('For balcony, garden and the floor of the nursery.', 'Für Balkon, Garten und Kinderzimmerboden.'), {
        'garden': ('Balcony & garden', 'Balkon & Garten'),
        'play': (('Play', 'Spiel'), {'toys': ('Toys', 'Spielzeug'), 'games': ('Games', 'Spiele'), 'books': ('Books', 'Bücher')})}),
}  # fmt: skip

# countries → standard (bands, free from, days), express (bands, days); grams and cents
DELIVERY = (
    (('DE',), (((2000, 490), (10000, 690), (31500, 1190)), 7900, (2, 3)), (((5000, 1190), (31500, 1990)), (1, 1))),
    (('AT', 'NL', 'BE', 'LU'), (((2000, 890), (10000, 1190), (31500, 1990)), 15000, (3, 5)), (((5000, 1890), (31500, 2990)), (1, 2))),
    (
        ('FR', 'IT', 'PL', 'DK', 'CZ'),
        (((2000, 1090), (10000, 1490), (31500, 2490)), 19900, (3, 6)),
        (((5000, 2290), (31500, 3690)), (2, 2)),
    ),
    (
        ('ES', 'SE', 'FI', 'PT', 'IE', 'SK', 'SI', 'HU', 'BG', 'CY', 'EE', 'GR', 'HR', 'LT', 'LV', 'MT', 'RO'),
        (((2000, 1390), (10000, 1890), (31500, 3190)), 25000, (4, 8)),
        (((5000, 2790), (31500, 4590)), (2, 3)),
    ),
    (('CH', 'GB'), (((2000, 1890), (10000, 2690), (31500, 3990)), None, (4, 7)), (((5000, 3490), (31500, 5490)), (2, 3))),
    (('US',), (((2000, 2990), (10000, 5490)), None, (6, 12)), (((5000, 5990),), (3, 5))),
)

# What goes with what across departments; the shop fills up with the same shelf.
COMPANIONS = {
    'enamel-kettle': ('tea-caddy', 'teapot', 'stoneware-mug'), 'cast-iron-pot': ('cookbook', 'pot-holders', 'wooden-spoons'), 'frying-pan': ('pot-holders', 'salt-cellar', 'pepper-mill'),
    'cutting-board': ('bread-box', 'salt-cellar', 'tea-towel'), 'pepper-mill': ('salt-cellar', 'mortar'), 'saucepan': ('egg-cups', 'pot-holders', 'milk-jug'),
    'stoneware-mug': ('teapot', 'milk-jug', 'espresso-cup', 'cereal-bowls'), 'dinner-plate': ('cereal-bowls', 'linen-napkins', 'serving-bowl'), 'teapot': ('tea-caddy', 'stoneware-mug', 'milk-jug'),
    'candle-holder': ('dinner-candles', 'bud-vases'), 'dinner-candles': ('candle-holder', 'linen-napkins'), 'carafe': ('tumblers', 'felt-coasters'), 'tumblers': ('carafe', 'felt-coasters'),
    'wine-glass': ('linen-napkins', 'felt-coasters', 'dinner-candles'), 'fruit-bowl': ('serving-tray', 'salad-servers'), 'serving-bowl': ('salad-servers', 'linen-napkins'),
    'dining-chair': ('seat-pad', 'globe-pendant', 'linen-napkins'), 'bar-stool': ('cone-pendant', 'seat-pad'), 'lounge-chair': ('ottoman', 'floor-lamp', 'long-cushion', 'side-table'),
    'sofa': ('ottoman', 'side-table', 'striped-cushion', 'wool-throw'), 'ottoman': ('lounge-chair', 'sofa'), 'hallway-bench': ('peg-rail', 'coat-hooks', 'round-mirror', 'wool-rug'),
    'filament-bulb': ('cone-pendant', 'dome-pendant', 'globe-pendant'), 'task-lamp': ('desk-pad', 'pencil-cup'), 'linen-notebook': ('brass-pen', 'pencil-set', 'pencil-case'),
    'brass-pen': ('linen-notebook', 'pencil-case'), 'desk-pad': ('task-lamp', 'desk-tray', 'brass-pen'), 'round-mirror': ('wall-light', 'peg-rail'), 'peg-rail': ('key-ring', 'round-mirror', 'hallway-bench'),
    'wall-shelf': ('bookends', 'ribbed-vase', 'picture-frame'), 'bed-linen': ('knit-blanket', 'carry-lamp', 'long-cushion'), 'bath-towels': ('bath-mat', 'wash-pouch', 'hand-towel'),
    'curtain': ('linen-cushion', 'wool-rug'), 'weekender': ('packing-cubes', 'wash-pouch', 'glasses-case'), 'packing-cubes': ('weekender', 'wash-pouch', 'gym-duffel'), 'key-ring': ('peg-rail', 'card-holder'),
    'market-basket': ('canvas-tote', 'picnic-blanket', 'fruit-bowl'), 'picnic-blanket': ('market-basket', 'storm-lantern', 'tumblers'), 'terracotta-pots': ('trowel-set', 'plant-mister', 'watering-can'),
    'hanging-planter': ('plant-mister', 'watering-can'), 'footed-planter': ('plant-mister', 'watering-can'), 'building-blocks': ('pull-cart', 'wooden-animals', 'storage-box'), 'picture-book': ('wooden-animals', 'floor-cushion'),
    'wooden-car': ('building-blocks', 'picture-book'), 'storm-lantern': ('pillar-candles', 'garden-candle'), 'garden-stool': ('storm-lantern', 'garden-candle'),
}  # fmt: skip
