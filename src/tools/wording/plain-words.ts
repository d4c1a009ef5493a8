/** A sentence of the domain for people: a field's name as words, nothing quoted as code. */
export const plainWords = (text: string): string =>
  text
    .replace(/costs_by_product\["?([^"\]]+)"?\]\.([a-z_]+)/g, "$2 of $1")
    .replace(/`costs\.freight`/g, "your freight")
    .replace(/["'`]?\b(?:costs|facts|fx|costs_by_product)(?:\[[^\]]*\])?\.(?=[a-z])/gi, "")
    .replaceAll("`", "")
    // An address or a reference stays as it was written.
    .replace(/(?<![\w/:.-])[a-z]+(?:[._][a-z]+)+(?![\w/:?=&])/g, (name) =>
      name.includes("_") ? name.replace(/[._]/g, " ") : name,
    );
