import { createContext, createSignal, useContext, type Accessor } from "solid-js";
import type { SharedFile } from "./shared-files.ts";

/** What is looked at, over the page; undefined: nothing. */
export interface Viewing {
  readonly viewed: Accessor<SharedFile | undefined>;
  view(file: SharedFile | undefined): void;
}

const ViewingContext = createContext<Viewing>();

export const ViewingProvider = ViewingContext.Provider;

export function createViewing(): Viewing {
  const [viewed, view] = createSignal<SharedFile>();
  return { viewed, view };
}

export function useViewing(): Viewing {
  const viewing = useContext(ViewingContext);
  if (viewing === undefined) throw new Error("Nothing can be looked at here.");
  return viewing;
}
