/** ISO 3166-1: the two letters that we keep, and the three that some carriers want. */
const codes: Readonly<Record<string, string>> = Object.fromEntries(
  (
    'AT AUT BD BGD BE BEL BG BGR CH CHE CN CHN CY CYP CZ CZE DE DEU DK DNK EE EST ES ESP FI FIN FR FRA GB GBR GR GRC HR HRV HU HUN IE IRL IN IND IS ISL IT ITA JP JPN LI LIE LT LTU ' +
    'LU LUX LV LVA MC MCO MT MLT NL NLD NO NOR PL POL PT PRT RO ROU SE SWE SI SVN SK SVK SM SMR TR TUR TW TWN US USA VA VAT VN VNM'
  )
    .match(/\w{2} \w{3}/g)
    ?.map((pair): [string, string] => [pair.slice(0, 2), pair.slice(3)]) ?? [],
);

export const alpha3 = (country: string): string | undefined => codes[country];
