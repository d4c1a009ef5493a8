import type { IndicatorName } from "../../domain/supplier-score/score-indicators.ts";

/** The indicators as a buyer speaks of them. */
export const INDICATOR_WORDS: Readonly<Record<IndicatorName, string>> = {
  factory_audit: "a factory audit",
  iso: "an ISO certificate",
  trade_assurance: "trade assurance",
  certifications: "product certificates",
  years: "years in business",
  transaction_level: "its grade on the platform",
  response_rate: "how often it answers",
  on_time_rate: "how often it is on time",
  product_count: "how many products it sells",
  monthly_output: "monthly output",
  shortest_lead_days: "its shortest lead time",
};
