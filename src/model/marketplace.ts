export const MARKETPLACES = ["1688", "aliexpress", "alibaba"] as const;

/**
 * Where sellers sell.
 * @example
 * const marketplace: Marketplace = "alibaba";
 */
export type Marketplace = (typeof MARKETPLACES)[number];

/**
 * The name of a gateway's folder: the marketplace, a hyphen, the dialect.
 * @example
 * const gateway: GatewayId = "aliexpress-iop";
 */
export type GatewayId = `${Marketplace}-${string}`;

export interface MarketplaceFacts {
  /** The name as the trade writes it. */
  readonly name: string;
  /** The platform's own gateway of today; a setting picks another. */
  readonly standardGateway: GatewayId;
  /** What the platform wants shown beside its data. */
  readonly attribution: string;
  /** How the variables of its settings begin. */
  readonly settingPrefix: string;
}

export const MARKETPLACE_FACTS: Readonly<Record<Marketplace, MarketplaceFacts>> = {
  "1688": {
    name: "1688",
    standardGateway: "1688-open",
    attribution: "数据来源 1688 (data source: 1688)",
    settingPrefix: "SOURCING_1688",
  },
  aliexpress: {
    name: "AliExpress",
    standardGateway: "aliexpress-iop",
    attribution: "Data source: AliExpress",
    settingPrefix: "SOURCING_ALIEXPRESS",
  },
  alibaba: {
    name: "Alibaba.com",
    standardGateway: "alibaba-iop",
    attribution: "Data source: Alibaba.com",
    settingPrefix: "SOURCING_ALIBABA",
  },
};
