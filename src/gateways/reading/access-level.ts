export interface AccessLevel {
  /** Groups of the payload that this level adds. */
  readonly groups: readonly string[];
  /** Fields of the product, or whole groups of it, that they fill. */
  readonly fields: readonly string[];
}

/**
 * The fields that an app's access level leaves out. The level shows in the highest group that came: what belongs above it is not
 * licensed, what is absent at or below it is simply absent.
 */
export function notLicensedFields(payload: Readonly<Record<string, unknown>>, levels: readonly AccessLevel[]): string[] {
  const came = (group: string): boolean => payload[group] !== undefined && payload[group] !== null;
  const highest = levels.findLastIndex(({ groups }) => groups.some(came));
  return highest < 0 ? [] : levels.slice(highest + 1).flatMap(({ fields }) => fields);
}
