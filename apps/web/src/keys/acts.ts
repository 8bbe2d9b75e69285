import { createContext, onCleanup, useContext } from "solid-js";
import type { Act } from "./shortcuts.ts";

/** Who does what when its key is pressed: whoever is there says so, and the last to say it does it. */
export interface Acts {
  run(act: Act): boolean;
  on(act: Act, work: () => void): () => void;
}

export function createActs(): Acts {
  const works: { readonly act: Act; readonly work: () => void }[] = [];
  return {
    run(act) {
      const found = works.findLast((one) => one.act === act);
      found?.work();
      return found !== undefined;
    },
    on(act, work) {
      const entry = { act, work };
      works.push(entry);
      return () => void works.splice(works.indexOf(entry), 1);
    },
  };
}

const ActsContext = createContext<Acts>();

export const ActsProvider = ActsContext.Provider;

export function useActs(): Acts {
  const acts = useContext(ActsContext);
  if (acts === undefined) throw new Error("No keys are followed here.");
  return acts;
}

/** Does it for as long as its owner lives. */
export function useAct(act: Act, work: () => void): void {
  onCleanup(useActs().on(act, work));
}
