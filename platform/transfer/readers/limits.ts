/** Bounds that keep memory constant whatever the file says about itself. Spreadsheets stop at 16,384 columns. */
export const maxColumns = 16_384
/** Characters in one cell. */
export const maxCellLength = 1_048_576
/** Characters in one row: beyond it the row is skipped and named. */
export const maxRowLength = 8 * maxCellLength
export const rowsPerChunk = 2_000
/** Decoded characters looked at to find out how a file is written. */
export const sampleLength = 262_144
/** Inflated bytes of one workbook part, and how often larger than its packed form it may be. */
export const maxInflatedBytes = 8 * 1024 ** 3
export const maxInflationRatio = 300
/** Below this an ordinary sheet of equal cells may well pack 1:1,000. */
export const inflationRatioFreeBytes = 64 * 1024 ** 2
export const maxArchiveEntries = 10_000
