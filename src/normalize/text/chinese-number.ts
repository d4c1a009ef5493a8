const DIGITS = "〇一二三四五六七八九";

/** A number below a hundred as it is written in Chinese: 八, 两, 十五, 二十, 三十一; what is no digit counts 0. */
export function chineseNumber(written: string): number {
  const [high = "", low] = written.replace("两", "二").split("十");
  return low === undefined ? digitOf(high) : (high === "" ? 1 : digitOf(high)) * 10 + digitOf(low);
}

const digitOf = (sign: string): number => Math.max(DIGITS.indexOf(sign), 0);
