// `package_info_dto.product_unit` is a number of AliExpress' own list of units; those a buyer meets.
const UNIT_NAMES: Readonly<Record<string, string>> = {
  "100000000": "bag",
  "100000004": "dozen",
  "100000006": "gram",
  "100000007": "kilogram",
  "100000010": "meter",
  "100000013": "pair",
  "100000014": "pack",
  "100000015": "piece",
  "100000017": "set",
  "100078580": "carton",
};

/** The unit's name; null for a number that is not in the table. */
export const unitName = (code: string | null): string | null =>
  code !== null && Object.hasOwn(UNIT_NAMES, code) ? (UNIT_NAMES[code] ?? null) : null;
