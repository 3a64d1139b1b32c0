import { Suspense, useState, type ComponentType, type LazyExoticComponent, type ReactNode } from 'react'

export interface LateMenuProps {
  /** Loads the menu; called when the pointer comes near. */
  load: () => Promise<unknown>
  menu: LazyExoticComponent<ComponentType<{ target: ReactNode }>>
  /** The button, which looks the same before and after. */
  children: (props: { onClick?: () => void; onPointerEnter?: () => void; 'aria-haspopup': 'menu'; 'aria-expanded': boolean }) => ReactNode
}

/** A menu whose code comes when it is first wanted, so that the workbench opens light. */
export function LateMenu({ load, menu: MenuPart, children }: LateMenuProps) {
  const [wanted, setWanted] = useState(false)
  const still = children({ onClick: () => setWanted(true), onPointerEnter: () => void load(), 'aria-haspopup': 'menu', 'aria-expanded': false })
  if (!wanted) return still
  return (
    <Suspense fallback={still}>
      <MenuPart target={children({ 'aria-haspopup': 'menu', 'aria-expanded': true })} />
    </Suspense>
  )
}
