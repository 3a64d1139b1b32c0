/** Between places in a text and what is drawn of it: every run is an element with its start in `data-at` and one text node. */
import type { Stretch } from './boundaries'

const startOf = (element: Element): number => Number(element.getAttribute('data-at'))

/** The place in the text of a place in the page; undefined outside of the text. */
export function placeOf(root: Element, node: Node | null, offset: number): number | undefined {
  if (!node || !root.contains(node)) return undefined
  if (node instanceof Text) {
    const run = node.parentElement?.closest('[data-at]')
    return run ? startOf(run) + offset : undefined
  }
  const child = node.childNodes[offset]
  if (child) return firstPlace(child)
  const last = node instanceof Element ? [...node.querySelectorAll('[data-at]')].at(-1) : undefined
  if (last) return startOf(last) + (last.textContent?.length ?? 0)
  return node instanceof Element && node.matches('[data-at]') ? startOf(node) + (node.textContent?.length ?? 0) : undefined
}

function firstPlace(node: Node): number | undefined {
  const element = node instanceof Element ? node : node.parentElement
  const run = element?.matches('[data-at]') ? element : (element?.querySelector('[data-at]') ?? element?.closest('[data-at]'))
  return run ? startOf(run) : undefined
}

/** The place in the page of a place in the text. */
export function pointOf(root: Element, at: number): { node: Text; offset: number } | undefined {
  const block = lastBefore(root.querySelectorAll('[data-block]'), at)
  const run = block && lastBefore(block.children, at)
  const node = run?.firstChild
  return node instanceof Text ? { node, offset: Math.max(0, Math.min(node.length, at - startOf(run as Element))) } : undefined
}

function lastBefore(elements: ArrayLike<Element>, at: number): Element | undefined {
  let [low, high] = [0, elements.length - 1]
  while (low < high) {
    const middle = (low + high + 1) >> 1
    const element = elements[middle]
    if (element && Number(element.getAttribute('data-at') ?? element.getAttribute('data-block')) <= at) low = middle
    else high = middle - 1
  }
  return elements[low]
}

export function rangeOf(root: Element, { start, end }: Stretch): Range | undefined {
  const [from, to] = [pointOf(root, start), pointOf(root, end)]
  if (!from || !to) return undefined
  const range = document.createRange()
  range.setStart(from.node, from.offset)
  range.setEnd(to.node, to.offset)
  return range
}

/** Where a caret stands. */
export function caretBox(root: Element, at: number): DOMRect | undefined {
  const range = rangeOf(root, { start: at, end: at })
  const boxes = range?.getClientRects() ?? []
  return boxes[boxes.length - 1] ?? range?.getBoundingClientRect()
}

/** The place under a point of the window. */
export function placeAt(root: Element, x: number, y: number): number | undefined {
  if (document.caretPositionFromPoint) {
    const found = document.caretPositionFromPoint(x, y)
    return placeOf(root, found?.offsetNode ?? null, found?.offset ?? 0)
  }
  const range = document.caretRangeFromPoint(x, y)
  return placeOf(root, range?.startContainer ?? null, range?.startOffset ?? 0)
}

/** One line up or down, in the same column. */
export function byLine(root: Element, at: number, step: 1 | -1): number {
  const box = caretBox(root, at)
  if (!box) return at
  const height = parseFloat(getComputedStyle(root).lineHeight) || box.height
  // Between two paragraphs there is a gap: look a little further until a line is there.
  for (let reach = 1; reach <= 3; reach += 0.5) {
    const found = placeAt(root, box.left, box.top + box.height / 2 + step * reach * height)
    if (found !== undefined && (step > 0 ? found > at : found < at) && isOtherLine(root, found, box, step)) return found
  }
  return at
}

function isOtherLine(root: Element, at: number, box: DOMRect, step: 1 | -1): boolean {
  const other = caretBox(root, at)
  return other !== undefined && (other.top - box.top) * step > box.height / 2
}

/** The start or the end of the line that a place stands on. */
export function lineEdge(root: Element, at: number, step: 1 | -1): number {
  const box = caretBox(root, at)
  const block = pointOf(root, at)?.node.parentElement?.closest('[data-block]')
  if (!box || !block) return at
  const { left, right } = block.getBoundingClientRect()
  const isLeft = (step < 0) !== (getComputedStyle(block).direction === 'rtl')
  return placeAt(root, isLeft ? left + 1 : right - 1, box.top + box.height / 2) ?? at
}

export const isRightToLeft = (root: Element, at: number): boolean => {
  const block = pointOf(root, at)?.node.parentElement?.closest('[data-block]')
  return block !== null && block !== undefined && getComputedStyle(block).direction === 'rtl'
}
