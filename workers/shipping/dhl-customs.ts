import { Permanent } from '@kontor/kit/asks';
import { alpha3 } from './alpha3.ts';
import type { Booking, Declared } from './carrier.ts';
import { isInUnion } from './customs.ts';

const MINOR = 100;
const MOST_ITEMS = 99;

/** What is declared of goods that have no tariff number or origin of their own; `eori` is the shop's number at customs. */
export type CustomsDefaults = { hsCode?: string | undefined; origin?: string | undefined; eori?: string | undefined };

const refuse = (why: string) => new Permanent(`the carrier refuses: ${why}`);

function itemOf({ description, quantity, value, weightGrams, hsCode, origin }: Declared, currency: string, defaults: CustomsDefaults) {
  const tariff = hsCode ?? defaults.hsCode;
  const country = origin ?? defaults.origin;
  const countryOfOrigin = country && alpha3(country);
  if (!tariff) throw refuse(`customs want a tariff number of '${description}': set CUSTOMS_HS_CODE`);
  if (!countryOfOrigin) throw refuse(`customs want to know where '${description}' was made: set CUSTOMS_ORIGIN`);
  return {
    itemDescription: description.slice(0, 256),
    packagedQuantity: quantity,
    hsCode: tariff,
    countryOfOrigin,
    itemValue: { currency, value: value / MINOR },
    itemWeight: { uom: 'g', value: Math.max(1, weightGrams) },
  };
}

/** The declaration (CN23) of a parcel that leaves the customs union, null for one that does not. Throws `Permanent` for what is missing. */
export function customsOf({ recipient, parcels, customs }: Booking, defaults: CustomsDefaults) {
  if (isInUnion(recipient.country)) return null;
  if (!customs || customs.items.length === 0) throw refuse(`customs of ${recipient.country} want to know what is in the parcel`);
  if (parcels.length > 1) throw refuse('what goes through customs is declared parcel by parcel, and this shipment has several');
  if (customs.items.length > MOST_ITEMS) throw refuse(`customs take at most ${MOST_ITEMS} kinds of goods in a parcel`);
  const { currency, delivery, items } = customs;
  return {
    exportType: 'COMMERCIAL_GOODS',
    postalCharges: { currency, value: delivery / MINOR },
    ...(defaults.eori && { shipperCustomsRef: defaults.eori }),
    items: items.map((item) => itemOf(item, currency, defaults)),
  };
}
