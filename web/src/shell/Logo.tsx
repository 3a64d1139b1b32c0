/** The mark: a loop with a person in it. */
export function Logo({ size = 20 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 24 24" fill="none" aria-hidden="true">
      <path d="M19.6 8.2A8.5 8.5 0 1 0 20.5 12" stroke="var(--accent)" strokeWidth="2.6" strokeLinecap="round" />
      <circle cx="12" cy="12" r="3.2" fill="var(--accent)" />
      <circle cx="18.6" cy="6.2" r="2.4" fill="var(--accent)" />
    </svg>
  )
}
