// 1–9, 0, then the letters that neither the workbench nor the acts on aspects use.
const labelKeys = [...'1234567890bjkmpqruvwy']

/** The key of the n-th polarity on offer, and of the n-th category while one is chosen. */
export const aspectKey = (position: number): string | undefined => labelKeys[position]
