import { columns } from "./columns.ts";
import type { Command } from "./command.ts";
import { examine } from "./examine.ts";

const doctor: Command = {
  name: "doctor",
  usage: [],
  about: "Looks whether everything the server needs is as it should be, and says what to do if not.",
  more: ["Exit code 1 if something fails; warnings do not count."],
  options: {},
  async run({ world }) {
    const findings = await examine(world);
    const failed = findings.some(({ state }) => state === "fail");
    const text = columns(findings.map(({ state, what, text: said }) => [state, what, said]));
    return { text, data: { fine: !failed, findings }, exitCode: failed ? 1 : 0 };
  },
};

export const doctorCommands: readonly Command[] = [doctor];
