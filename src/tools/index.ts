import { comparePurchaseOptions } from "./compare-purchase-options/tool.ts";
import { extractLanguage } from "./extract-language/tool.ts";
import { getProduct } from "./get-product/tool.ts";
import { recheckDecision } from "./recheck-decision/tool.ts";
import { scoreSupplier } from "./score-supplier/tool.ts";
import { searchProducts } from "./search-products/tool.ts";
import type { AnyTool } from "./tool.ts";

/** The tools in the order in which a client shows them. A file of this folder with a tool in it stands here. */
export const TOOLS: readonly AnyTool[] = [
  getProduct,
  comparePurchaseOptions,
  scoreSupplier,
  extractLanguage,
  recheckDecision,
  searchProducts,
];
