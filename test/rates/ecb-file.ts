/** The shape of the true file, at invented rates. */
export const ecbFile = (
  day: string,
  rates: Readonly<Record<string, string>> = RATES,
): string => `<?xml version="1.0" encoding="UTF-8"?>
<gesmes:Envelope xmlns:gesmes="http://www.gesmes.org/xml/2002-08-01" xmlns="http://www.ecb.int/vocabulary/2002-08-01/eurofxref">
\t<gesmes:subject>Reference rates</gesmes:subject>
\t<gesmes:Sender>
\t\t<gesmes:name>European Central Bank</gesmes:name>
\t</gesmes:Sender>
\t<Cube>
\t\t<Cube time='${day}'>
${Object.entries(rates)
  .map(([currency, rate]) => `\t\t\t<Cube currency='${currency}' rate='${rate}'/>`)
  .join("\n")}
\t\t</Cube>
\t</Cube>
</gesmes:Envelope>`;

export const RATES = {
  USD: "1.1500",
  JPY: "177.10",
  CNY: "8.2000",
  GBP: "0.8800",
  INR: "101.90",
  KRW: "1661.00",
  MXN: "21.16",
  BRL: "6.1500",
  AUD: "1.7600",
  CAD: "1.6000",
};
