import { describe, expect, it } from "vitest";
import { htmlToText } from "../../../src/normalize/text/html.ts";

describe("htmlToText", () => {
  it.each([
    ["<p>One</p><p>Two</p>", "One\n\nTwo"],
    ["One<br>Two<br/>Three", "One\nTwo\nThree"],
    ["<ul><li>Steel</li><li>40 oz</li></ul>", "- Steel\n- 40 oz"],
    ["<table><tr><td>Size</td><td>40 oz</td></tr><tr><td>Lid</td><td>yes</td></tr></table>", "Size 40 oz\nLid yes"],
    ["A<script>alert('x < y')</script>B<style>p{}</style>C", "ABC"],
    ["A<SCRIPT type='x'>bad()</SCRIPT >B", "AB"],
    ["A<script>never closed", "A"],
    ["Fish &amp; chips &lt;b&gt; &#8364;5 &eacute;", "Fish & chips <b> €5 é"],
    ["<p>a\n   b</p>", "a b"],
    ["plain\ntext & more", "plain\ntext & more"],
    ["<!-- hidden -->shown", "shown"],
    ["<img src=x onerror=alert(1)>photo", "photo"],
    ["<div title='a>b'>kept</div>", "kept"],
    ["<b>bold</b><i>text</i>", "boldtext"],
    ["5 < 6", "5 < 6"],
    ["", ""],
  ])("reads %j", (html, text) => {
    expect(htmlToText(html)).toBe(text);
  });
});
