// 1–9, 0, then the letters that neither the workbench nor the acts on relations use.
const labelKeys = [...'1234567890bcilmpqtuvwy']

/** The key of the n-th relation on offer. */
export const relationKey = (position: number): string | undefined => labelKeys[position]
