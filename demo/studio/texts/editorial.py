"""Collections, pages and the journal of the demo shop."""

import json
from pathlib import Path

from facts import DELIVERY
from texts.blocks import both, head, para, points, shot, table

PICTURES = json.loads((Path(__file__).parent.parent / 'pictures.json').read_text('utf8'))


def image(file):
    shown = PICTURES[file]
    return {'src': f'/demo/{file}', 'alt': shown['alt'], 'width': shown['width'], 'height': shown['height'], 'blur': shown['blur']}


def known(files):
    """The first of these pictures that is there, as a field; nothing if none is."""
    return next(({'image': image(file)} for file in files if file in PICTURES), {})


COLLECTIONS = (
    ('first-flat', ('scene-home.webp',), ('The first flat', 'Die erste Wohnung'),
     ('Twelve things that make four walls a place to live. None of them has to be replaced when you can afford better.',
      'Zwölf Dinge, mit denen aus vier Wänden ein Zuhause wird. Keins davon müssen Sie ersetzen, wenn mehr Geld da ist.'),
     ('cast-iron-pot', 'frying-pan', 'cutting-board', 'dinner-plate', 'cereal-bowls', 'tumblers', 'dining-chair', 'globe-pendant', 'bath-towels', 'bed-linen', 'peg-rail', 'storage-box')),
    ('slow-evening', ('scene-lighting.webp',), ('Slow evening', 'Langer Abend'),
     ('Light at three heights, something soft, something to drink from. The telephone stays in the hall.',
      'Licht auf drei Höhen, etwas Weiches, etwas zum Trinken. Das Telefon bleibt im Flur.'),
     ('paper-lantern', 'carry-lamp', 'mushroom-lamp', 'pillar-candles', 'wine-glass', 'wool-throw', 'knit-blanket', 'lounge-chair', 'ottoman', 'long-cushion', 'teapot')),
    ('to-give', ('scene-desk.webp',), ('To give', 'Zum Schenken'),
     ('Presents below 45 euros that nobody puts into a drawer. We wrap them in paper without glitter, free of charge.',
      'Geschenke unter 45 Euro, die in keiner Schublade enden. Wir packen sie in Papier ohne Glitzer, ohne Aufpreis.'),
     ('stoneware-mug', 'brass-pen', 'linen-notebook', 'key-ring', 'card-holder', 'bud-vases', 'dinner-candles', 'salt-cellar', 'spinning-tops', 'domino', 'pot-holders', 'milk-jug', 'plant-mister', 'cookbook')),
)  # fmt: skip


def collections(pictures, shown):
    """Three collections of products that are there."""
    for place, (handle, files, name, text, goods) in enumerate(COLLECTIONS):
        yield {'type': 'collection', 'handle': handle, 'name': both(*name), 'text': both(*text), **known(files),
               'products': [f'P-{good}' for good in goods if good in shown], 'position': place}  # fmt: skip


# The zones of DELIVERY by their first country.
ZONES = {
    'DE': ('Germany', 'Deutschland'), 'AT': ('Austria, Netherlands, Belgium, Luxembourg', 'Österreich, Niederlande, Belgien, Luxemburg'),
    'FR': ('France, Italy, Poland, Denmark, Czechia', 'Frankreich, Italien, Polen, Dänemark, Tschechien'), 'ES': ('Other countries of the EU', 'Übrige Länder der EU'),
    'CH': ('Switzerland, United Kingdom', 'Schweiz, Vereinigtes Königreich'), 'US': ('United States', 'Vereinigte Staaten'),
}  # fmt: skip


def money(cents):
    if cents is None:
        return ('–', '–')
    return (f'€{cents / 100:.2f}', f'{cents / 100:.2f} €'.replace('.', ','))


def kilos(grams):
    return (f'{grams / 1000:g} kg', f'{grams / 1000:g} kg'.replace('.', ','))


def joined(pairs, en, de):
    """Pairs as one line each: 'up to 2 kg €4.90, …'."""
    return (', '.join(f'{en} {a[0]} {b[0]}' for a, b in pairs), ', '.join(f'{de} {a[1]} {b[1]}' for a, b in pairs))


def days_of(first, last):
    return f'{first}' if first == last else f'{first}–{last}'


def prices():
    """The delivery table, from the same numbers as the rates of the shop."""
    rows = []
    for countries, (standard, free, days), (express, fast) in DELIVERY:
        where = ZONES.get(countries[0], (', '.join(countries),) * 2)
        bands = joined([(kilos(grams), money(price)) for grams, price in standard], 'up to', 'bis')
        quick = joined([(kilos(grams), money(price)) for grams, price in express], 'up to', 'bis')
        span = lambda first, last: (
            ('1 working day', '1 Werktag') if last == 1 else (f'{days_of(first, last)} working days', f'{days_of(first, last)} Werktage')
        )
        rows.append((where, bands, money(free), span(*days), quick, span(*fast)))
    return table(
        (
            ('To', 'Nach'),
            ('Standard', 'Standard'),
            ('Free from', 'Frei ab'),
            ('Takes', 'Dauert'),
            ('Express', 'Express'),
            ('Takes', 'Dauert'),
        ),
        rows,
    )


def pages():
    """About, delivery, returns, imprint, privacy."""
    found = (
        ('about', ('About us', 'Über uns'), ('Who we are, where our things come from and why there are not more of them.', 'Wer wir sind, woher unsere Dinge kommen und warum es nicht mehr davon gibt.'), (
            para('We make things for the house: about a hundred, no more. If something new comes in, something else has to leave.',
                 'Wir machen Dinge fürs Haus: rund hundert, mehr nicht. Kommt etwas Neues dazu, muss etwas anderes gehen.'),
            shot(image('scene-table.webp'), 'Stoneware from one kiln, in four glazes.', 'Steinzeug aus einem Ofen, in vier Glasuren.'),
            head('Few hands', 'Wenige Hände'),
            para('Nineteen workshops in ten countries make what we draw. The smallest is a couple in Vilnius who sew our napkins, the largest a foundry in Picardy with sixty people. We have visited each of them and pay within ten days.',
                 'Neunzehn Werkstätten in zehn Ländern machen, was wir zeichnen. Die kleinste ist ein Paar in Vilnius, das unsere Servietten näht, die größte eine Gießerei in der Picardie mit sechzig Leuten. Wir waren bei allen und zahlen binnen zehn Tagen.'),
            head('Few materials', 'Wenige Materialien'),
            para('Stoneware, glass, wood, iron, brass, linen, wool, leather. They age in the open, and all of them can be repaired or go back into the ground or the furnace.',
                 'Steinzeug, Glas, Holz, Eisen, Messing, Leinen, Wolle, Leder. Sie altern sichtbar, und alle lassen sich reparieren oder kehren in Erde oder Ofen zurück.'),
            head('Spare parts', 'Ersatzteile'),
            para('A lid, a leg, a shade, a cord: write to hallo@kontor.example. What we still draw, we still have; what we no longer draw, we had made twenty times over before we stopped.',
                 'Ein Deckel, ein Bein, ein Schirm, eine Schnur: Schreiben Sie an hallo@kontor.example. Was wir noch zeichnen, haben wir; was nicht mehr, davon ließen wir zum Schluss zwanzig Stück machen.'),
        )),
        ('delivery', ('Delivery', 'Versand'), ('What delivery costs, how long it takes and what happens to large parcels.', 'Was der Versand kostet, wie lange er dauert und was mit großen Paketen geschieht.'), (
            para('Ordered before noon, packed the same day. You get a link to follow the parcel as soon as the carrier has it.',
                 'Vor zwölf bestellt, am selben Tag gepackt. Den Link zum Verfolgen bekommen Sie, sobald das Paket beim Zusteller ist.'),
            prices(),
            para('Parcels to Switzerland, the United Kingdom and the United States may be charged duty and import tax on arrival; you pay them to the carrier.',
                 'Auf Pakete in die Schweiz, nach Großbritannien und in die USA können bei Ankunft Zoll und Einfuhrsteuer kommen; Sie zahlen sie beim Zusteller.'),
            head('Large things', 'Große Dinge'),
            para('Armchair, sofa and bench come on an appointment, with two people, to the room of your choice. They take the packaging back with them.',
                 'Sessel, Sofa und Bank kommen nach Termin, zu zweit und bis in das Zimmer, das Sie nennen. Die Verpackung nehmen wir wieder mit.'),
            head('Broken on the way', 'Unterwegs zerbrochen'),
            para('Send a photograph to hallo@kontor.example within 14 days. You get a new piece and keep the shards.',
                 'Schicken Sie binnen 14 Tagen ein Foto an hallo@kontor.example. Sie bekommen ein neues Stück und behalten die Scherben.'),
        )),
        ('returns', ('Returns', 'Rückgabe'), ('Thirty days to change your mind, and how the money comes back.', 'Dreißig Tage zum Überlegen, und wie das Geld zurückkommt.'), (
            para('You have **30 days** from the day the last parcel arrives. The law gives you 14; we think a chair needs a month.',
                 'Sie haben **30 Tage** ab dem Tag, an dem das letzte Paket kommt. Das Gesetz gibt Ihnen 14; wir finden, ein Stuhl braucht einen Monat.'),
            points(('Open your order in your account and choose what goes back.', 'Öffnen Sie die Bestellung im Konto und wählen Sie, was zurückgeht.'),
                   ('Print the label or show the code at the counter.', 'Drucken Sie den Schein oder zeigen Sie den Code am Schalter.'),
                   ('The money is on its way two working days after the parcel has arrived, by the way you paid.', 'Zwei Werktage nach Ankunft ist das Geld unterwegs, auf dem Weg, auf dem Sie gezahlt haben.'), ordered=True),
            head('What it costs', 'Was es kostet'),
            para('Nothing within Germany. From other countries you pay the postage, unless the thing is faulty.', 'Innerhalb Deutschlands nichts. Aus anderen Ländern tragen Sie das Porto, außer die Ware hat einen Fehler.'),
            head('What cannot go back', 'Was nicht zurückgeht'),
            para('Candles that have been lit and things engraved for you. Everything else you may unpack, pick up, sit on and sleep in for a night.',
                 'Angezündete Kerzen und für Sie gravierte Stücke. Alles andere dürfen Sie auspacken, in die Hand nehmen, darauf sitzen und eine Nacht darin schlafen.'),
            head('Your right to withdraw', 'Widerrufsrecht'),
            para('Independently of this you may withdraw from the contract within 14 days without giving a reason: a clear statement to hallo@kontor.example or to Kontor Waren GmbH, Speicherstraße 12, 04109 Leipzig is enough. We repay all payments including the standard delivery within 14 days; we may wait until the goods are back or you have shown that they were sent.',
                 'Davon unabhängig können Sie den Vertrag binnen 14 Tagen ohne Angabe von Gründen widerrufen: Eine eindeutige Erklärung an hallo@kontor.example oder an Kontor Waren GmbH, Speicherstraße 12, 04109 Leipzig genügt. Wir erstatten alle Zahlungen samt Standardversand binnen 14 Tagen; wir dürfen warten, bis die Ware zurück ist oder Sie die Absendung nachgewiesen haben.'),
        )),
        ('imprint', ('Imprint', 'Impressum'), ('Who runs this shop.', 'Wer diesen Shop betreibt.'), (
            para('Kontor Waren GmbH, Speicherstraße 12, 04109 Leipzig, Germany', 'Kontor Waren GmbH, Speicherstraße 12, 04109 Leipzig'),
            para('Managing director: Henrike Solms. Leipzig local court, HRB 00000. VAT ID DE000000000.', 'Geschäftsführerin: Henrike Solms. Amtsgericht Leipzig, HRB 00000. USt-IdNr. DE000000000.'),
            para('hallo@kontor.example, +49 341 0000000, Monday to Friday 9 to 17', 'hallo@kontor.example, +49 341 0000000, montags bis freitags 9 bis 17 Uhr'),
            para('We do not take part in dispute settlement before a consumer arbitration board.', 'Wir nehmen nicht an Streitbeilegungsverfahren vor einer Verbraucherschlichtungsstelle teil.'),
            para('This is the imprint of the demo catalogue: the company does not exist. Write your own before you open.', 'Dies ist das Impressum des Demo-Katalogs: Die Firma gibt es nicht. Schreiben Sie Ihr eigenes, bevor Sie öffnen.'),
        )),
        ('privacy', ('Privacy', 'Datenschutz'), ('What we know about you, what for, and for how long.', 'Was wir über Sie wissen, wofür und wie lange.'), (
            para('We count no visitors, show no advertising and give nothing to anybody who does not help with your order.', 'Wir zählen keine Besucher, zeigen keine Werbung und geben nichts an Leute, die nicht mit Ihrer Bestellung zu tun haben.'),
            table((('What', 'Was'), ('What for', 'Wofür'), ('How long', 'Wie lange')), (
                (('Name, address, e-mail', 'Name, Adresse, E-Mail'), ('your order, Art. 6 (1) b GDPR', 'Ihre Bestellung, Art. 6 Abs. 1 b DSGVO'), ('ten years, as tax law asks', 'zehn Jahre, wie es das Steuerrecht verlangt')),
                (('Payment', 'Zahlung'), ('kept by the payment provider; we see only the last digits', 'liegt beim Zahlungsdienst; wir sehen nur die letzten Ziffern'), ('as above', 'wie oben')),
                (('Cart', 'Warenkorb'), ('so that it is still there tomorrow, Art. 6 (1) f', 'damit er morgen noch da ist, Art. 6 Abs. 1 f'), ('30 days', '30 Tage')),
                (('Reviews', 'Bewertungen'), ('shown under the name you choose, Art. 6 (1) a', 'erscheinen unter dem Namen, den Sie wählen, Art. 6 Abs. 1 a'), ('until you take them back', 'bis Sie sie zurücknehmen')),
            )),
            head('Cookies', 'Cookies'),
            para('One for your session, one for your cart. Both are needed for the shop to work, so there is nothing to agree to.', 'Eins für die Anmeldung, eins für den Warenkorb. Beide braucht der Shop zum Arbeiten, darum gibt es nichts zuzustimmen.'),
            head('Your rights', 'Ihre Rechte'),
            para('You may see, correct, take along and delete your data, and complain to the data protection authority of Saxony. One e-mail to datenschutz@kontor.example is enough.',
                 'Sie dürfen Ihre Daten einsehen, berichtigen, mitnehmen und löschen lassen und sich bei der sächsischen Aufsicht beschweren. Eine E-Mail an datenschutz@kontor.example genügt.'),
        )),
    )  # fmt: skip
    for place, (handle, title, about, blocks) in enumerate(found):
        yield {
            'type': 'page',
            'handle': handle,
            'title': both(*title),
            'description': both(*about),
            'blocks': list(blocks),
            'position': place,
        }


def articles(pictures, shown):
    """Three pieces of the journal."""
    found = (
        ('how-to-season-a-pan', '2026-10-14', 'Jonas Behrend', ('frying-pan-black.webp', 'scene-kitchen.webp'), ('How to season an iron pan', 'Wie man eine Eisenpfanne einbrennt'),
         ('Three thin coats of oil, one hour, and then twenty years.', 'Drei dünne Schichten Öl, eine Stunde, dann zwanzig Jahre.'), (
            para('An iron pan arrives grey and a little shy. Everything sticks to it. After an hour of work it lets go of eggs, and after a year it is better than anything with a coating.',
                 'Eine Eisenpfanne kommt grau und etwas schüchtern an. Alles klebt. Nach einer Stunde Arbeit löst sich das Ei, nach einem Jahr ist sie besser als alles Beschichtete.'),
            head('What you need', 'Was Sie brauchen'),
            points(('linseed or rapeseed oil, two spoons', 'Leinöl oder Rapsöl, zwei Löffel'), ('a cotton rag that may go in the bin', 'ein Baumwolltuch, das danach weg darf'), ('an oven at 230 °C and an open window', 'ein Ofen mit 230 °C und ein offenes Fenster')),
            head('How it goes', 'So geht es'),
            points(('Wash off the rust protection with hot water and soap. It is the last soap this pan sees.', 'Den Rostschutz mit heißem Wasser und Seife abwaschen. Es ist die letzte Seife, die diese Pfanne sieht.'),
                   ('Dry it on the hob until no drop is left.', 'Auf dem Herd trocknen, bis kein Tropfen mehr da ist.'),
                   ('Rub in oil everywhere, handle too. Then wipe it off as if it had been a mistake: what stays is enough.', 'Überall Öl einreiben, auch am Stiel. Dann abwischen, als wäre es ein Versehen gewesen: Was bleibt, genügt.'),
                   ('Put it upside down into the oven for an hour. Let it cool inside.', 'Eine Stunde kopfüber in den Ofen. Darin abkühlen lassen.'),
                   ('Twice more, if you have the patience. If not, fry potatoes.', 'Noch zweimal, wenn Sie Geduld haben. Wenn nicht: Bratkartoffeln.'), ordered=True),
            para('Too much oil is the only mistake. It gets sticky, like varnish in the rain. Then scrub with salt and start again; iron forgives.',
                 'Zu viel Öl ist der einzige Fehler. Es wird klebrig wie Lack im Regen. Dann mit Salz abreiben und von vorn; Eisen verzeiht.'),
            para('The pan in the pictures is our [iron pan Glut](/p/frying-pan). The one at home is my grandmother’s.', 'Die Pfanne auf den Bildern ist unsere [Eisenpfanne Glut](/p/frying-pan). Die bei mir zu Hause ist von meiner Großmutter.'),
         ), ('frying-pan', 'salt-cellar', 'pot-holders', 'cookbook')),
        ('light-at-three-heights', '2026-09-23', 'Miriam Oduya', ('scene-lighting.webp',), ('Light at three heights', 'Licht auf drei Höhen'),
         ('Why the lamp in the middle of the ceiling is the least important one.', 'Warum die Lampe in der Mitte der Decke die unwichtigste ist.'), (
            para('Rooms with one lamp look like waiting rooms. The light comes from above, falls on everybody’s forehead and leaves the corners to themselves. You need no more light, only more places for it.',
                 'Räume mit einer Lampe sehen aus wie Wartezimmer. Das Licht kommt von oben, fällt allen auf die Stirn und lässt die Ecken allein. Sie brauchen nicht mehr Licht, nur mehr Orte dafür.'),
            shot(image('scene-lighting.webp'), 'On the floor, on a stool, above the head.', 'Am Boden, auf dem Hocker, über dem Kopf.'),
            head('Below the knee', 'Unter dem Knie'),
            para('A lamp on the floor makes a room larger, because the walls glow from below. A [paper moon](/p/paper-lantern) in the corner behind the chair is enough.', 'Eine Leuchte am Boden macht den Raum größer, weil die Wände von unten leuchten. Ein [Papiermond](/p/paper-lantern) in der Ecke hinter dem Sessel genügt.'),
            head('At the eyes of somebody who sits', 'Auf Augenhöhe im Sitzen'),
            para('This is the light to read and talk by. It should come from the side and hide its bulb: a shade, a cap, [opal glass](/p/wall-light).', 'Das ist das Licht zum Lesen und Reden. Es soll von der Seite kommen und seine Lampe verbergen: ein Schirm, ein Hut, [Opalglas](/p/wall-light).'),
            head('Above the table', 'Über dem Tisch'),
            para('Low, lower than you think: 60 to 65 centimetres between wood and rim. You see the food and each other, and nobody sees the bulb.', 'Tief, tiefer als man denkt: 60 bis 65 Zentimeter zwischen Holz und Rand. Man sieht das Essen und einander, und niemand sieht die Lampe.'),
            table((('For', 'Wofür'), ('Lumen', 'Lumen'), ('Kelvin', 'Kelvin')), (
                (('a corner', 'eine Ecke'), ('200–400', '200–400'), ('2200–2700', '2200–2700')), (('reading', 'Lesen'), ('400–600', '400–600'), ('2700', '2700')), (('a table for six', 'ein Tisch für sechs'), ('800–1000', '800–1000'), ('2700', '2700')))),
         ), ('paper-lantern', 'wall-light', 'dome-pendant', 'carry-lamp', 'filament-bulb')),
        ('a-week-in-vilnius', '2026-08-19', 'Henrike Solms', ('linen-napkins-moss.webp', 'scene-textiles.webp'), ('A week in Vilnius', 'Eine Woche in Vilnius'),
         ('Where our linen is sewn, and why the corner of a napkin takes eleven minutes.', 'Wo unser Leinen genäht wird, und warum die Ecke einer Serviette elf Minuten dauert.'), (
            para('Rasa and Tomas have two sewing machines, one cutting table and a dog called Siūlas, which means thread. From the window you see the river and the bus that brings the flax on Tuesdays.',
                 'Rasa und Tomas haben zwei Nähmaschinen, einen Zuschneidetisch und einen Hund namens Siūlas, das heißt Faden. Vom Fenster sieht man den Fluss und den Bus, der dienstags den Flachs bringt.'),
            para('A napkin is a square. Its sides take two minutes. Its corners take eleven, because they are folded like an envelope and closed by hand: eight stitches on the outside, none to be seen inside.',
                 'Eine Serviette ist ein Quadrat. Die Seiten dauern zwei Minuten. Die Ecken dauern elf, weil sie wie ein Brief gefaltet und von Hand geschlossen werden: acht Stiche außen, innen sieht man keinen.'),
            head('Washed with stones', 'Mit Steinen gewaschen'),
            para('Linen is stiff when it leaves the loom. In a drum as large as a car it turns for an hour with pumice from Iceland. What comes out has ten years of Sundays behind it and feels like it.',
                 'Leinen ist steif, wenn es vom Webstuhl kommt. In einer Trommel, groß wie ein Auto, dreht es sich eine Stunde mit Bims aus Island. Was herauskommt, hat zehn Jahre Sonntage hinter sich und fühlt sich auch so an.'),
            para('“People ask how to iron it,” says Rasa. “I ask why.”', '„Die Leute fragen, wie man es bügelt“, sagt Rasa. „Ich frage, warum.“'),
            para('From this table come our [napkins](/p/linen-napkins), our [bed linen](/p/bed-linen) and the [curtains](/p/curtain).', 'Von diesem Tisch kommen unsere [Servietten](/p/linen-napkins), die [Bettwäsche](/p/bed-linen) und die [Vorhänge](/p/curtain).'),
         ), ('linen-napkins', 'bed-linen', 'curtain', 'linen-cushion')),
    )  # fmt: skip
    for handle, day, author, files, title, teaser, blocks, goods in found:
        yield {'type': 'article', 'handle': handle, 'title': both(*title), 'teaser': both(*teaser), 'description': both(*teaser), **known(files), 'author': author,
               'publishedAt': f'{day}T07:00:00Z', 'blocks': list(blocks), 'related': [f'P-{good}' for good in goods if good in shown]}  # fmt: skip
