import { randomBytes } from "node:crypto";
import { text as textOf } from "node:stream/consumers";
import type { Call } from "./command.ts";
import { refused, wrongUsage } from "./failure.ts";
import type { World } from "./world.ts";

const shortest = 8;
const letters = "abcdefghijkmnpqrstuvwxyz23456789";

/** Four groups of four: 80 bits that can be read out over the telephone. */
export function newPassword(): string {
  const word = [...randomBytes(16)].map((byte) => letters[byte % letters.length]).join("");
  return word.replaceAll(/(.{4})(?=.)/g, "$1-");
}

/** The first line of standard input. Rejects with `Failure` if it cannot be a password. */
export async function passwordFromInput({ world }: Call): Promise<string> {
  const [line = ""] = (await textOf(world.stdin)).split(/\r?\n/);
  return longEnough(line);
}

/** What the person types twice, unseen. Rejects with `Failure` where nobody can type. */
export async function passwordFromPerson(world: World): Promise<string> {
  if (world.stdin.isTTY !== true || world.stdin.setRawMode === undefined)
    throw wrongUsage("There is no terminal to ask for the password: use --password-stdin");
  const one = longEnough(await askUnseen(world, "New password: "));
  if ((await askUnseen(world, "Once more: ")) !== one) throw refused("The two are not the same.");
  return one;
}

function longEnough(password: string): string {
  if (password.length < shortest) throw refused(`A password has at least ${shortest} characters.`);
  return password;
}

const keys = { interrupt: "\u0003", end: "\u0004", backspace: "\b", erase: "\u007f" } as const;

function askUnseen(world: World, question: string): Promise<string> {
  const { stdin } = world;
  process.stderr.write(question);
  stdin.setRawMode?.(true);
  stdin.setEncoding("utf8");
  return new Promise((resolve, reject) => {
    let typed = "";
    const finish = (settle: () => void) => {
      stdin.off("data", read);
      stdin.setRawMode?.(false);
      stdin.pause();
      process.stderr.write("\n");
      settle();
    };
    const read = (text: string) => {
      for (const key of text) {
        if (key === keys.interrupt) return finish(() => reject(refused("Not changed.")));
        if (key === "\r" || key === "\n" || key === keys.end) return finish(() => resolve(typed));
        typed = key === keys.backspace || key === keys.erase ? typed.slice(0, -1) : typed + key;
      }
    };
    stdin.on("data", read);
    stdin.resume();
  });
}
