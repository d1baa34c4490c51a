"""Reads reviews.txt: one review a line, `product | stars | language | author | title | text`, an answer of the shop below it after `>`."""

import datetime
import uuid
import zlib
from pathlib import Path

HERE = Path(__file__).parent
FIRST, DAYS = datetime.date(2026, 2, 2), 280


def reviews(shown):
    """The reviews of products that are there. Ids and dates are made of the text, so they stay when others are added."""
    found = []
    for line in (HERE / 'reviews.txt').read_text('utf8').splitlines():
        if line.startswith('>'):
            written = datetime.date.fromisoformat(found[-1]['writtenAt'][:10])
            found[-1]['answer'] = {'text': line[1:].strip(), 'at': f'{written + datetime.timedelta(days=2)}T09:00:00Z'}
        elif line.strip() and not line.startswith('#'):
            good, stars, locale, author, title, text = (part.strip() for part in line.split('|'))
            lot = zlib.crc32(line.encode())
            day = FIRST + datetime.timedelta(days=lot % DAYS)
            found.append({'type': 'review', 'id': str(uuid.uuid5(uuid.NAMESPACE_URL, line)), 'productId': f'P-{good}', 'rating': int(stars), 'title': title, 'text': text,
                          'author': author, 'locale': locale, 'writtenAt': f'{day}T{7 + lot % 15:02}:{lot // 15 % 60:02}:00Z', 'verified': lot % 6 > 0})  # fmt: skip
    return [review for review in found if review['productId'].removeprefix('P-') in shown]
