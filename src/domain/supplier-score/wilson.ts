import { Decimal } from "../../model/money.ts";

// The 97.5th percentile of the normal distribution: 95 % two-sided.
const Z = new Decimal("1.959963984540054");

/**
 * The lower end of the 95 % Wilson score interval: what a share of `sampleSize` trials promises at the least. Fair to small samples,
 * where 1 of 1 says little (Wilson 1927, JASA 22).
 */
export function wilsonLowerBound(share: Decimal, sampleSize: number): Decimal {
  const squared = Z.times(Z);
  const centre = share.plus(squared.div(2 * sampleSize));
  const variance = share.times(new Decimal(1).minus(share)).div(sampleSize);
  const spread = Z.times(variance.plus(squared.div(new Decimal(sampleSize).times(sampleSize).times(4))).sqrt());
  return Decimal.max(0, centre.minus(spread).div(squared.div(sampleSize).plus(1)));
}
