import { accountCommands } from "./account.ts";
import { backupCommands } from "./backup.ts";
import type { Command } from "./command.ts";
import { configCommands } from "./config.ts";
import { deviceCommands } from "./device.ts";
import { doctorCommands } from "./doctor.ts";
import { houseCommands } from "./house.ts";
import { absentCommands, inviteCommands } from "./invite.ts";
import { nodeCommands } from "./node.ts";
import { personCommands } from "./person.ts";
import { sendCommands } from "./send.ts";
import { serveCommands } from "./serve.ts";
import { watchCommands } from "./watch.ts";
import { whyCommands } from "./why.ts";

/** Everything `elsewhere` can do, in the order of the help. */
export const commands: readonly Command[] = [
  ...serveCommands,
  ...accountCommands,
  ...deviceCommands,
  ...inviteCommands,
  ...watchCommands,
  ...sendCommands,
  ...personCommands,
  ...whyCommands,
  ...nodeCommands,
  ...houseCommands,
  ...backupCommands,
  ...doctorCommands,
  ...configCommands,
  ...absentCommands,
];
