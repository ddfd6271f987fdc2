import { Navigate } from '@tanstack/react-router'

/** The settings begin with the own account. */
export default function SettingsHome() {
  return <Navigate to="/settings/account" replace />
}
