// Monaco's own work off the window's thread, as a module worker of the same origin.
import 'monaco-editor/editor/editor.worker'
