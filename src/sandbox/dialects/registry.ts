import { md5On1688 } from "./1688-md5.ts";
import { open1688 } from "./1688-open.ts";
import { sha1On1688 } from "./1688-sha1.ts";
import { alibabaGlobal } from "./alibaba-global.ts";
import { alibabaIop } from "./alibaba-iop.ts";
import { alibabaV3 } from "./alibaba-v3.ts";
import { aliexpressIop } from "./aliexpress-iop.ts";
import { aliexpressMd5 } from "./aliexpress-md5.ts";
import type { Dialect } from "./dialect.ts";

/** The dialects that the sandbox speaks. */
export const DIALECTS: readonly Dialect[] = [
  open1688,
  sha1On1688,
  md5On1688,
  aliexpressIop,
  aliexpressMd5,
  alibabaIop,
  alibabaV3,
  alibabaGlobal,
];
