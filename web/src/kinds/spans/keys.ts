// 1–9, 0, then the letters that neither the workbench nor the acts on spans use.
const labelKeys = [...'1234567890bceijkmpqrtuvwy']

/** The key of the n-th label on offer. */
export const spanKey = (position: number): string | undefined => labelKeys[position]
