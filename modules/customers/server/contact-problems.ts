const problems: Record<string, string> = {
  'not-an-email': 'customers.email-unreadable',
  'not-a-phone': 'customers.phone-unreadable',
  'phone-without-country': 'customers.phone-without-country',
}

/** What is wrong with a contact point, in the words of this module; bad data is kept and shown, not lost. */
export function contactProblem(problem: string | null): string | null {
  return problem && (problems[problem] ?? problem)
}
