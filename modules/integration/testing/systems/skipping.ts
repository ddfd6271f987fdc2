/**
 * Whether tests of an outside system are skipped here; says why, once for each test file. Where the continuous integration
 * installs the systems nothing is missing, so a skip there is an alarm that the log shows.
 */
export function skipping(reason: string | null): boolean {
  if (reason !== null) process.stderr.write(`Skipped: ${reason}.\n`)
  return reason !== null
}
