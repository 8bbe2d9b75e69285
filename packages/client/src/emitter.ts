export type Listener<Value> = (value: Value) => void;

/** Typed events. A listener that throws does not keep the others, or the sender, from their work. */
export class Emitter<Events extends object> {
  readonly #listeners = new Map<keyof Events, Set<Listener<never>>>();

  /** Calls the listener at each event from now on; the function that is given back takes it off. */
  on<Name extends keyof Events>(name: Name, listener: Listener<Events[Name]>): () => void {
    const listeners = this.#listeners.get(name) ?? new Set();
    this.#listeners.set(name, listeners);
    // An own function, so that the same listener may be added twice and taken off once.
    const added: Listener<Events[Name]> = (value) => listener(value);
    listeners.add(added);
    return () => listeners.delete(added);
  }

  emit<Name extends keyof Events>(name: Name, value: Events[Name]): void {
    for (const listener of this.#listeners.get(name) ?? []) {
      try {
        (listener as Listener<Events[Name]>)(value);
      } catch (error) {
        // It is the application's error: the runtime reports it as uncaught.
        queueMicrotask(() => {
          throw error;
        });
      }
    }
  }

  clear(): void {
    this.#listeners.clear();
  }
}
