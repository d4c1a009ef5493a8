/** On a terminal, one line that says how many listings are read; nothing anywhere else. */
export function showProgress(
  stream: { readonly isTTY?: boolean; write(text: string): unknown },
  products: unknown,
): { settled(): void; end(): void } {
  const all = Array.isArray(products) ? new Set(products).size : 0;
  if (stream.isTTY !== true || all === 0) return { settled: () => undefined, end: () => undefined };
  let done = 0;
  const show = (): void => void stream.write(`\r${Math.min(done, all)} of ${all} listings read`);
  show();
  return {
    settled() {
      done += 1;
      show();
    },
    end: () => void stream.write("\r\u001b[K"),
  };
}
