/** Does something once the browser has nothing else to do; gives back how to let it be. */
export function whenAtRest(act: () => void): () => void {
  // Safari has no idle callback; a second later is as good.
  const later = window.requestIdleCallback ?? ((run: () => void) => window.setTimeout(run, 1000))
  const asked = later(act)
  return () => (window.cancelIdleCallback ?? window.clearTimeout)(asked)
}
