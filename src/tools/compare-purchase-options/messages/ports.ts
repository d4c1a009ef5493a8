/** A seaport in both languages. */
export interface Port {
  readonly en: string;
  readonly zh: string;
}

const SHANGHAI: Port = { en: "Shanghai", zh: "上海" };
const TIANJIN: Port = { en: "Tianjin", zh: "天津" };
const SHENZHEN: Port = { en: "Shenzhen", zh: "深圳" };

// The seaport that exporters of a province commonly quote from.
const PORT_OF: readonly (readonly [province: RegExp, port: Port])[] = [
  [/浙江|zhejiang|宁波|ningbo|义乌|yiwu|金华|jinhua/i, { en: "Ningbo", zh: "宁波" }],
  [/广东|guangdong|深圳|shenzhen|广州|guangzhou|东莞|dongguan|湖南|hunan|江西|jiangxi/i, SHENZHEN],
  [/福建|fujian|厦门|xiamen|泉州|quanzhou/i, { en: "Xiamen", zh: "厦门" }],
  [/江苏|jiangsu|上海|shanghai|安徽|anhui|苏州|suzhou/i, SHANGHAI],
  [/山东|shandong|青岛|qingdao/i, { en: "Qingdao", zh: "青岛" }],
  [/天津|tianjin|河北|hebei|北京|beijing/i, TIANJIN],
];

/** The port to ask an FOB price for; null where the seller's region is not known. */
export function nearestPort(region: string | null): Port | null {
  if (region === null) return null;
  return PORT_OF.find(([province]) => province.test(region))?.[1] ?? null;
}
