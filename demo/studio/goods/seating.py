"""Seating."""

from goods.good import Good

GOODS = (
    Good('dining-chair', 'chairs', 32900, 4200, ('Chair Steg', 'Stuhl Steg'),
         ('A wooden chair you can lift with two fingers.', 'Ein Holzstuhl, den man mit zwei Fingern hebt.'),
         ('Solid wood, wedged joints, no screw in sight. The seat is woven from paper cord, 120 metres of it, and gets better for ten years. Seat height 45 cm.',
          'Massivholz, verkeilte Verbindungen, keine Schraube zu sehen. Der Sitz ist aus Papierkordel geflochten, 120 Meter davon, und wird zehn Jahre lang schöner. '
          'Sitzhöhe 45 cm.'),
         {'material': ('solid-wood', 'paper-cord'), 'seat-height': 45, 'max-load': 130, 'assembled': True, 'made-in': 'denmark'}),
    Good('round-stool', 'stools-and-benches', 13900, 2900, ('Stool Scheibe', 'Hocker Scheibe'),
         ('A seat, a side table, a step up.', 'Sitz, Beistelltisch, Tritt.'),
         ('Three legs never wobble. The seat is hollowed by 4 mm, enough to sit well and to keep a cup from sliding. 46 cm tall.',
          'Drei Beine wackeln nie. Der Sitz ist um 4 mm gemuldet: genug, um gut zu sitzen und eine Tasse zu halten. 46 cm hoch.'),
         {'material': ('solid-wood',), 'seat-height': 46, 'max-load': 120, 'assembled': False, 'made-in': 'germany'}),
    Good('lounge-chair', 'lounge', 89000, 14500, ('Lounge chair Aue', 'Sessel Aue'),
         ('For the second half of the book.', 'Für die zweite Hälfte des Buchs.'),
         ('An oak frame with armrests wide enough for a cup, and two cushions of wool over latex that plump up by themselves. Covers come off for cleaning. '
          'Delivered to your room.',
          'Ein Gestell aus Eiche, die Armlehnen breit genug für eine Tasse, dazu zwei Kissen aus Wolle über Latex, die sich selbst aufrichten. Bezüge abnehmbar. '
          'Lieferung bis ins Zimmer.'),
         {'material': ('oak', 'wool'), 'seat-height': 42, 'max-load': 140, 'assembled': True, 'made-in': 'denmark'}, was=99000),
    Good('hallway-bench', 'stools-and-benches', 44900, 13800, ('Bench Diele', 'Bank Diele'),
         ('Sit down, take your shoes off, put them below.', 'Hinsetzen, Schuhe ausziehen, drunterstellen.'),
         ('Solid wood with a slatted shelf that lets wet soles dry. The linen pad is washable and can stay off. 118 × 36 × 45 cm.',
          'Massivholz mit einer Lattenablage, auf der nasse Sohlen trocknen. Die Leinenauflage ist waschbar und darf auch wegbleiben. 118 × 36 × 45 cm.'),
         {'material': ('solid-wood', 'linen'), 'seat-height': 45, 'max-load': 200, 'assembled': False, 'made-in': 'germany'}),
    Good('floor-pouf', 'lounge', 17900, 4600, ('Pouf Kuhle', 'Pouf Kuhle'),
         ('Knitted by hand from a thumb-thick cord.', 'Von Hand gestrickt, aus daumendicker Kordel.'),
         ('Cotton outside, spelt husks inside: it takes the shape of whoever sits and forgets it by morning. Ø 52, 36 cm tall.',
          'Außen Baumwolle, innen Dinkelspelz: Er nimmt die Form an, die kommt, und vergisst sie bis zum Morgen. Ø 52, 36 cm hoch.'),
         {'material': ('cotton',), 'seat-height': 36, 'max-load': 120, 'assembled': True, 'made-in': 'portugal'}),
)  # fmt: skip
