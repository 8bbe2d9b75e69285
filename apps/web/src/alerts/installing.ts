import { createSignal, type Accessor } from "solid-js";

/** What browsers tell that can install a page as an app; it is in no standard. */
interface InstallEvent extends Event {
  prompt(): Promise<unknown>;
}

export type Installing =
  | { readonly name: "cannot" }
  /** It runs as an app already. */
  | { readonly name: "installed" }
  | { readonly name: "can"; readonly install: () => Promise<void> }
  /** By hand, from the menu of Safari. */
  | { readonly name: "by-hand" };

/** Whether this page can become an app here. Browsers tell it early: follow from the beginning. */
export function followInstalling(): Accessor<Installing> {
  const [state, setState] = createSignal<Installing>(atFirst());
  addEventListener("beforeinstallprompt", (event) => {
    // It is offered where the person looks for it, not when the browser likes to.
    event.preventDefault();
    const install = async () => {
      await (event as InstallEvent).prompt();
      setState({ name: "cannot" });
    };
    setState({ name: "can", install });
  });
  addEventListener("appinstalled", () => setState({ name: "installed" }));
  return state;
}

function atFirst(): Installing {
  if (matchMedia("(display-mode: standalone)").matches) return { name: "installed" };
  const isApple = /iPhone|iPad|iPod/.test(navigator.userAgent);
  return { name: isApple ? "by-hand" : "cannot" };
}
