import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { createClock } from "@elsewhere/machine";
import type { AccountName, FileRecord, Pages } from "@elsewhere/core";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { fetchPublic, mayFetch, publicReach, type Reach, type Wanted } from "./fetching.ts";
import { createPages } from "./pages.ts";

const alice = "alice" as AccountName;
const bob = "bob" as AccountName;

/** A web site of this machine, and what it was asked. */
let site: Server;
let port: number;
let asked: IncomingMessage[];
let pages: Record<string, (response: ServerResponse) => void>;
/** What names resolve to, and how often they were asked for. */
let names: Record<string, readonly string[]>;

const html = (text: string) => (response: ServerResponse) => {
  response.setHeader("content-type", "text/html; charset=utf-8");
  response.end(text);
};
const to = (location: string) => (response: ServerResponse) => response.writeHead(302, { location }).end();

beforeEach(async () => {
  [asked, pages] = [[], {}];
  names = {
    "shop.example": ["127.0.0.1"],
    "inside.example": ["10.0.0.7"],
    "mixed.example": ["127.0.0.1", "10.0.0.7"],
  };
  site = createServer((request, response) => {
    asked.push(request);
    const page = pages[request.url ?? ""];
    if (page === undefined) response.writeHead(404).end();
    else page(response);
  });
  await new Promise<void>((done) => site.listen(0, "127.0.0.1", done));
  port = (site.address() as AddressInfo).port;
});

afterEach(async () => {
  site.closeAllConnections();
  await new Promise((done) => site.close(done));
});

/** The test's own site stands for the public web: nothing else of this machine may be called. */
function reach(): Reach {
  return {
    ports: [port],
    mayCall: (address) => address === "127.0.0.1",
    resolve(host, done) {
      done(
        null,
        (names[host] ?? []).map((address) => ({ address, family: 4 })),
      );
    },
  };
}

const wanted: Wanted = { accept: "text/html", type: /^text\/html/, most: 1000, beginning: false };
const fetched = (url: string, want: Partial<Wanted> = {}, within = 5_000) =>
  fetchPublic(new URL(url), { ...wanted, ...want }, reach(), "Elsewhere/test", AbortSignal.timeout(within));
const at = (path: string, host = "shop.example") => `http://${host}:${port}${path}`;

describe("whom the server calls", () => {
  it.each([
    "ftp://shop.example/",
    "file:///etc/passwd",
    "data:text/html,x",
    "gopher://shop.example/",
    "http://a:b@shop.example/",
    "http://shop.example:22/",
    "https://shop.example:8443/",
  ])("[REACH1] not %s", (url) => {
    expect(mayFetch(new URL(url), publicReach([80, 443]))).toBe(false);
  });

  it.each([
    "http://shop.example/",
    "https://shop.example/a?b",
    "http://shop.example:443/",
    "http://8.8.8.8/",
  ])("[REACH1] but %s", (url) => {
    expect(mayFetch(new URL(url), publicReach([80, 443]))).toBe(true);
  });

  it.each([
    "http://127.0.0.1/",
    "http://2130706433/",
    "http://0x7f.1/",
    "http://017700000001/",
    "http://[::1]/",
    "http://[::ffff:127.0.0.1]/",
    "http://[::ffff:7f00:1]/",
    "http://[64:ff9b::7f00:1]/",
    "http://[2002:7f00:1::]/",
    "http://[fd00::1]/",
    "http://[fe80::1]/",
    "http://169.254.169.254/latest/meta-data/",
    "http://100.100.100.200/",
    "http://192.168.1.1/",
    "http://0.0.0.0/",
    "http://224.0.0.1/",
  ])("[REACH2] not %s, however it is written", async (url) => {
    expect(mayFetch(new URL(url), publicReach([80, 443]))).toBe(false);
    await expect(
      fetchPublic(new URL(url), wanted, publicReach([80, 443]), "x", AbortSignal.timeout(1_000)),
    ).rejects.toThrow("not an address of the public web");
  });

  it("[REACH2] nor what a name leads to, alone or among others", async () => {
    await expect(fetched(at("/", "inside.example"))).rejects.toThrow("not a public address");
    await expect(fetched(at("/", "mixed.example"))).rejects.toThrow("not a public address");
    await expect(fetched(at("/", "nowhere.example"))).rejects.toThrow("not a public address");
    const usual = { ...publicReach([port]), resolve: reach().resolve };
    await expect(
      fetchPublic(new URL(at("/")), wanted, usual, "x", AbortSignal.timeout(1_000)),
    ).rejects.toThrow("not a public address");
    expect(asked).toEqual([]);
  });

  it("[REACH2] nor where it is sent on to", async () => {
    for (const [path, location] of [
      ["/name", at("/", "inside.example")],
      ["/address", `http://10.0.0.7:${port}/`],
      ["/port", "http://shop.example:1/"],
      ["/scheme", "file:///etc/passwd"],
    ] as const) {
      pages[path] = to(location);
      await expect(fetched(at(path))).rejects.toThrow(
        /not (?:a public address|an address of the public web)/,
      );
    }
    expect(asked).toHaveLength(4);
  });

  it("[REACH3] the name is resolved once for each call, and what was checked is called", async () => {
    pages["/"] = html("here");
    let times = 0;
    const rebinding: Reach = {
      ...reach(),
      resolve: (_, done) =>
        done(null, [{ address: (times += 1) === 1 ? "127.0.0.1" : "10.0.0.7", family: 4 }]),
    };
    const found = await fetchPublic(
      new URL(at("/", "rebinding.example")),
      wanted,
      rebinding,
      "x",
      AbortSignal.timeout(5_000),
    );
    expect(found.bytes.toString()).toBe("here");
    expect(times).toBe(1);
    await expect(
      fetchPublic(new URL(at("/", "rebinding.example")), wanted, rebinding, "x", AbortSignal.timeout(5_000)),
    ).rejects.toThrow("not a public address");
  });

  it("[REACH4] three redirections are followed, a fourth is not", async () => {
    for (const step of [1, 2, 3]) pages[`/${step}`] = to(`/${step + 1}`);
    pages["/4"] = html("there");
    const found = await fetched(at("/1"));
    expect([found.url.pathname, found.bytes.toString()]).toEqual(["/4", "there"]);
    pages["/0"] = to("/1");
    await expect(fetched(at("/0"))).rejects.toThrow("too many redirections");
  });

  it("[REACH5] no cookies, no credentials, and who asks", async () => {
    pages["/"] = (response) => {
      response.setHeader("set-cookie", "seen=1");
      to("/again")(response);
    };
    pages["/again"] = html("ok");
    await fetched(at("/"));
    for (const { headers } of asked) {
      expect(headers["user-agent"]).toBe("Elsewhere/test");
      expect(Object.keys(headers).filter((name) => /cookie|authorization|referer|origin/.test(name))).toEqual(
        [],
      );
    }
  });

  it("[REACH6] not what is too long, unless the beginning is enough", async () => {
    pages["/"] = html("x".repeat(5000));
    await expect(fetched(at("/"))).rejects.toThrow("more than 1000 bytes");
    expect((await fetched(at("/"), { beginning: true })).bytes).toHaveLength(1000);
  });

  it("[REACH6] not what is too late, at whatever point", async () => {
    pages["/silent"] = () => undefined;
    pages["/dripping"] = (response) => response.writeHead(200, { "content-type": "text/html" }).write("a");
    for (const path of ["/silent", "/dripping"]) await expect(fetched(at(path), {}, 60)).rejects.toThrow();
  });

  it("[REACH6] not what is of another type, encoded, or no success", async () => {
    pages["/json"] = (response) => response.writeHead(200, { "content-type": "application/json" }).end("{}");
    pages["/none"] = (response) => response.end("x");
    pages["/packed"] = (response) =>
      response.writeHead(200, { "content-type": "text/html", "content-encoding": "gzip" }).end("x");
    pages["/error"] = (response) => response.writeHead(500, { "content-type": "text/html" }).end("x");
    for (const [path, reason] of [
      ["/json", "content type"],
      ["/none", "content type"],
      ["/packed", "encoded"],
      ["/error", "status 500"],
      ["/missing", "status 404"],
    ] as const)
      await expect(fetched(at(path)), path).rejects.toThrow(reason);
  });
});

describe("what comes of a page", () => {
  const stored: FileRecord[] = [];
  const missed: unknown[] = [];

  function lookers(changes: Partial<Reach> = {}): Pages {
    stored.length = 0;
    missed.length = 0;
    let count = 0;
    const clock = createClock({ now: () => 1_000, setTimer: () => 0, clearTimer: () => undefined });
    return createPages({
      clock,
      store: { putFile: (file) => Promise.resolve(void stored.push(file)) },
      files: {
        async write(_, bytes) {
          let size = 0;
          for await (const chunk of bytes) size += chunk.length;
          return { size, hash: "ab", start: new Uint8Array() };
        },
      },
      newId: () => `id${(count += 1)}`,
      reach: { ...reach(), ...changes },
      userAgent: "Elsewhere/test",
      missed: (cause) => missed.push(cause),
    });
  }

  /** The beginning of a PNG of a size; more of it is not looked at. */
  const png = (width: number, height: number): Buffer => {
    const bytes = Buffer.alloc(33);
    bytes.write("\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "latin1");
    bytes.writeUInt32BE(width, 16);
    bytes.writeUInt32BE(height, 20);
    return bytes;
  };
  const image =
    (bytes: Buffer, type = "image/png") =>
    (response: ServerResponse) =>
      response.writeHead(200, { "content-type": type }).end(bytes);

  it("[LOOKED1] a card has title, description, site and picture, or only the title", async () => {
    pages["/"] = html(
      `<title>Plain</title><meta property="og:title" content="A piece"><meta name="description" content="Made of oak">
       <meta property="og:site_name" content="Shop"><meta property="og:image" content="/piece.png">`,
    );
    pages["/piece.png"] = image(png(640, 480));
    pages["/plain"] = html("<title> Plain  page </title>");
    pages["/empty"] = html("<p>nothing");
    const look = lookers();
    expect(await look.look(at("/"), alice)).toEqual({
      found: "card",
      card: {
        url: at("/"),
        title: "A piece",
        description: "Made of oak",
        site: "Shop",
        image: { file: "id1", name: "preview.png", type: "image/png", size: 33, width: 640, height: 480 },
      },
    });
    expect(stored).toMatchObject([{ id: "id1", by: "alice", type: "image/png", createdAt: 1_000 }]);
    expect(await look.look(at("/plain"), alice)).toEqual({
      found: "card",
      card: { url: at("/plain"), title: "Plain page" },
    });
    expect(await look.look(at("/empty"), alice)).toEqual({ found: "nothing" });
  });

  it.each([
    ["tiny", image(png(1, 1))],
    ["huge", image(png(30_000, 30_000))],
    ["no picture", image(Buffer.from("<svg onload='x'/>"), "image/png")],
    ["a page", html("<p>")],
    ["too long", image(Buffer.concat([png(640, 480), Buffer.alloc(1024 * 1024)]))],
    ["inside", to("http://inside.example/a.png")],
  ] as const)("[LOOKED2] a picture that is %s is left out", async (_, picture) => {
    pages["/"] = html(`<title>A</title><meta property="og:image" content="/a.png">`);
    pages["/a.png"] = picture;
    expect(await lookers().look(at("/"), alice)).toEqual({
      found: "card",
      card: { url: at("/"), title: "A" },
    });
    expect(stored).toEqual([]);
  });

  it("[LOOKED3] many who ask are one for the page, and each has a picture of their own", async () => {
    pages["/"] = html(`<title>A</title><meta property="og:image" content="/a.png">`);
    pages["/a.png"] = image(png(64, 64));
    const look = lookers();
    const looks = await Promise.all([
      look.look(at("/"), alice),
      look.look(at("/"), bob),
      look.look(at("/"), alice),
    ]);
    expect(asked.map(({ url }) => url)).toEqual(["/", "/a.png"]);
    expect(new Set(looks.map((one) => (one.found === "card" ? one.card.image?.file : "")))).toHaveProperty(
      "size",
      3,
    );
    expect(stored.map(({ by }) => by).toSorted()).toEqual(["alice", "alice", "bob"]);
  });

  it("[LOOKED3] what cannot be had is not asked for again at once", async () => {
    const look = lookers();
    for (let times = 0; times < 3; times += 1)
      expect(await look.look(at("/gone"), alice)).toEqual({ found: "nothing" });
    expect(asked).toHaveLength(1);
    expect(missed).toHaveLength(1);
  });

  it("[LOOKED4] one person may ask only so often, others still may; whatever was in the way, nothing was found", async () => {
    const look = lookers();
    for (const url of [
      "no address",
      "http://10.0.0.7/",
      at("/", "inside.example"),
      at("/missing"),
      `http://shop.example/${"x".repeat(3000)}`,
    ])
      expect(await look.look(url, alice)).toEqual({ found: "nothing" });
    for (let times = 0; times < 5; times += 1) await look.look("no address", alice);
    expect(await look.look(at("/"), alice)).toEqual({ found: "too-fast" });
    expect(await look.look(at("/"), bob)).toEqual({ found: "nothing" });
  });

  it("[LOOKED5] without ports nothing is looked at", async () => {
    pages["/"] = html("<title>A</title>");
    expect(await lookers({ ports: [] }).look(at("/"), alice)).toEqual({ found: "nothing" });
    expect(asked).toEqual([]);
  });
});
