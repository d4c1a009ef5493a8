import type { CallResult } from "../../tools/call-tool.ts";
import type { ProductItem } from "../../tools/get-product/tool.ts";

type Input = Readonly<Record<string, unknown>>;
export type AskTool = (input: Input) => Promise<CallResult>;

/** The items of an answer of get_product with all their SKUs, page by page. The listings are in the cache by now. */
export async function everySku(structured: Input, ask: AskTool, input: Input): Promise<readonly ProductItem[]> {
  const items: ProductItem[] = [];
  for (const item of itemsOf(structured)) items.push(await completed(item, ask, input));
  return items;
}

const itemsOf = (structured: Input | null): readonly ProductItem[] =>
  (structured?.["products"] ?? []) as readonly ProductItem[];

async function completed(item: ProductItem, ask: AskTool, input: Input): Promise<ProductItem> {
  let { product } = item;
  while (product?.skus?.next_offset != null) {
    const { skus } = product;
    const { structured } = await ask({ ...input, products: [item.ref], sku_offset: skus.next_offset });
    const [next] = itemsOf(structured);
    // A page that moves nothing on would be asked for for ever.
    if (next?.product?.skus == null || next.product.skus.items.length === 0) break;
    product = { ...product, skus: { ...next.product.skus, items: [...skus.items, ...next.product.skus.items] } };
  }
  return product === undefined ? item : { ...item, product };
}
