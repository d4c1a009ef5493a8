import { describe, expect, it } from "vitest";
import { csvOf, jsonLinesOf } from "../../../src/cli/ask/csv.ts";
import { fieldsOf } from "../../../src/cli/ask/fields.ts";
import { showProgress } from "../../../src/cli/ask/progress.ts";
import { readQuestion } from "../../../src/cli/ask/question.ts";
import { TOOL_DEFINITIONS } from "../../../src/tools/definitions.ts";

const fields = (tool: string) => fieldsOf(TOOL_DEFINITIONS.find(({ name }) => name === tool) ?? { inputSchema: {} });
const COMPARE = fields("compare_purchase_options");
const given = (...args: string[]) => readQuestion(args, COMPARE, "products").given;

describe("a command line", () => {
  it("is the tool's own input", () => {
    expect(
      given(
        "1688:1",
        "--quantity",
        "5000",
        "alibaba:2",
        "--costs.duty-rate=6.5%",
        "--costs.freight",
        "1450",
        "--costs",
        '{"brokerage": 95}',
        "--fx.rates.CNY",
        "7.12",
        "--no-allow-overbuy",
        "--requirements.certifications",
        "CE, ISO 9001",
        "--offers",
        '{"name":"a","prices_text":"5.20","currency":"USD"}',
        "--offers",
        '[{"name":"b","prices_text":"5.30","currency":"USD"}]',
      ),
    ).toEqual({
      products: ["1688:1", "alibaba:2"],
      quantity: 5000,
      costs: { duty_rate: "6.5%", freight: 1450, brokerage: 95 },
      fx: { rates: { CNY: 7.12 } },
      allow_overbuy: false,
      requirements: { certifications: ["CE", "ISO 9001"] },
      offers: [
        { name: "a", prices_text: "5.20", currency: "USD" },
        { name: "b", prices_text: "5.30", currency: "USD" },
      ],
    });
  });

  it("keeps a figure that no number holds, and an address with commas, as they were written", () => {
    expect(given("--budget", "1234.50", "--products", "https://a.example/item/1.html?x=1,2")).toEqual({
      budget: "1234.50",
      products: ["https://a.example/item/1.html?x=1,2"],
    });
    const { given: search } = readQuestion(["40", "oz", "tumbler", "--factory_only"], fields("search_products"), "query");
    expect(search).toEqual({ query: "40 oz tumbler", factory_only: true });
  });

  it("takes the format from an option or from the file's ending", () => {
    const read = (...args: string[]) => readQuestion(args, COMPARE, "products");
    expect(read("-o", "prices.csv").format).toBe("csv");
    expect(read("--output=prices.CSV", "--json").format).toBe("json");
    expect(read("--input", "-").inputFile).toBe("-");
    expect(read().format).toBe("text");
  });

  it.each([
    [["--quantty", "5"], /no option --quantty: did you mean --quantity\?/],
    [["--quantity"], /--quantity: its value is missing/],
    [["--quantity", "--json"], /--quantity: its value is missing/],
    [["--offers", "name"], /--offers: write an object or a list of them as JSON/],
    [["--costs", "[1]"], /--costs: write an object/],
    [["--quantity", "1", "--quantity", "2"], /--quantity stands there twice/],
    [["--json", "--csv"], /Write one of --json and --csv/],
    [["--allow-overbuy=maybe"], /--allow-overbuy takes no value/],
    [["--costs.__proto__.x", "1"], /is no field/],
    [["--quantity.low", "1"], /--quantity is no group/],
    [["-x"], /no option/],
  ])("refuses %j", (args, message) => {
    expect(() => readQuestion(args, COMPARE, "products")).toThrow(message);
  });
});

describe("a table", () => {
  const rows = [
    { ref: "1688:1", title: '=HYPERLINK("http://x")', price: "-2.50", stock: 12 },
    { ref: "+1", title: "-10 % today", price: "1e3", stock: null },
    { ref: "@a", title: "\t=1", price: "  =1", stock: 0 },
    { ref: "\r=1", title: "＝1+1", price: "12,5", stock: 1.5 },
    { ref: 'say "5"', title: "two\nlines", price: "007", stock: -3 },
  ];
  it("holds no formula, and numbers as numbers", () => {
    expect(csvOf(rows, ["ref", "title", "price", "stock"])).toBe(
      [
        "ref,title,price,stock",
        `1688:1,"'=HYPERLINK(""http://x"")",-2.50,12`,
        `"'+1","'-10 % today",1e3,`,
        `"'@a","'\t=1","'  =1",0`,
        `"'\r=1","'＝1+1","12,5",1.5`,
        `"say ""5""","two\nlines",007,-3`,
        "",
      ].join("\n"),
    );
  });

  it("is one object a line as JSON", () => {
    expect(jsonLinesOf([{ a: "x\ny", b: null }, { a: "z" }])).toBe('{"a":"x\\ny","b":null}\n{"a":"z"}\n');
  });
});

describe("progress", () => {
  const shown = (isTTY: boolean) => {
    let text = "";
    const progress = showProgress({ isTTY, write: (more) => (text += more) }, ["1688:1", "1688:2", "1688:1"]);
    progress.settled();
    progress.settled();
    progress.end();
    return text;
  };
  it("says on a terminal how many of all are read, and is silent elsewhere", () => {
    expect(shown(true)).toBe("\r0 of 2 listings read\r1 of 2 listings read\r2 of 2 listings read\r\u001b[K");
    expect(shown(false)).toBe("");
  });
});
