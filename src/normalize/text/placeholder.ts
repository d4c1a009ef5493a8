import { toHalfWidth } from "./half-width.ts";

const NOTHING =
  /^(?:n[/.\\]?a\.?|none|no|nil|null|undefined|unknown|not available|not applicable|no certificat(?:e|es|ion|ions)|other|others|[-/.*_]+|无|没有|暂无|暂无证书|无证书|未填写|未提供|其他|其它|不详)$/i;

/** What sellers and platforms write where there is nothing to say: "N/A", "none", "-", "暂无". */
export const isPlaceholder = (text: string): boolean =>
  text.length <= 40 && (text.trim() === "" || NOTHING.test(toHalfWidth(text).trim()));
