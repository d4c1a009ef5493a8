import type { GatewayId } from "../../model/marketplace.ts";
import { md5On1688 } from "./1688-md5.ts";
import { open1688 } from "./1688-open.ts";
import { sha1On1688 } from "./1688-sha1.ts";
import { alibabaGlobal } from "./alibaba-global.ts";
import { alibabaIop } from "./alibaba-iop.ts";
import { alibabaV3 } from "./alibaba-v3.ts";
import { aliexpressIop } from "./aliexpress-iop.ts";
import { aliexpressMd5 } from "./aliexpress-md5.ts";
import type { Dialect } from "./dialect.ts";

export const DIALECTS: Readonly<Record<GatewayId, Dialect>> = {
  "1688-open": open1688,
  "1688-sha1": sha1On1688,
  "1688-md5": md5On1688,
  "aliexpress-iop": aliexpressIop,
  "aliexpress-md5": aliexpressMd5,
  "alibaba-iop": alibabaIop,
  "alibaba-v3": alibabaV3,
  "alibaba-global": alibabaGlobal,
};
