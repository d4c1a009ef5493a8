import { md5On1688 } from "./1688-md5/answer.ts";
import { open1688 } from "./1688-open/answer.ts";
import { sha1On1688 } from "./1688-sha1/answer.ts";
import { alibabaGlobal } from "./alibaba-global/answer.ts";
import { alibabaIop } from "./alibaba-iop/answer.ts";
import { alibabaV3 } from "./alibaba-v3/answer.ts";
import { aliexpressIop } from "./aliexpress-iop/answer.ts";
import { aliexpressMd5 } from "./aliexpress-md5/answer.ts";
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
