/** One act of one actor: everything it wrote carries this id and can be undone together. */
export type Batch = {
  id: string
  /** What the act was, as a translation key (`customers.act.edited`). */
  label: string
}
