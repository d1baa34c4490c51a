"""Attributes, categories and delivery of the demo shop. Texts are pairs: English, German."""

# id → label, unit (none for words and yes/no)
ATTRIBUTES = {
    'material': (('Material', 'Material'), None),
    'capacity': (('Capacity', 'Fassungsvermögen'), 'ml'),
    'volume': (('Volume', 'Volumen'), 'l'),
    'height': (('Height', 'Höhe'), 'cm'),
    'diameter': (('Diameter', 'Durchmesser'), 'cm'),
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
NO_FACET = {'pages', 'luminous-flux', 'max-load', 'oven-safe', 'assembled'}

WORDS = {
    'stoneware': ('Stoneware', 'Steinzeug'), 'cast-iron': ('Cast iron', 'Gusseisen'), 'enamelled-steel': ('Enamelled steel', 'Emaillierter Stahl'),
    'steel': ('Steel', 'Stahl'), 'brass': ('Brass', 'Messing'), 'glass': ('Glass', 'Glas'), 'oak': ('Oak', 'Eiche'), 'walnut': ('Walnut', 'Nussbaum'),
    'solid-wood': ('Solid wood', 'Massivholz'), 'paper': ('Paper', 'Papier'), 'paper-cord': ('Paper cord', 'Papierkordel'), 'linen': ('Linen', 'Leinen'),
    'cotton': ('Cotton', 'Baumwolle'), 'wool': ('Wool', 'Wolle'), 'canvas': ('Canvas', 'Canvas'), 'leather': ('Leather', 'Leder'),
    'e27': ('E27', 'E27'), 'e14': ('E14', 'E14'), 'led': ('LED, built in', 'LED, fest verbaut'),
    'portugal': ('Portugal', 'Portugal'), 'germany': ('Germany', 'Deutschland'), 'poland': ('Poland', 'Polen'), 'france': ('France', 'Frankreich'),
    'czechia': ('Czechia', 'Tschechien'), 'italy': ('Italy', 'Italien'), 'japan': ('Japan', 'Japan'), 'denmark': ('Denmark', 'Dänemark'),
    'lithuania': ('Lithuania', 'Litauen'), 'india': ('India', 'Indien'),
}  # fmt: skip

# department → name, description, its leaves
CATEGORIES = {
    'kitchen': (('Kitchen', 'Küche'), ('Tools that work hard and may stay out.', 'Werkzeug, das viel kann und draußen stehen darf.'), {
        'pots-and-kettles': ('Pots & kettles', 'Töpfe & Kessel'), 'boards-and-mills': ('Boards & mills', 'Bretter & Mühlen'), 'storage': ('Storage', 'Vorrat')}),
    'table': (('Table', 'Tisch'), ('Stoneware, glass and candlelight for every day.', 'Steinzeug, Glas und Kerzenlicht für jeden Tag.'), {
        'mugs-and-teapots': ('Mugs & teapots', 'Becher & Teekannen'), 'plates-and-bowls': ('Plates & bowls', 'Teller & Schalen'),
        'glasses-and-carafes': ('Glasses & carafes', 'Gläser & Karaffen'), 'vases-and-candles': ('Vases & candles', 'Vasen & Kerzen')}),
    'lighting': (('Lighting', 'Licht'), ('Warm light where it is needed, and only there.', 'Warmes Licht, wo es gebraucht wird, und nur dort.'), {
        'pendant-lamps': ('Pendant lamps', 'Pendelleuchten'), 'table-lamps': ('Table lamps', 'Tischleuchten'), 'floor-lamps': ('Floor lamps', 'Stehleuchten')}),
    'seating': (('Seating', 'Sitzen'), ('Chairs, stools and one very good armchair.', 'Stühle, Hocker und ein sehr guter Sessel.'), {
        'chairs': ('Chairs', 'Stühle'), 'stools-and-benches': ('Stools & benches', 'Hocker & Bänke'), 'lounge': ('Lounge', 'Lounge')}),
    'desk': (('Desk', 'Schreibtisch'), ('For the hour before the screen is switched on.', 'Für die Stunde, bevor der Bildschirm angeht.'), {
        'notebooks': ('Notebooks', 'Notizbücher'), 'desk-order': ('Desk order', 'Ordnung')}),
    'textiles': (('Textiles', 'Textilien'), ('Linen, wool and cotton with their own weight.', 'Leinen, Wolle und Baumwolle mit eigenem Gewicht.'), {
        'living': ('Living', 'Wohnen'), 'bath-and-kitchen': ('Bath & kitchen', 'Bad & Küche')}),
    'bags': (('Bags', 'Taschen'), ('Canvas and leather that age well.', 'Canvas und Leder, die gut altern.'), {
        'everyday-bags': ('Everyday', 'Alltag'), 'travel': ('Travel', 'Reise'), 'cases': ('Cases', 'Hüllen')}),
    'outdoor-and-play': (('Outdoor & play', 'Draußen & Spiel'), ('For balcony, garden and the floor of the nursery.', 'Für Balkon, Garten und Kinderzimmerboden.'), {
        'garden': ('Balcony & garden', 'Balkon & Garten'), 'play': ('Play', 'Spiel')}),
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
        ('ES', 'SE', 'FI', 'PT', 'IE', 'SK', 'SI', 'HU'),
        (((2000, 1390), (10000, 1890), (31500, 3190)), 25000, (4, 8)),
        (((5000, 2790), (31500, 4590)), (2, 3)),
    ),
)
