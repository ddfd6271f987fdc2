// Loaded before the program by its launcher. A launcher that was killed cannot pass on a signal; then the closed
// channel tells us, and we stop as if asked to.
if (process.channel) {
  process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'))
  process.channel.unref()
}
