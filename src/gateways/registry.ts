import type { GatewayId } from "../model/marketplace.ts";
import { MD5_1688 } from "./1688-md5/gateway.ts";
import { OPEN_1688 } from "./1688-open/gateway.ts";
import { SHA1_1688 } from "./1688-sha1/gateway.ts";
import { ALIBABA_GLOBAL } from "./alibaba-global/gateway.ts";
import { ALIBABA_IOP } from "./alibaba-iop/gateway.ts";
import { ALIBABA_V3 } from "./alibaba-v3/gateway.ts";
import { ALIEXPRESS_IOP } from "./aliexpress-iop/gateway.ts";
import { ALIEXPRESS_MD5 } from "./aliexpress-md5/gateway.ts";
import type { Gateway } from "./gateway.ts";

/** Every upstream dialect by its id. A new one is a copied folder and a line here. */
export const GATEWAYS: Readonly<Record<GatewayId, Gateway>> = {
  "1688-open": OPEN_1688,
  "1688-sha1": SHA1_1688,
  "1688-md5": MD5_1688,
  "aliexpress-iop": ALIEXPRESS_IOP,
  "aliexpress-md5": ALIEXPRESS_MD5,
  "alibaba-iop": ALIBABA_IOP,
  "alibaba-v3": ALIBABA_V3,
  "alibaba-global": ALIBABA_GLOBAL,
};
