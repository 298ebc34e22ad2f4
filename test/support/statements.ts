/** Counts statements while it is listening: handed to `openStore` as its `onQuery`. */
export function statementCounter() {
  let seen: string[] | null = null;
  return {
    onQuery: (statement: string) => void seen?.push(statement),
    /** The statements that the work sent to the database. */
    during: async (work: () => Promise<unknown>): Promise<string[]> => {
      const heard: string[] = [];
      seen = heard;
      try {
        await work();
      } finally {
        seen = null;
      }
      return heard;
    },
  };
}
