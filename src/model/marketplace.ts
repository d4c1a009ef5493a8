export const MARKETPLACES = ["1688", "aliexpress", "alibaba"] as const;
export type Marketplace = (typeof MARKETPLACES)[number];

export const GATEWAY_IDS = [
  "1688-open",
  "1688-sha1",
  "1688-md5",
  "aliexpress-iop",
  "aliexpress-md5",
  "alibaba-iop",
  "alibaba-v3",
  "alibaba-global",
] as const;
export type GatewayId = (typeof GATEWAY_IDS)[number];

export interface MarketplaceFacts {
  /** The name as the trade writes it. */
  readonly name: string;
  /** The platform's own gateway of today; a setting picks another. The first of its list. */
  readonly gateways: readonly [GatewayId, ...GatewayId[]];
  /** What the platform wants shown beside its data. */
  readonly attribution: string;
  /** How the variables of its settings begin. */
  readonly settingPrefix: string;
}

export const MARKETPLACE_FACTS: Readonly<Record<Marketplace, MarketplaceFacts>> = {
  "1688": {
    name: "1688",
    gateways: ["1688-open", "1688-sha1", "1688-md5"],
    attribution: "数据来源 1688 (data source: 1688)",
    settingPrefix: "SOURCING_1688",
  },
  aliexpress: {
    name: "AliExpress",
    gateways: ["aliexpress-iop", "aliexpress-md5"],
    attribution: "Data source: AliExpress",
    settingPrefix: "SOURCING_ALIEXPRESS",
  },
  alibaba: {
    name: "Alibaba.com",
    gateways: ["alibaba-iop", "alibaba-v3", "alibaba-global"],
    attribution: "Data source: Alibaba.com",
    settingPrefix: "SOURCING_ALIBABA",
  },
};
