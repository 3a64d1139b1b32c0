// 1–9, 0, then the letters that neither the workbench nor the acts on shapes use.
const labelKeys = [...'1234567890cjkmpquy']

/** The key of the n-th label on offer. */
export const shapeKey = (position: number): string | undefined => labelKeys[position]
