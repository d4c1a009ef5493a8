// What people and models write for a field, without capitals and marks, and the fields that it may mean: the first that the tool has.
const MEANT: readonly (readonly [names: string, fields: readonly string[]])[] = [
  ["qty amount count number units pieces pcs howmany need order_quantity", ["quantity", "limit", "from"]],
  [
    "deadline leadtime maxleadtime maxdays days deliverydays deliverytime maxleaddays leaddays neededby within",
    ["lead_time_days", "requirements.max_lead_time_days"],
  ],
  ["exchangerate exchangerates fxrate fxrates rates rate exchange", ["fx.rates"]],
  ["country to shipto shippingcountry deliverycountry market destinationcountry shipcountry", ["destination", "country"]],
  ["destination shipto to", ["country"]],
  ["shipping shippingcost freightcost delivery deliverycost transport carriage shippingfee", ["freight", "costs.freight"]],
  ["tariff tariffs tariffrate duty importduty customs customsduty dutyrates", ["duty_rate", "costs.duty_rate"]],
  ["vat tax taxes gst taxrate salestax importtax", ["vat_rate", "costs.vat_rate"]],
  ["insurance", ["insurance_rate", "costs.insurance_rate"]],
  ["broker customsbroker brokerfee clearance customsclearance", ["brokerage", "costs.brokerage"]],
  ["mould mold tooling setup moulds", ["one_time", "costs.one_time", "one_time_costs"]],
  ["inspection bankfee", ["per_order", "costs.per_order"]],
  ["vatrecoverable recoversvat vatback canrecovervat", ["vat_recoverable", "costs.vat_recoverable"]],
  ["minscore score supplierscore minsupplierscore", ["min_supplier_score", "requirements.min_supplier_score"]],
  ["certificate certificates certs certification", ["certifications", "requirements.certifications"]],
  ["verified verifiedsupplier audited", ["verified_only", "requirements.verified_only"]],
  [
    "urls url links link refs ref references reference listings listing items item suppliers ids product",
    ["products", "product"],
  ],
  ["q keyword keywords search name term terms searchterm", ["query"]],
  ["maxprice pricemax priceto maxunitprice", ["max_unit_price"]],
  ["platform platforms site sites marketplace source sources", ["marketplaces", "marketplace"]],
  ["quote quotes offer ownoffers", ["offers"]],
  ["price unitprice pricelist", ["prices", "unit_price"]],
  ["cost price value fee sum", ["amount"]],
  ["pricebreaks tiers ladder", ["prices"]],
  ["moq minorder minimum minimumorder minquantity", ["min_order_quantity", "from"]],
  ["incoterm incoterms term terms tradeterms", ["trade_term"]],
  ["multiple packsize", ["order_multiple"]],
  ["sortby orderby", ["sort"]],
  ["perpage size top max results", ["limit"]],
  ["id decision decisionid", ["decision_id"]],
  ["lang locale languages", ["language", "languages"]],
  ["image picture photo imageurl", ["image_url"]],
  ["maxbudget spend maxtotal maxspend maxcost pricelimit", ["budget"]],
  ["dailysales dailydemand salesperday demand", ["daily_demand"]],
  ["exact exactly nooverbuy", ["allow_overbuy"]],
  ["objective goal optimizefor optimisefor rankby", ["priority"]],
  ["verbosity verbose level", ["detail"]],
  ["known profiledata supplier", ["profile"]],
];

const BY_NAME: ReadonlyMap<string, readonly string[]> = new Map(
  MEANT.flatMap(([names, fields]) => names.split(" ").map((name) => [bare(name), fields] as const)).reduce<
    [string, readonly string[]][]
  >((all, [name, fields]) => {
    const known = all.find(([other]) => other === name);
    if (known) known[1] = [...known[1], ...fields];
    else all.push([name, fields]);
    return all;
  }, []),
);

function bare(key: string): string {
  return key.toLowerCase().replace(/[^a-z0-9]/g, "");
}

/** The fields, as paths, that may be meant by a name which is none of a tool's; empty where nobody writes it for one. */
export const fieldsMeantBy = (key: string): readonly string[] => BY_NAME.get(bare(key)) ?? [];
