"""Lighting."""

from goods.good import Good, Size

GOODS = (
    Good('dome-pendant', 'pendant-lamps', 18900, 2300, ('Pendant lamp Kuppel', 'Pendelleuchte Kuppel'),
         ('Enamel outside, warm white inside, for over the table.', 'Außen Emaille, innen warmweiß, für über den Tisch.'),
         ('A spun steel dome that lights the plates and not the eyes. Brass holder, two metres of black textile cable, ceiling rose included. E27, LED 8 W included.',
          'Eine gedrückte Kuppel aus Stahl, die Teller beleuchtet und nicht blendet. Fassung aus Messing, zwei Meter schwarzes Textilkabel, Baldachin dabei. '
          'E27, LED 8 W liegt bei.'),
         {'material': ('enamelled-steel', 'brass'), 'energy-class': 'D', 'luminous-flux': 806, 'socket': 'e27', 'made-in': 'poland'},
         sizes=(Size('35-cm', ('Ø 35 cm', 'Ø 35 cm'), 15900, 1700), Size('45-cm', ('Ø 45 cm', 'Ø 45 cm'), 18900, 2300))),
    Good('mushroom-lamp', 'table-lamps', 12900, 1900, ('Table lamp Pilz', 'Tischleuchte Pilz'),
         ('A low light for the sideboard, dimmed by touching the foot.', 'Tiefes Licht fürs Sideboard, gedimmt durch Berühren des Fußes.'),
         ('Steel, powder-coated in one colour from cap to foot. The shade hides the bulb from every chair in the room. Three steps of brightness. 35 cm tall.',
          'Stahl, vom Hut bis zum Fuß in einer Farbe pulverbeschichtet. Der Schirm verbirgt die Lampe vor jedem Platz im Raum. Drei Helligkeiten. 35 cm hoch.'),
         {'material': ('steel',), 'energy-class': 'E', 'luminous-flux': 470, 'socket': 'e14', 'height': 35, 'made-in': 'italy'}, was=14900),
    Good('floor-lamp', 'floor-lamps', 34900, 6800, ('Floor lamp Warte', 'Stehleuchte Warte'),
         ('Stands behind the chair and reads along.', 'Steht hinter dem Sessel und liest mit.'),
         ('A linen shade on a slim steel pole, a base heavy enough for children and cats. The pull switch is where a hand looks for it. 152 cm tall.',
          'Ein Leinenschirm auf schlankem Stahl, der Fuß schwer genug für Kinder und Katzen. Der Zugschalter sitzt, wo die Hand ihn sucht. 152 cm hoch.'),
         {'material': ('steel', 'linen'), 'energy-class': 'D', 'luminous-flux': 1055, 'socket': 'e27', 'height': 152, 'made-in': 'italy'}),
    Good('paper-lantern', 'table-lamps', 8900, 750, ('Paper lamp Mond', 'Papierleuchte Mond'),
         ('A moon for the floor or the shelf.', 'Ein Mond für Boden oder Regal.'),
         ('Mulberry paper on bamboo rings, folded flat for the parcel and opened in a minute. Stands on three oak feet. Ø 42 cm.',
          'Maulbeerpapier auf Bambusringen, flach gefaltet im Paket, in einer Minute geöffnet. Steht auf drei Eichenfüßen. Ø 42 cm.'),
         {'material': ('paper', 'oak'), 'energy-class': 'E', 'luminous-flux': 470, 'socket': 'e27', 'diameter': 42, 'made-in': 'japan'}),
    Good('task-lamp', 'table-lamps', 15900, 2600, ('Desk lamp Reiher', 'Schreibtischleuchte Reiher'),
         ('Two joints, no springs, stays where you put it.', 'Zwei Gelenke, keine Federn, bleibt, wo man sie hinstellt.'),
         ('Friction joints in brass carry the head from the keyboard to the far edge of the desk. The light is 2700 K and does not flicker. Reach 46 cm.',
          'Reibgelenke aus Messing tragen den Kopf von der Tastatur bis zur Tischkante. Das Licht hat 2700 K und flimmert nicht. Reichweite 46 cm.'),
         {'material': ('steel', 'brass'), 'energy-class': 'E', 'luminous-flux': 520, 'socket': 'led', 'height': 54, 'made-in': 'germany'}),
)  # fmt: skip
