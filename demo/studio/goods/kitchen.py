"""Kitchen."""

from goods.good import Good, Size

GOODS = (
    Good('enamel-kettle', 'pots-and-kettles', 7900, 1350, ('Kettle Dampf', 'Kessel Dampf'),
         ('A 1.8-litre enamel kettle with an oak grip that stays cool.',
          'Emaillekessel für 1,8 Liter mit einem Griff aus Eiche, der kühl bleibt.'),
         ('Two coats of enamel on 0.8 mm steel, fired at 820 °C. The spout pours a thin line, so it does for coffee as well as for a pot of pasta. '
          'The handle swings down for the cupboard. Works on every hob, induction included. Wash by hand: the oak will thank you.',
          'Zwei Schichten Emaille auf 0,8 mm Stahl, gebrannt bei 820 °C. Die Tülle gießt einen dünnen Strahl, gut für Filterkaffee und für den Pastatopf. '
          'Der Bügel klappt für den Schrank zur Seite. Für alle Herde, auch Induktion. Von Hand spülen: Die Eiche dankt es.'),
         {'material': ('enamelled-steel', 'oak'), 'capacity': 1800, 'dishwasher-safe': False, 'induction': True, 'made-in': 'poland'}),
    Good('cast-iron-pot', 'pots-and-kettles', 14900, 4300, ('Cast-iron pot Herd', 'Gusseisentopf Herd'),
         ('From hob to oven to table: one heavy pot that does all three.',
          'Vom Herd in den Ofen auf den Tisch: ein schwerer Topf für alles.'),
         ('Sand-cast iron, enamelled inside and out. Ridges under the lid send the steam back down as drops, so a stew keeps its juice. '
          'The brass knob is screwed on and takes 260 °C. Comes with a 30-year guarantee against cracks.',
          'Eisen, in Sand gegossen, innen und außen emailliert. Noppen unter dem Deckel geben den Dampf als Tropfen zurück, so bleibt der Schmortopf saftig. '
          'Der Messingknauf ist geschraubt und hält 260 °C aus. Mit 30 Jahren Garantie gegen Risse.'),
         {'material': ('cast-iron', 'brass'), 'dishwasher-safe': True, 'induction': True, 'oven-safe': 260, 'made-in': 'france'},
         was=17900, sizes=(Size('4-litres', ('4 l', '4 l'), 14900, 4300), Size('6-litres', ('6 l', '6 l'), 17900, 5600))),
    Good('cutting-board', 'boards-and-mills', 5900, 1900, ('Cutting boards Span', 'Schneidebretter Span'),
         ('A large and a small board, cut from one plank.', 'Ein großes und ein kleines Brett, aus einer Bohle geschnitten.'),
         ('22 mm of solid wood, rounded so that no edge presses into the palm. Oiled with linseed, nothing else. '
          'The hole fits a finger and a hook. 36 × 22 and 25 × 15 cm.',
          '22 mm massives Holz, so gerundet, dass keine Kante in die Hand drückt. Geölt mit Leinöl, sonst nichts. '
          'Das Loch passt für Finger und Haken. 36 × 22 und 25 × 15 cm.'),
         {'material': ('solid-wood',), 'dishwasher-safe': False, 'made-in': 'germany'}),
    Good('pepper-mill', 'boards-and-mills', 3900, 310, ('Pepper mill Korn', 'Pfeffermühle Korn'),
         ('A turned mill with a ceramic grinder, coarse to dust.', 'Gedrechselte Mühle mit Keramikmahlwerk, von grob bis staubfein.'),
         ('The waist is where your hand goes. Turn the brass nut to set the grind; the ceramic does not rust, so salt is welcome too. 22 cm tall.',
          'In der Taille liegt die Hand. An der Messingmutter stellen Sie den Mahlgrad ein; die Keramik rostet nicht, also darf auch Salz hinein. 22 cm hoch.'),
         {'material': ('solid-wood', 'brass'), 'dishwasher-safe': False, 'made-in': 'germany'}),
    Good('storage-jar', 'storage', 4400, 1650, ('Storage jars Vorrat, set of 3', 'Vorratsgläser Vorrat, 3er-Set'),
         ('Three jars with turned oak lids that close airtight.', 'Drei Gläser mit gedrechselten Eichendeckeln, die dicht schließen.'),
         ('Borosilicate glass, blown thin and straight, so you see what is left. A silicone ring keeps the pantry moth out. 0.7, 1.1 and 1.5 litres.',
          'Borosilikatglas, dünn und gerade geblasen, damit man sieht, was fehlt. Ein Silikonring hält Motten draußen. 0,7, 1,1 und 1,5 Liter.'),
         {'material': ('glass', 'oak'), 'capacity': 3300, 'dishwasher-safe': True, 'made-in': 'czechia'}),
)  # fmt: skip
