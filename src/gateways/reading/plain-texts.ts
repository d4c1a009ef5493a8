import type { LocalizedText } from "../../model/localized-text.ts";
import type { Product } from "../../model/product.ts";
import { htmlToText } from "../../normalize/text/html.ts";

// Most texts have neither, and reading HTML is dear.
const MARKUP = /[<&]/;

/** A name or a value as one line of plain text: sellers write markup and entities where none belong. */
export const plainLine = (text: string): string => (MARKUP.test(text) ? htmlToText(text).replace(/\s+/g, " ").trim() : text);

/** The product with every name and value of the seller's read from HTML. The description has been read where it was found. */
export const plainTexts = (product: Product): Product => ({
  ...product,
  title: plainTitle(product.title),
  category: nullable(product.category),
  brand: nullable(product.brand),
  offer: { ...product.offer, unit: nullable(product.offer.unit) },
  skus: product.skus.map((sku) => ({
    ...sku,
    attributes: plainRecord(sku.attributes),
    customFields: sku.customFields.map(plainLine),
  })),
  supplier: {
    ...product.supplier,
    name: nullable(product.supplier.name),
    region: nullable(product.supplier.region),
  },
  shipping: {
    ...product.shipping,
    ports: product.shipping.ports.map(plainLine),
    coverage: nullable(product.shipping.coverage),
    options: product.shipping.options.map((option) =>
      option.carrier !== null && MARKUP.test(option.carrier) ? { ...option, carrier: nullable(option.carrier) } : option,
    ),
  },
  certifications: product.certifications.map((certificate) => ({
    ...certificate,
    type: plainLine(certificate.type),
    authority: nullable(certificate.authority),
  })),
  customization: {
    ...product.customization,
    leadTime: nullable(product.customization.leadTime),
    services: product.customization.services.map(plainLine),
  },
});

/** What is nothing but markup says nothing. */
function nullable(text: string | null): string | null {
  if (text === null || !MARKUP.test(text)) return text;
  const plain = plainLine(text);
  return plain === "" ? null : plain;
}

const plainTitle = (title: LocalizedText): LocalizedText =>
  typeof title === "string"
    ? plainLine(title)
    : Object.fromEntries(
        Object.entries(title).flatMap(([language, text]) => {
          const plain = plainLine(text);
          return plain === "" ? [] : [[language, plain]];
        }),
      );

function plainRecord(record: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const entries = Object.entries(record);
  if (!entries.some(([name, value]) => MARKUP.test(name) || MARKUP.test(value))) return record;
  return Object.fromEntries(
    entries.flatMap(([name, value]) => {
      const [plainName, plainValue] = [plainLine(name), plainLine(value)];
      return plainName === "" || plainValue === "" ? [] : [[plainName, plainValue]];
    }),
  );
}
