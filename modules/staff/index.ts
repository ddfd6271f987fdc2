export { accessChangedEvent } from './server/access-changed.ts'
export { createApiKey } from './server/api-keys.ts'
export { invite } from './server/invitations.ts'
export { openStaff, type Staff } from './server/staff.ts'
export {
  authorsAmong,
  bringDemoStaffBack,
  type DemoStaff,
  demoStaffHere,
  sendDemoStaffAway,
} from './server/demo-departure.ts'
