import { placeLines } from '@kontor/contracts/countries';
import { countryName } from '@kontor/contracts/format';
import type { Locale } from '@kontor/contracts/ids';
import type { Address } from '@kontor/contracts/order';

/** An address as it stands on a parcel. */
export function PostalAddress({ address, locale }: { address: Address; locale: Locale }) {
  const country = countryName(address.country, locale);
  const lines = [address.name, address.company, address.street, address.addition, ...placeLines(address), country];
  return (
    <address className="break-words not-italic">
      {lines.filter(Boolean).map((line, index) => (
        <span key={index} className="block">
          {line}
        </span>
      ))}
    </address>
  );
}
