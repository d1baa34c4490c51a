"""Outdoor and play."""

from goods.good import Good

GOODS = (
    Good('watering-can', 'garden', 5400, 1150, ('Watering can Guss', 'Gießkanne Guss'),
         ('A long spout that reaches the pot at the back.', 'Ein langer Hals, der auch den hintersten Topf erreicht.'),
         ('Galvanised steel, powder-coated, balanced so that a full can tips by itself. The rose unscrews for single stems. 5 litres.',
          'Verzinkter Stahl, pulverbeschichtet, so ausgewogen, dass die volle Kanne von selbst kippt. Die Brause ist abschraubbar. 5 Liter.'),
         {'material': ('steel', 'oak'), 'capacity': 5000, 'weatherproof': True, 'made-in': 'poland'}),
    Good('footed-planter', 'garden', 8900, 6400, ('Planter Stand', 'Pflanzkübel Stand'),
         ('Lifts the plant to the window sill.', 'Hebt die Pflanze auf Fensterhöhe.'),
         ('Fired stoneware in a cradle of oiled oak. A plug in the floor: out for the balcony, in for the parquet. For pots up to 28 cm. Plant not included.',
          'Gebranntes Steinzeug in einem Gestell aus geölter Eiche. Ein Stopfen im Boden: raus für den Balkon, rein fürs Parkett. Für Töpfe bis 28 cm. Ohne Pflanze.'),
         {'material': ('stoneware', 'oak'), 'height': 39, 'diameter': 31, 'weatherproof': True, 'made-in': 'portugal'}),
    Good('storm-lantern', 'garden', 6900, 1450, ('Lantern Deich', 'Windlicht Deich'),
         ('A candle that stays lit when the wind turns.', 'Eine Kerze, die brennt, wenn der Wind dreht.'),
         ('A glass cylinder between two rounds of steel; the vent under the roof draws the smoke off. For pillar candles up to 7 cm. 35 cm with handle.',
          'Ein Glaszylinder zwischen zwei Scheiben aus Stahl; der Spalt unter dem Dach zieht den Rauch ab. Für Stumpenkerzen bis 7 cm. 35 cm mit Griff.'),
         {'material': ('steel', 'glass', 'oak'), 'height': 35, 'weatherproof': True, 'made-in': 'poland'}, was=7900),
    Good('wooden-car', 'play', 2800, 290, ('Toy car Flitz', 'Holzauto Flitz'),
         ('With a driver who never looks back.', 'Mit einem Fahrer, der nie zurückblickt.'),
         ('Maple body, oak wheels on steel axles. Painted with colours that survive being chewed. From 18 months. 20 cm long.',
          'Karosserie aus Ahorn, Räder aus Eiche auf Stahlachsen. Die Farben überstehen auch Zähne. Ab 18 Monaten. 20 cm lang.'),
         {'material': ('solid-wood',), 'age-from': 18, 'made-in': 'germany'}),
    Good('stacking-rings', 'play', 3200, 540, ('Stacking rings Turm', 'Stapelringe Turm'),
         ('Seven rings, one peg, many wrong orders.', 'Sieben Ringe, ein Stab, viele falsche Reihenfolgen.'),
         ('Beech, turned and lacquered, no edge anywhere. The peg is glued and pinned. From 12 months. 21 cm tall.',
          'Buche, gedrechselt und lackiert, nirgends eine Kante. Der Stab ist verleimt und verstiftet. Ab 12 Monaten. 21 cm hoch.'),
         {'material': ('solid-wood',), 'age-from': 12, 'made-in': 'germany'}),
)  # fmt: skip
