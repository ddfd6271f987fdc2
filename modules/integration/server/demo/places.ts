/** Where the old billing systems of this process listen: ports by the ids of their systems. */
export const running = new Map<string, number>()
