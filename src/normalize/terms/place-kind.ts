import type { PlaceKind, TradeRule } from "../../model/trade-term.ts";
import { toHalfWidth } from "../text/half-width.ts";

// No place is longer; what stands behind it is prose.
const MAX_LENGTH = 200;
// Rules under which the seller hands over in the country of origin: only there "the factory" is the seller's.
const AT_ORIGIN: ReadonlySet<TradeRule> = new Set(["EXW", "FCA", "FAS", "FOB"]);
const WORKS =
  /\b(?:factor(?:y|ies)|premises?|works|plant|workshop|mill|warehouse|sellers?|suppliers?|manufacturers?|our)\b|厂|仓|卖方|供方|工场/i;
// A forwarder's or the buyer's warehouse is not the seller's.
const NOT_THE_SELLERS =
  /\b(?:forwarders?|carriers?|agents?|buyers?|your|consignees?|customers?|amazon|fba)\b|货代|代理|买方|客户|收货/i;
const AIRPORT =
  /\b(?:o'hare|heathrow|gatwick|schiphol|narita|haneda|kansai|changi|suvarnabhumi|charles de gaulle|baiyun|bao'an|chek lap kok|airports?|air ?cargo|aeropuerto|aeroporto|flughafen)\b|机场|空港/i;
const PORT =
  /\b(?:(?:sea ?)?ports?|harbou?r|terminal|wharf|pier|quay|docks?|puerto|hafen|haven|cfs|cy)\b|港(?!湾?区?路)|码头|堆场/i;
const DOOR =
  /\b(?:door|address|street|(?<=\w )st|road|(?<=\w )rd|avenue|ave|city|town|district|zip|residence|home|shop|store|office)\b|门|地址|[市区县镇路号]/i;
// A German, a Dutch, a British or an American postal code beside a name.
const POSTAL_CODE = /\b\d{5}(?:-\d{4})?\b|\b\d{4} ?[A-Z]{2}\b|\b[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}\b/;

// Where containers of the three marketplaces begin and end: the world's largest ports and those of China's export provinces.
const PORTS = new Set(
  (
    "shanghai,ningbo,ningbo-zhoushan,zhoushan,shenzhen,yantian,shekou,chiwan,guangzhou,huangpu,nansha,qingdao,tianjin,xingang,xiamen,dalian,fuzhou,mawei," +
    "lianyungang,zhuhai,zhongshan,shantou,taicang,nantong,wenzhou,zhanjiang,haikou,yingkou,qinzhou,hong kong,hongkong,kaohsiung,keelung,busan,pusan,incheon,tokyo,yokohama,osaka," +
    "kobe,nagoya,singapore,port klang,tanjung pelepas,laem chabang,haiphong,hai phong,ho chi minh,cat lai,jakarta,manila,mumbai,nhava sheva,mundra,chennai,colombo,karachi," +
    "chittagong,chattogram,jebel ali,dubai,dammam,jeddah,hamad,shuwaikh,sohar,haifa,ashdod,aqaba,alexandria,port said,mombasa,dar es salaam,durban,cape town,lagos,apapa,tema," +
    "casablanca,tanger med,hamburg,bremerhaven,rotterdam,antwerp,antwerpen,le havre,marseille,fos,felixstowe,southampton,london gateway,tilbury,liverpool,dublin,barcelona,valencia," +
    "algeciras,lisbon,sines,genoa,genova,la spezia,livorno,naples,trieste,koper,rijeka,piraeus,istanbul,ambarli,mersin,izmir,constanta,odessa,gdansk,gdynia,gothenburg,oslo,aarhus," +
    "helsinki,st petersburg,novorossiysk,vladivostok,los angeles,long beach,oakland,seattle,tacoma,vancouver,prince rupert,new york,newark,savannah,charleston,norfolk,baltimore," +
    "boston,miami,port everglades,houston,new orleans,mobile,halifax,montreal,manzanillo,lazaro cardenas,veracruz,altamira,colon,balboa,cartagena,buenaventura,callao,guayaquil," +
    "valparaiso,san antonio,santos,paranagua,itajai,navegantes,rio de janeiro,buenos aires,montevideo,sydney,melbourne,brisbane,fremantle,adelaide,auckland,tauranga,lyttelton,san juan," +
    "上海,宁波,舟山,深圳,盐田,蛇口,赤湾,广州,黄埔,南沙,青岛,天津,新港,厦门,大连,福州,马尾,连云港,珠海,中山,汕头,太仓,南通,温州,湛江,钦州,香港,高雄,基隆,釜山,新加坡,洛杉矶,长滩,纽约,汉堡,鹿特丹,安特卫普"
  ).split(","),
);
const AIRPORT_CODES = new Set(
  "PVG,SHA,PEK,PKX,CAN,SZX,HKG,NGB,HGH,XMN,CTU,CKG,CGO,WUH,TAO,TSN,ICN,NRT,HND,KIX,SIN,BKK,KUL,SGN,HAN,DEL,BOM,DXB,DWC,DOH,RUH,JED,IST,TLV,CAI,JNB,NBO,LOS,FRA,LEJ,CGN,MUC,AMS,LGG,BRU,CDG,LHR,STN,EMA,MAD,BCN,MXP,FCO,LUX,LAX,SFO,ORD,JFK,EWR,ATL,MIA,DFW,MEM,SDF,ANC,YYZ,YVR,MEX,BOG,LIM,SCL,GRU,VCP,EZE,SYD,MEL,AKL".split(
    ",",
  ),
);
// Inland places that traders name; a name that is on no list is unknown.
const CITIES = new Set(
  (
    "yiwu,yongkang,jinhua,hangzhou,dongguan,foshan,huizhou,jiangmen,quanzhou,jinjiang,suzhou,wuxi,changzhou,nanjing,hefei,wuhan,changsha,chengdu,chongqing,xi'an,xian,zhengzhou,jinan," +
    "beijing,shijiazhuang,harbin,kunming,taizhou,shaoxing,huzhou,jiaxing,taipei,seoul,kyoto,hanoi,bangkok,kuala lumpur,new delhi,delhi,bangalore,hyderabad,lahore,dhaka,riyadh,abu dhabi," +
    "doha,tehran,baghdad,amman,cairo,nairobi,addis ababa,johannesburg,pretoria,accra,ankara,moscow,kyiv,minsk,warsaw,lodz,krakow,wroclaw,poznan,prague,brno,budapest,bratislava,vienna,graz," +
    "zurich,geneva,basel,bern,munich,muenchen,münchen,berlin,frankfurt,cologne,köln,koeln,stuttgart,nuremberg,nürnberg,nuernberg,leipzig,dresden,hanover,hannover,dortmund,duisburg,essen," +
    "dusseldorf,düsseldorf,paris,lyon,toulouse,lille,strasbourg,brussels,liege,eindhoven,utrecht,tilburg,venlo,luxembourg,madrid,zaragoza,seville,milan,turin,bologna,rome,verona,london," +
    "birmingham,manchester,leeds,sheffield,glasgow,edinburgh,stockholm,copenhagen,chicago,dallas,atlanta,denver,phoenix,memphis,columbus,indianapolis,detroit,cleveland,pittsburgh," +
    "philadelphia,minneapolis,st louis,kansas city,nashville,charlotte,austin,las vegas,salt lake city,ontario ca,toronto,calgary,edmonton,ottawa,mexico city,guadalajara,monterrey,bogota," +
    "medellin,quito,lima,santiago,la paz,asuncion,sao paulo,são paulo,campinas,brasilia,belo horizonte,curitiba,cordoba,canberra,wellington,almaty,tashkent," +
    "义乌,永康,金华,杭州,东莞,佛山,惠州,江门,泉州,晋江,苏州,无锡,常州,南京,合肥,武汉,长沙,成都,重庆,西安,郑州,济南,北京,石家庄,昆明,台州,绍兴,湖州,嘉兴,芝加哥,柏林,慕尼黑,巴黎,伦敦,莫斯科"
  ).split(","),
);

// Countries and China's provinces beside a name: "Ningbo, Zhejiang", 广东深圳.
const REGIONS =
  /\b(?:prc|p\.?r\.?china|china|mainland|cn|usa?|u\.s\.a?|de|uk|germany|zhejiang|guangdong|fujian|jiangsu|shandong|liaoning|hebei|guangxi|hainan|anhui|province)\b|中国|(?:浙江|广东|福建|江苏|山东|辽宁|河北|广西|海南|安徽)省?/g;

/**
 * Where the seller's part of the way ends: at the works, a port, an airport or a city (the door); "unknown" where the words do not
 * say it and the name is on no list.
 */
export function placeKindOf(place: string | null, rule: TradeRule): PlaceKind {
  if (place === null) return "unknown";
  const text = toHalfWidth(place.slice(0, MAX_LENGTH)).replace(/[’`]/g, "'").trim();
  const isOthers = NOT_THE_SELLERS.test(text);
  if (WORKS.test(text) && !isOthers && AT_ORIGIN.has(rule)) return "works";
  if (AIRPORT.test(text)) return "airport";
  if (PORT.test(text)) return "port";
  if (WORKS.test(text) || DOOR.test(text) || POSTAL_CODE.test(text) || isOthers) return "city";
  return listed(text);
}

// "Tianjin Xingang" and 深圳盐田 are a port and its terminal.
const CHINESE_PORTS = new RegExp(`^(?:${[...PORTS].filter((name) => /\p{Script=Han}/u.test(name)).join("|")})+$`);

const isSeveralPorts = (name: string): boolean =>
  name.length <= 40 &&
  (CHINESE_PORTS.test(name) || (name.includes(" ") && name.split(" ").every((word) => PORTS.has(word) && !CITIES.has(word))));

/** By the first part that a list knows: "Ningbo, China", "Yiwu (Zhejiang)", "CN Shanghai". */
function listed(text: string): PlaceKind {
  if (text.split(/[^A-Za-z]+/).some((word) => AIRPORT_CODES.has(word))) return "airport";
  for (const part of text.toLowerCase().split(/[,;/()、]|\s-\s/)) {
    const name = part
      .replace(REGIONS, "")
      .replace(/[\s.]+/g, " ")
      .trim();
    if (PORTS.has(name) || isSeveralPorts(name)) return "port";
    if (CITIES.has(name)) return "city";
  }
  return "unknown";
}
