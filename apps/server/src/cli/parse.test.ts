import { Readable } from "node:stream";
import { describe, expect, it } from "vitest";
import type { Command } from "./command.ts";
import { commands } from "./commands.ts";
import { helpOf } from "./help.ts";
import { optionsOf } from "./parse.ts";
import { runCommandLine } from "./run.ts";
import type { World } from "./world.ts";

interface Heard {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

async function run(words: readonly string[], table: readonly Command[] = commands): Promise<Heard> {
  let [out, err] = ["", ""];
  const world: World = {
    environment: {},
    stdin: Readable.from([]),
    write: (text) => {
      out += text;
      return Promise.resolve();
    },
    note: (text) => {
      err += text;
    },
    onStop: () => undefined,
  };
  const code = await runCommandLine(words, table, world);
  return { code, out, err };
}

/** Says what it was given. */
const echo: Command = {
  name: "echo twice",
  usage: ["ONE", "[MORE…]"],
  about: "Says it.",
  options: { loud: { about: "louder" }, by: { value: "NAME", about: "who says it" } },
  run: ({ given, flag, text }) =>
    Promise.resolve({ text: given.join("+"), data: { given, loud: flag("loud"), by: text("by") } }),
};

describe("help", () => {
  it.each(commands.map((command) => [command.name, command] as const))(
    "[CMD1] elsewhere %s has one",
    async (name, command) => {
      const words = [...name.split(" "), "--help"];
      const { code, out, err } = await run(words);
      expect([code, err]).toEqual([0, ""]);
      expect(out).toContain(command.about);
      for (const [option, { about }] of optionsOf(command))
        expect(out).toMatch(new RegExp(`--${option}.*${about.slice(0, 8)}`));
      expect((await run(["help", ...name.split(" ")])).out).toBe(out);
      expect((await run(["--help"])).out).toContain(command.about);
    },
  );

  it("[CMD1] a group of commands has one", async () => {
    const { out } = await run(["account", "--help"]);
    expect(out.trim().split("\n")).toHaveLength(
      commands.filter(({ name }) => name.startsWith("account ")).length,
    );
    expect(helpOf("nothing", commands)).toBeUndefined();
  });

  it.each([
    [["acount", "add", "x"], "did you mean account"],
    [["account", "lst"], "did you mean list?"],
    [["account"], "followed by add, list"],
    [["wach"], "did you mean watch?"],
    [["qqqqqqqqqqqq"], "--help lists them"],
    [["account", "list", "--jsn"], "did you mean --json?"],
    [["account", "add", "a", "--display-nam", "A"], "did you mean --display-name?"],
    [["account", "add"], "NAME is missing"],
    [["account", "add", "a", "b"], '"b" is one word too many'],
    [["account", "add", "a", "--display-name"], "argument missing"],
    [[], "elsewhere --help"],
    [["help", "nothing"], "There is no command"],
  ])("[CMD1] [CMD2] %j is answered with %s", async (words, text) => {
    const { code, out, err } = await run(words);
    expect([code, out]).toEqual([2, ""]);
    expect(err).toContain(text);
  });
});

describe("words", () => {
  it("[CMD3] options stand anywhere, text behind -- is text", async () => {
    const words = ["--json", "echo", "twice", "--by", "alice", "a", "--loud", "--", "--help", "-"];
    const { out } = await run(words, [echo]);
    expect(JSON.parse(out)).toEqual({ given: ["a", "--help", "-"], loud: true, by: "alice" });
    expect((await run(["echo", "twice", "-", "--", "--json"], [echo])).out).toBe("-+--json\n");
  });

  it("[CMD2] [CMD3] what cannot be foreseen is unavailable, with all its causes", async () => {
    const error = new Error("outer", { cause: new Error("inner") });
    const failing: Command = { ...echo, run: () => Promise.reject(error) };
    expect(await run(["echo", "twice", "a"], [failing])).toEqual({ code: 3, out: "", err: "outer: inner" });
    const asJson = await run(["echo", "twice", "a", "--json"], [failing]);
    expect(JSON.parse(asJson.err)).toEqual({ error: { code: "unavailable", text: "outer: inner" } });
  });

  it("[CMD3] the version can be asked for", async () => {
    expect((await run(["--version"])).out).toMatch(/^\d+\.\d+\.\d+\n$/);
  });
});
