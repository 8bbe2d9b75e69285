import { clientApi } from "./api-report.ts";
import { callDiagram } from "./call-diagram.ts";
import { connectionDiagram } from "./connection-diagram.ts";
import { contrastTable } from "./contrast-table.ts";
import { commandLine } from "./command-line.ts";
import { configuration } from "./configuration.ts";
import type { Generated } from "./document.ts";
import { protocolDocuments } from "./protocol.ts";
import { roomMap } from "./room-map.ts";
import { ruleIndex } from "./rule-index.ts";
import { sweepDiagrams } from "./sweep-diagrams.ts";
import { sweepSequences } from "./sweep-sequences.ts";

/** Everything `npm run docs` makes. Add a generator here; `npm run check` then holds its file to the sources. */
export const generators: readonly Generated[] = [
  ruleIndex,
  roomMap,
  commandLine,
  configuration,
  callDiagram,
  connectionDiagram,
  clientApi,
  contrastTable,
  ...protocolDocuments,
  sweepDiagrams,
  ...sweepSequences,
];
