/**
 * Files that break a rule today, each with its reason. The list may only shrink: an entry that is no longer needed fails
 * the test, and so does a new one without raising the number below in the same commit, where a reviewer sees it.
 */
export const exceptions: Record<string, Record<string, string>> = {
  namedExports: {
    'platform/database/testing-setup.ts': 'Vitest calls the default export',
  },
  environmentInOnePlace: {
    'app/cli.ts': 'whether LOG_LEVEL was given at all: commands are quiet by default',
    'platform/database/embedded/cluster.ts': 'hands PATH on to initdb',
    'platform/database/embedded/server.ts': 'hands PATH on to the database server',
  },
  noBusinessBelow: {
    'platform/database/scale-plan.ts': 'knows the column by whose values tables are spread over machines',
  },
}

export const exceptionCount = 5
