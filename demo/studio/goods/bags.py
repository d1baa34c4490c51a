"""Bags."""

from goods.good import Good, Size

GOODS = (
    Good('canvas-tote', 'everyday-bags', 3900, 480, ('Tote Markt', 'Tragetasche Markt'),
         ('Carries the market and looks well at the office.', 'Trägt den Markteinkauf und passt ins Büro.'),
         ('Canvas of 480 g/m² that stands by itself, leather handles long enough for the shoulder. One inside pocket for the keys. 36 × 38 × 12 cm.',
          'Canvas mit 480 g/m², der von selbst steht, Lederhenkel lang genug für die Schulter. Innen ein Fach für Schlüssel. 36 × 38 × 12 cm.'),
         {'material': ('canvas', 'leather'), 'volume': 15, 'made-in': 'portugal'}),
    Good('roll-top-backpack', 'everyday-bags', 14900, 1150, ('Backpack Pfad', 'Rucksack Pfad'),
         ('Roll it up for the day, roll it out for the weekend.', 'Aufgerollt für den Tag, ausgerollt fürs Wochenende.'),
         ('Waxed cotton that sheds rain, tanned leather straps, buckles of solid brass. A padded sleeve takes a 15-inch laptop. 18 to 24 litres.',
          'Gewachste Baumwolle, die Regen abweist, Riemen aus gegerbtem Leder, Schnallen aus massivem Messing. Gepolstertes Fach für 15-Zoll-Laptops. 18 bis 24 Liter.'),
         {'material': ('canvas', 'leather', 'brass'), 'volume': 18, 'laptop-size': 15, 'made-in': 'portugal'}, was=16900),
    Good('weekender', 'travel', 19900, 1650, ('Weekender Halt', 'Reisetasche Halt'),
         ('Two nights, one pair of shoes, cabin size.', 'Zwei Nächte, ein Paar Schuhe, Kabinengröße.'),
         ('Opens wide and stays open. The leather base takes wet platforms; rings at both ends wait for a shoulder strap. 52 × 28 × 25 cm.',
          'Öffnet weit und bleibt offen. Der Lederboden verträgt nasse Bahnsteige; Ringe an beiden Seiten warten auf einen Schultergurt. 52 × 28 × 25 cm.'),
         {'material': ('canvas', 'leather', 'brass'), 'volume': 34, 'made-in': 'portugal'}),
    Good('felt-sleeve', 'cases', 4900, 190, ('Laptop sleeve Filz', 'Laptophülle Filz'),
         ('3 mm of wool felt and one brass stud.', '3 mm Wollfilz und ein Knopf aus Messing.'),
         ('Sewn on two sides, folded on the third. Wool is springy by nature and needs no padding. The strap closes over the charger, too.',
          'Auf zwei Seiten genäht, auf der dritten gefaltet. Wolle federt von selbst und braucht kein Polster. Die Lasche schließt auch über dem Ladegerät.'),
         {'material': ('wool', 'leather'), 'laptop-size': 14, 'made-in': 'germany'},
         sizes=(Size('13-inch', ('13 inch', '13 Zoll'), 4900, 190), Size('15-inch', ('15 inch', '15 Zoll'), 5500, 230))),
    Good('wash-pouch', 'travel', 3500, 160, ('Wash pouch Etui', 'Kulturbeutel Etui'),
         ('Stands open by the basin.', 'Steht offen am Waschbecken.'),
         ('Canvas with a wipe-clean lining and a zip that runs down to the side, so that nothing hides at the bottom. 23 × 15 × 11 cm.',
          'Canvas mit abwischbarem Futter und einem Reißverschluss, der weit herumläuft, damit sich unten nichts versteckt. 23 × 15 × 11 cm.'),
         {'material': ('canvas', 'leather'), 'volume': 3, 'machine-washable': False, 'made-in': 'portugal'}),
)  # fmt: skip
