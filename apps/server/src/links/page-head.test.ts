import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readHead, textOf } from "./page-head.ts";
import { oneLine, pageText } from "./page-text.ts";

const metaOf = (html: string) => Object.fromEntries(readHead(html).meta);

describe("the head of a page", () => {
  it("[HEAD1] has a title and meta, by property or name, in any writing", () => {
    const html = `<!DOCTYPE html><HTML><Head lang=en>
      <title>Fish &amp; Chips &#8211; a&#x20;<b>menu</b></title>
      <meta property="og:title" content="Fish">
      <META content='Two "quotes"' NAME=Description />
      <meta name=keywords content=a,b,c>
      <meta property="og:title" content="second"><meta content="nameless"><meta name="empty" content=" ">
      <base href="/shop/"></head>`;
    const head = readHead(html);
    expect(head.title).toBe("Fish & Chips – a <b>menu</b>");
    expect(Object.fromEntries(head.meta)).toEqual({
      "og:title": "Fish",
      description: 'Two "quotes"',
      keywords: "a,b,c",
    });
    expect(head.base).toBe("/shop/");
  });

  it("[HEAD1] a value holds what looks like the end of a tag, and attributes need no value", () => {
    expect(
      metaOf(`<meta hidden name="a" content="1 > 0 </head> <body>"><meta name='b' content=x/y>`),
    ).toEqual({
      a: "1 > 0 </head> <body>",
      b: "x/y",
    });
    expect(metaOf(`<meta name = "a"  content\n=\n'one'  ><meta name="c"content="d">`)).toEqual({
      a: "one",
      c: "d",
    });
  });

  it("[HEAD2] what stands in comments, scripts, styles and the body is not of it", () => {
    const meta = (name: string) => `<meta name="${name}" content="x">`;
    expect(
      metaOf(
        `<!-- ${meta("comment")} --><script>var a = '${meta("script")}';</SCRIPT><style>${meta("style")}</style>` +
          `<noscript>${meta("noscript")}</noscript>${meta("head")}<title>${meta("title")}</title></head>${meta("behind")}`,
      ),
    ).toEqual({ head: "x" });
    expect(metaOf(`<p>1 < 2 <!weird> ${meta("loose")}<body>${meta("body")}`)).toEqual({ loose: "x" });
  });

  it("[HEAD1] characters written by name or number are read, what is no character stays harmless", () => {
    expect(textOf("&lt;&gt;&quot;&AMP;&eacute;&unknown;&#0;&#xD800;&#x110000;&#9731;&")).toBe(
      '<>"&é&unknown;\ufffd\ufffd\ufffd☃&',
    );
  });

  const piece = fc.oneof(
    fc.string({ unit: "binary" }),
    fc.constantFrom(
      "<",
      ">",
      "</",
      "<!--",
      "-->",
      "<meta ",
      "<title>",
      "</title",
      '="',
      "'",
      "<script",
      "&#x",
      "&amp",
      "<base href=",
    ),
  );

  it("[HEAD3] whatever it is, reading ends without an error and within limits", () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
        const head = readHead(pieces.join(""));
        expect([...head.meta.values(), head.title ?? ""].every((text) => text.length <= 4_000)).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });

  it("[HEAD3] takes no more steps than there are characters, a few times over", () => {
    for (const part of [
      "<",
      "<a",
      "<a b=",
      "<!--",
      '<meta name="',
      "<title>",
      "<title></titl",
      "&#",
      "<a b c d e",
      "</",
    ]) {
      const started = performance.now();
      readHead(part.repeat(Math.ceil(524_288 / part.length)));
      expect(performance.now() - started, part).toBeLessThan(1_500);
    }
  });
});

describe("the text of a page", () => {
  it("[HEAD4] is read in the alphabet of its mark, its header or its first kilobyte, else as UTF-8", () => {
    const latin = Buffer.from("<title>caf\xe9</title>", "latin1");
    expect(pageText(latin, "text/html; charset=ISO-8859-1")).toContain("café");
    expect(
      pageText(Buffer.concat([Buffer.from('<meta charset="windows-1252">'), latin]), "text/html"),
    ).toContain("café");
    expect(pageText(Buffer.from("café"), "text/html")).toBe("café");
    expect(pageText(Buffer.from("\ufeffcafé"), "text/html; charset=latin1")).toBe("café");
    expect(pageText(Buffer.from("\ufeffcafé", "utf16le"), "text/html")).toBe("café");
    expect(pageText(Buffer.from("café"), "text/html; charset=no-such")).toBe("café");
    expect(pageText(latin, "text/html")).toContain("caf\ufffd");
  });

  it("[HEAD5] is one line, without what deceives, and cut with a sign", () => {
    expect(oneLine("  a\n\t b\u202ec\u200bd\u0000 ", 20)).toBe("a b c d");
    expect(oneLine(" \u2066 ", 20)).toBeUndefined();
    expect(oneLine(undefined, 20)).toBeUndefined();
    expect(oneLine("می\u200cخواهم", 20)).toBe("می\u200cخواهم");
    expect(oneLine("123456", 5)).toBe("1234…");
    expect(oneLine("👍👍👍", 4)).toBe("👍…");
  });

  it("[HEAD5] is never longer than asked for, in units of the wire", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: "binary", maxLength: 60 }),
        fc.integer({ min: 2, max: 40 }),
        (text, most) => {
          const line = oneLine(text, most) ?? "";
          expect(line.length).toBeLessThanOrEqual(most);
          expect(line).not.toMatch(/[\u202a-\u202e\n\r]/);
        },
      ),
    );
  });
});
