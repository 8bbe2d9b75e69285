import { keyContract } from "./store-keys.ts";
import { readContract } from "./store-reading.ts";
import { commandContract, topicContract } from "./store-topics.ts";
import { fileUseContract, keepingContract, recordContract } from "./store-records.ts";
import { searchContract } from "./store-search.ts";
import { withStore, type MakeStore, type Runner } from "./store-subject.ts";

export type { MakeStore, Runner, StoreSubject } from "./store-subject.ts";

/** What every store does, whatever it is made of. The rules are in packages/store/RULES.md. */
export function storeContract(makeStore: MakeStore, runner: Runner): void {
  const fresh = withStore(makeStore);
  topicContract(fresh, runner);
  commandContract(fresh, runner);
  readContract(fresh, runner);
  searchContract(fresh, runner);
  recordContract(fresh, runner);
  keyContract(fresh, runner);
  fileUseContract(fresh, runner);
  keepingContract(fresh, runner);
}
