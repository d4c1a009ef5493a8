/** Gives what was made of the object under the key, else makes it; forgotten with the object. */
export type ObjectMemory<Owner extends object, Made, Key> = (owner: Owner, key: Key, make: () => Made) => Made;

/** Remembers what is worked out of an object that is met again and again. */
export function createObjectMemory<Owner extends object, Made, Key = string>(): ObjectMemory<Owner, Made, Key> {
  const kept = new WeakMap<Owner, Map<Key, { readonly made: Made }>>();
  return (owner, key, make) => {
    const known = kept.get(owner);
    const found = known?.get(key);
    if (found) return found.made;
    const made = make();
    // What it makes may remember something of the same object meanwhile.
    const all = known ?? kept.get(owner) ?? new Map<Key, { readonly made: Made }>();
    kept.set(owner, all.set(key, { made }));
    return made;
  };
}

/** The same function, called once for each object. */
export function onceForEach<Owner extends object, Made>(make: (owner: Owner) => Made): (owner: Owner) => Made {
  const kept = new WeakMap<Owner, { readonly made: Made }>();
  return (owner) => {
    const found = kept.get(owner);
    if (found) return found.made;
    const made = make(owner);
    kept.set(owner, { made });
    return made;
  };
}

/** The same function, called once. */
export function once<Made>(make: () => Made): () => Made {
  let made: { readonly it: Made } | null = null;
  return () => {
    made ??= { it: make() };
    return made.it;
  };
}
