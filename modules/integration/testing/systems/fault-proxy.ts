import { createServer, connect, type Socket } from 'node:net'

/** What goes wrong between two ends; what is not given goes well. May be changed while connections are open. */
export type Faults = {
  /** Milliseconds that everything takes longer, each way. */
  latency?: number
  /** Bytes per second, each way. */
  bandwidth?: number
  /** Takes connections and data, and passes nothing on (a firewall that forgot the connection, a frozen server). */
  blackHole?: boolean
  /** Nobody listens: connections are refused by closing them at once after they were taken. */
  closesAfterAccepting?: boolean
  /** Bytes of an answer, counted for each connection, after which the connection ends as if it were complete. */
  truncateAfter?: number
  /** Bytes of an answer, counted for each connection, after which the connection is reset. */
  resetAfter?: number
}

/** A proxy in front of a system that does it harm. */
export type FaultProxy = {
  port: number
  /** From now on these faults, for open connections too; `{}` is health. */
  set: (faults: Faults) => void
  /** Resets every open connection now. */
  resetAll: () => void
  /** Connections taken so far, and open now. */
  counts: () => { taken: number; open: number }
  close: () => Promise<void>
}

type Target = { port: number; host?: string }

/** Starts a proxy on a free port of the loopback address, in front of a port of it (or of another host). */
export async function startFaultProxy(target: Target): Promise<FaultProxy> {
  let faults: Faults = {}
  let taken = 0
  let open = 0
  const sockets = new Set<Socket>()
  const keep = (socket: Socket) => {
    sockets.add(socket)
    socket.on('error', () => {}).on('close', () => sockets.delete(socket))
  }
  const server = createServer({ allowHalfOpen: true, noDelay: true }, client => {
    taken++
    open++
    keep(client)
    client.on('close', () => open--)
    if (faults.closesAfterAccepting) return client.destroy()
    const upstream = connect({ host: '127.0.0.1', allowHalfOpen: true, noDelay: true, ...target })
    keep(upstream)
    const breakOff = () => [client, upstream].forEach(socket => socket.resetAndDestroy())
    upstream.on('error', breakOff)
    client.on('error', () => upstream.destroy())
    pump({ from: client, to: upstream, faults: () => faults, answer: false, breakOff })
    pump({ from: upstream, to: client, faults: () => faults, answer: true, breakOff })
    return client
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(0, '127.0.0.1', resolve)
  })
  return {
    port: (server.address() as { port: number }).port,
    set: next => {
      faults = next
    },
    resetAll: () => sockets.forEach(socket => socket.resetAndDestroy()),
    counts: () => ({ taken, open }),
    close: () =>
      new Promise(resolve => {
        server.close(() => resolve())
        sockets.forEach(socket => socket.destroy())
      }),
  }
}

type Direction = {
  from: Socket
  to: Socket
  faults: () => Faults
  /** Whether this is what the system says; only that is cut off. */
  answer: boolean
  breakOff: () => void
}

/** Passes on what one end says, in order, one piece after the other. */
function pump({ from, to, faults, answer, breakOff }: Direction): void {
  let passed = 0
  let queue = Promise.resolve()
  const inOrder = (work: () => Promise<void> | void) => {
    queue = queue.then(work, () => {})
  }
  from.on('data', piece => {
    from.pause()
    inOrder(async () => {
      const { latency = 0, bandwidth = Number.POSITIVE_INFINITY, ...now } = faults()
      await wait(latency + (piece.length / bandwidth) * 1000)
      // What came into the hole is lost for good, so the connection never recovers: like one that a firewall forgot.
      if (!now.blackHole)
        pass(piece, (answer && (now.truncateAfter ?? now.resetAfter)) || Number.POSITIVE_INFINITY)
      from.resume()
    })
  })
  from.on('end', () => inOrder(() => void (faults().blackHole || to.end())))

  function pass(piece: Buffer, limit: number): void {
    to.write(piece.subarray(0, Math.max(0, limit - passed)))
    passed += piece.length
    if (passed < limit) return
    if (faults().truncateAfter === undefined) breakOff()
    else {
      to.end()
      to.destroySoon()
      from.destroy()
    }
  }
}

/** Not a timer of zero: a healthy proxy should cost nothing. */
function wait(milliseconds: number): Promise<void> | undefined {
  return milliseconds > 0 ? new Promise(resolve => setTimeout(resolve, milliseconds)) : undefined
}
