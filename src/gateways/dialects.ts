// The upstream dialects by their ids. A copied folder and a line here make a new one.
export { MD5_1688 as "1688-md5" } from "./1688-md5/gateway.ts";
export { OPEN_1688 as "1688-open" } from "./1688-open/gateway.ts";
export { SHA1_1688 as "1688-sha1" } from "./1688-sha1/gateway.ts";
export { ALIBABA_GLOBAL as "alibaba-global" } from "./alibaba-global/gateway.ts";
export { ALIBABA_IOP as "alibaba-iop" } from "./alibaba-iop/gateway.ts";
export { ALIBABA_V3 as "alibaba-v3" } from "./alibaba-v3/gateway.ts";
export { ALIEXPRESS_IOP as "aliexpress-iop" } from "./aliexpress-iop/gateway.ts";
export { ALIEXPRESS_MD5 as "aliexpress-md5" } from "./aliexpress-md5/gateway.ts";
