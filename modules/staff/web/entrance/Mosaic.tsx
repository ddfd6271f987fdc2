import styles from './Entrance.module.css'

const columns = 20
const rows = 22
const step = 30
const size = 19

type State = 'live' | 'mirror' | 'old' | 'quiet' | 'none'

/** The product's tiles as a picture: mostly sound, some old, some missing. Always the same, and only decoration. */
export function Mosaic() {
  return (
    <svg
      className={styles.mosaic}
      viewBox={`0 0 ${columns * step} ${rows * step}`}
      aria-hidden
      preserveAspectRatio="xMidYMid slice"
    >
      {Array.from({ length: columns * rows }, (_, at) => {
        const x = (at % columns) * step + (step - size) / 2
        const y = Math.floor(at / columns) * step + (step - size) / 2
        const state = stateAt(at % columns, Math.floor(at / columns))
        if (state === 'none') return null
        return (
          <g key={at} data-state={state}>
            <rect className={styles.frame} x={x} y={y} width={size} height={size} rx="4.5" />
            {state === 'mirror' && (
              <path
                className={styles.half}
                d={`M${x + size / 2} ${y}v${size}h${4.5 - size / 2}a4.5 4.5 0 0 1-4.5-4.5v${9 - size}a4.5 4.5 0 0 1 4.5-4.5z`}
              />
            )}
          </g>
        )
      })}
    </svg>
  )
}

/** Denser towards the lower end, where the picture of a person comes together. */
function stateAt(column: number, row: number): State {
  const chance = noise(column, row)
  const distance = Math.hypot(column - 12, row - 12) / 12
  if (chance < distance - 0.25) return 'none'
  const tone = noise(column + 71, row + 13)
  if (tone < 0.46) return 'live'
  if (tone < 0.7) return 'mirror'
  return tone < 0.77 ? 'old' : 'quiet'
}

function noise(x: number, y: number): number {
  const value = Math.sin(x * 127.1 + y * 311.7) * 43_758.5453
  return value - Math.floor(value)
}
