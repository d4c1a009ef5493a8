// Provinces first, then the towns that exporters write from: enough for a forwarder to quote a pick-up.
const NAMES = `浙江 Zhejiang|广东 Guangdong|福建 Fujian|江苏 Jiangsu|山东 Shandong|上海 Shanghai|北京 Beijing|天津 Tianjin|重庆 Chongqing
河北 Hebei|河南 Henan|湖北 Hubei|湖南 Hunan|江西 Jiangxi|安徽 Anhui|四川 Sichuan|辽宁 Liaoning|吉林 Jilin|黑龙江 Heilongjiang|山西 Shanxi|陕西 Shaanxi
广西 Guangxi|云南 Yunnan|贵州 Guizhou|海南 Hainan|甘肃 Gansu|青海 Qinghai|宁夏 Ningxia|新疆 Xinjiang|西藏 Tibet|内蒙古 Inner Mongolia
杭州 Hangzhou|宁波 Ningbo|温州 Wenzhou|金华 Jinhua|台州 Taizhou|嘉兴 Jiaxing|湖州 Huzhou|绍兴 Shaoxing|丽水 Lishui|衢州 Quzhou|舟山 Zhoushan
义乌 Yiwu|永康 Yongkang|武义 Wuyi|东阳 Dongyang|浦江 Pujiang|兰溪 Lanxi|苍南 Cangnan|瑞安 Rui'an|乐清 Yueqing|平阳 Pingyang|永嘉 Yongjia
慈溪 Cixi|余姚 Yuyao|宁海 Ninghai|象山 Xiangshan|安吉 Anji|德清 Deqing|长兴 Changxing|海宁 Haining|桐乡 Tongxiang|平湖 Pinghu|诸暨 Zhuji
温岭 Wenling|临海 Linhai|玉环 Yuhuan|天台 Tiantai|缙云 Jinyun|龙泉 Longquan|庆元 Qingyuan|富阳 Fuyang|桐庐 Tonglu|萧山 Xiaoshan
广州 Guangzhou|深圳 Shenzhen|东莞 Dongguan|佛山 Foshan|中山 Zhongshan|珠海 Zhuhai|惠州 Huizhou|汕头 Shantou|江门 Jiangmen|潮州 Chaozhou|揭阳 Jieyang
肇庆 Zhaoqing|清远 Qingyuan|阳江 Yangjiang|澄海 Chenghai|顺德 Shunde|普宁 Puning
厦门 Xiamen|泉州 Quanzhou|福州 Fuzhou|漳州 Zhangzhou|莆田 Putian|宁德 Ningde|德化 Dehua|晋江 Jinjiang|石狮 Shishi|南安 Nan'an|安溪 Anxi
苏州 Suzhou|南京 Nanjing|无锡 Wuxi|常州 Changzhou|南通 Nantong|扬州 Yangzhou|徐州 Xuzhou|镇江 Zhenjiang|盐城 Yancheng|宿迁 Suqian|连云港 Lianyungang
昆山 Kunshan|常熟 Changshu|张家港 Zhangjiagang|江阴 Jiangyin|丹阳 Danyang|宜兴 Yixing
青岛 Qingdao|济南 Jinan|烟台 Yantai|临沂 Linyi|潍坊 Weifang|淄博 Zibo|威海 Weihai|菏泽 Heze|曹县 Caoxian
合肥 Hefei|武汉 Wuhan|长沙 Changsha|南昌 Nanchang|景德镇 Jingdezhen|成都 Chengdu|郑州 Zhengzhou|石家庄 Shijiazhuang|保定 Baoding|沧州 Cangzhou
白沟 Baigou|大连 Dalian|沈阳 Shenyang|西安 Xi'an|南宁 Nanning|昆明 Kunming|醴陵 Liling|黄石 Huangshi|许昌 Xuchang`;

const BY_CHINESE: readonly (readonly [chinese: string, latin: string])[] = NAMES.split(/[|\n]/).map((pair) => {
  const [chinese = "", ...latin] = pair.split(" ");
  return [chinese, latin.join(" ")];
});

// What is written in Latin letters already is taken where it can be a place: a region is the seller's word.
const LATIN = /^[A-Za-z][A-Za-z .,'-]{1,40}$/;

/**
 * A seller's region as a forwarder abroad reads it, the town first; null where no part of it is known.
 * @example placeInEnglish("浙江省金华市永康市") // "Yongkang, Jinhua, Zhejiang"
 */
export function placeInEnglish(region: string | null): string | null {
  if (region === null) return null;
  if (LATIN.test(region)) return region;
  const found = BY_CHINESE.flatMap(([chinese, latin]) => {
    const at = region.indexOf(chinese);
    return at < 0 ? [] : [{ at, latin }];
  }).sort((a, b) => b.at - a.at);
  return found.length === 0 ? null : [...new Set(found.map(({ latin }) => latin))].join(", ");
}

// Harbours and districts that traders name, beside the towns.
const MORE_PLACES =
  /\b(?:china|prc|hong ?kong|taipei|kaohsiung|keelung|yantian|shekou|chiwan|nansha|huangpu|xingang|lianyungang|zhoushan|taicang|beilun)\b/i;

/** Whether a place written in Latin letters is one of China's. */
export const isPlaceInChina = (place: string): boolean =>
  MORE_PLACES.test(place) || BY_CHINESE.some(([, latin]) => new RegExp(`\\b${latin}\\b`, "i").test(place));
