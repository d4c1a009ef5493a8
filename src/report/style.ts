// Colours after Okabe and Ito, told apart by colour-blind readers; each stands at 3:1 or more against its ground.
const LIGHT = `--ground:#fff;--ink:#1a1a1a;--soft:#595959;--edge:#c8c8c8;--tint:#f3f5f7;--accent:#005a8f;--warn:#8a3b00;
--goods:#0072b2;--origin:#2f9ac4;--freight:#c77700;--arrival:#00805f;--duty:#b5452b;--vat:#9c4f7f;--other:#6b6b6b;--hatch:#767676;
--s0:#0072b2;--s1:#c04a00;--s2:#00805f;--s3:#9c4f7f;--s4:#8a6d00;--s5:#2b7f9e;--s6:#6b6b6b`;
const DARK = `--ground:#16181b;--ink:#ececec;--soft:#b4b8bd;--edge:#44494f;--tint:#22262a;--accent:#7cc4ff;--warn:#ffb27a;
--goods:#4ea8de;--origin:#8fd3f4;--freight:#f0a830;--arrival:#3ec9a0;--duty:#f0866b;--vat:#d99ac0;--other:#a0a0a0;--hatch:#9aa0a6;
--s0:#4ea8de;--s1:#ff8f4c;--s2:#3ec9a0;--s3:#d99ac0;--s4:#d9bd3c;--s5:#8fd3f4;--s6:#a0a0a0`;

const group = (name: string): string => `.g-${name}{fill:var(--${name})}`;
const series = (index: number): string => `.s${index}{stroke:var(--s${index})}.f${index}{fill:var(--s${index})}`;

/** The page's one style sheet: no address in it, nothing that is fetched. */
export const STYLE = `:root{color-scheme:light dark;${LIGHT}}
@media (prefers-color-scheme:dark){:root{${DARK}}}
:root[data-theme=light]{color-scheme:light;${LIGHT}}:root[data-theme=dark]{color-scheme:dark;${DARK}}
*{box-sizing:border-box}
body{margin:0 auto;padding:1rem;max-width:68rem;background:var(--ground);color:var(--ink);
font:15px/1.45 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans","Noto Sans CJK SC","PingFang SC","Microsoft YaHei",sans-serif;overflow-wrap:break-word}
bdi,blockquote,code{overflow-wrap:anywhere}.num{white-space:nowrap}
header{display:flex;flex-wrap:wrap;gap:.25rem 1rem;justify-content:space-between;color:var(--soft);font-size:.85em;border-bottom:1px solid var(--edge)}
header p{margin:0 0 .4rem}.sandbox{color:var(--warn);font-weight:600}
h1{font-size:1.4em;line-height:1.3;margin:.8rem 0 .6rem}h2{font-size:1.02em;margin:1.1rem 0 .4rem}h3{font-size:.9em;margin:.6rem 0 .2rem}
p{margin:.3rem 0}small,.small{font-size:.82em}small{color:var(--soft)}.note{color:var(--soft);font-size:.82em}
ul,ol{margin:0;padding:0;list-style:none}
.rule li{display:flex;flex-wrap:wrap;gap:.1rem .8rem;padding:.35rem .6rem;border-inline-start:4px solid var(--accent);background:var(--tint);margin-bottom:.25rem}
.rule .when{flex:1 1 15rem}.rule li>span:last-child{flex:1 1 18rem}.key{color:var(--accent)}.now{padding:.3rem 0}
.head{display:flex;flex-wrap:wrap;justify-content:space-between;gap:0 .8rem}.amount{font-variant-numeric:tabular-nums;font-weight:600}.amount small{font-weight:400}
.bars li,.split>li{margin-bottom:.45rem}svg{display:block;overflow:visible}.bar{overflow:hidden;background:var(--tint)}
.bar rect{stroke:var(--ground);stroke-width:1}.open{fill:inherit;stroke:var(--hatch);stroke-width:1}.legend .open{fill:var(--tint)}
.bar rect.open{stroke:var(--hatch)}.hatch-ground{fill:var(--tint)}.hatch-line{fill:var(--hatch)}
.legend{display:flex;flex-wrap:wrap;gap:.1rem .9rem;font-size:.82em}.legend li{display:flex;align-items:center;gap:.3rem;flex-wrap:wrap}.split .plain svg{display:inline-block;vertical-align:-.1em}
.legend svg{flex:none}
${["goods", "origin", "freight", "arrival", "duty", "vat", "other"].map(group).join("")}${[0, 1, 2, 3, 4, 5, 6].map(series).join("")}
.chart{margin:.3rem 0;overflow:hidden}.chart text{fill:var(--soft);font-size:11px;paint-order:stroke;stroke:var(--ground);stroke-width:3px;stroke-linejoin:round}.chart text.need{fill:var(--ink);font-weight:600}
.line{fill:none;stroke-width:2}.dashed{stroke-dasharray:6 4}.grid{stroke:var(--edge);stroke-width:1}
.cross{stroke:var(--ink);stroke-width:1;stroke-dasharray:2 3}line.need{stroke:var(--ink);stroke-width:1.5}
.stretches{display:flex;flex-wrap:wrap;gap:.1rem 1.1rem;font-size:.88em;font-variant-numeric:tabular-nums}
.scroll{overflow-x:auto;max-width:100%}.scroll:focus-visible,blockquote:focus-visible{outline:2px solid var(--accent);outline-offset:2px}
.pair{display:flex;flex-wrap:wrap;gap:0 1.6rem}.pair>section{flex:1 1 22rem;min-width:0}
table{border-collapse:collapse;width:100%;font-size:.84em;font-variant-numeric:tabular-nums}.options{min-width:52rem}.lines{min-width:20rem}
th,td{text-align:start;vertical-align:top;padding:.25rem .45rem;border-bottom:1px solid var(--edge)}thead th{border-bottom:2px solid var(--ink)}
tbody th{font-weight:600}.title{display:block;font-weight:400}.out{color:var(--soft)}tfoot th,tfoot td{font-weight:700;border-top:2px solid var(--ink)}
blockquote{margin:.2rem 0 .4rem;padding:.45rem .7rem;background:var(--tint);border-inline-start:4px solid var(--edge);white-space:pre-wrap}
.meaning{font-size:.82em;color:var(--soft);background:none}footer{border-top:1px solid var(--edge);margin-top:1rem;color:var(--soft)}
@page{size:A4;margin:10mm 11mm}
@media print{:root,:root[data-theme=dark]{color-scheme:light;${LIGHT}}body{max-width:none;padding:0;font-size:8.6pt;line-height:1.28}
h1{font-size:12pt;margin:1mm 0}h2{font-size:9.4pt;margin:2mm 0 .8mm}h3{font-size:8.4pt;margin:1mm 0 .4mm}p{margin:.5mm 0}
.scroll{overflow:visible}.options,.lines{min-width:0}table{font-size:7.2pt}th,td{padding:.5mm 1mm}small,.small,.note{font-size:7pt}.title{display:none}.options tbody th{width:24%}.many{font-size:6.6pt;line-height:1.15}.many td,.many th{padding-block:.25mm}.many small{font-size:6.2pt}.many thead th{white-space:nowrap}.many td:nth-child(7){min-width:25mm}.many td:last-child{min-width:30mm}
.small li{display:inline}.small li::after{content:" · "}
.bars li,.split>li{margin-bottom:1mm}.rule li{padding:.6mm 2mm;margin-bottom:.6mm}
.pair{gap:0 6mm}.pair>section{flex:1 1 80mm}blockquote{padding:1mm 2mm;margin:.5mm 0 1mm;font-size:7.6pt}
.bars li,tr,blockquote,svg,.rule li{break-inside:avoid}h2,h3{break-after:avoid}
*{-webkit-print-color-adjust:exact;print-color-adjust:exact}}`;
