/** What `work` gives of each, in their order, where it gives something; only so many at a time. */
export const fewAtOnce = async <A, B>(
  count: number,
  items: readonly A[],
  work: (item: A) => Promise<B | undefined>,
): Promise<readonly B[]> => {
  const done = new Map<number, B | undefined>();
  const waiting = items.entries();
  const lane = async (): Promise<void> => {
    for (const [index, item] of waiting) done.set(index, await work(item));
  };
  await Promise.all(Array.from({ length: Math.min(count, items.length) }, lane));
  return items.flatMap((_, index) => {
    const result = done.get(index);
    return result === undefined ? [] : [result];
  });
};
