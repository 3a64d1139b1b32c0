export { ShapesSetup as default } from '../shapes/ShapesSetup'
